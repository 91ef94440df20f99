package outcry.model.query;

import java.util.List;

/**
 * The limits of an account, and how much of each is used.
 *
 * @param limitsVersion which limits are in force; 0 if the account is configured no longer
 * @param pack name of its rule pack; empty if it has none
 * @param breached the rule that was broken, until a person lets the account go on; else empty
 */
public record AccountRisk(
    String account, int limitsVersion, String pack, String breached, List<Line> lines) {

  /** What a line counts in. */
  public enum Unit {
    COUNT,
    /** {@code 10^-8} of the currency that is the line's key. */
    MONEY,
    /** Quantity units of the instrument that is the line's key. */
    QUANTITY
  }

  /**
   * One limit.
   *
   * @param limit its name, as in the file of limits
   * @param key the currency or symbol; empty for a count, or for each currency
   * @param used how much of it is used now; -1 where it is about each order by itself
   */
  public record Line(String limit, String key, Unit unit, long max, long used) {}
}
