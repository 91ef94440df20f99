package outcry.order.core.risk;

import java.time.LocalTime;
import java.util.List;
import java.util.Set;

/**
 * The rules of whoever lends an account its money, as proprietary trading firms set them. Money is
 * {@code 10^-8} of the quote currency and profit since the journal began; each currency is watched
 * by itself. 0, null and empty are no rule. Immutable.
 *
 * @param name for people; empty for no rules
 * @param dailyLossMax how much may be lost since the trading day began, open positions at the
 *     market and fees included
 * @param drawdownMax how far profit may be below its highest
 * @param drawdown when the highest is looked at
 * @param drawdownLocks the floor stops rising at the profit an account begins with, which is 0
 * @param onBreach what happens when one of these is reached
 * @param contractsMax the most of all instruments together, at worst, {@code 10^-9} contracts
 * @param scaling how many of those at which profit, by rising profit; at which profit the day began
 *     is what counts
 * @param bestDayPercent no day may bring more than this part of the profit target; what comes after
 *     is refused
 * @param profitTarget of which that is a part; the profit itself once that is more
 * @param entriesUntil no order may open anything from then until the trading day ends
 * @param flatAt everything is closed at that time
 * @param allowed the only symbols that may be traded; empty for all
 */
public record RulePack(
    String name,
    long dailyLossMax,
    long drawdownMax,
    Drawdown drawdown,
    boolean drawdownLocks,
    OnBreach onBreach,
    long contractsMax,
    List<Step> scaling,
    int bestDayPercent,
    long profitTarget,
    LocalTime entriesUntil,
    LocalTime flatAt,
    Set<String> allowed) {

  /** When the highest profit is looked at. */
  public enum Drawdown {
    /** At every look. */
    INTRADAY,
    /** When a trading day ends. */
    END_OF_DAY
  }

  /** What follows from too large a loss. */
  public enum OnBreach {
    /** REDUCING: what could make a position larger is canceled and refused. */
    REDUCE,
    /** The same, and every position is closed. */
    FLATTEN,
    /** HALTED: everything is canceled and refused. */
    HALT
  }

  /**
   * A step of a scaling plan.
   *
   * @param fromProfit {@code 10^-8}; may be negative
   * @param contractsMax from that profit on, {@code 10^-9} contracts
   */
  public record Step(long fromProfit, long contractsMax) {

    public Step {
      if (contractsMax < 1) {
        throw new IllegalArgumentException("contractsMax must be at least 1, was " + contractsMax);
      }
    }
  }

  /** No rules. */
  public static final RulePack NONE =
      new RulePack(
          "",
          0,
          0,
          Drawdown.INTRADAY,
          false,
          OnBreach.REDUCE,
          0,
          List.of(),
          0,
          0,
          null,
          null,
          Set.of());

  public RulePack {
    scaling = List.copyOf(scaling);
    allowed = Set.copyOf(allowed);
    if (dailyLossMax < 0 || drawdownMax < 0 || contractsMax < 0 || profitTarget < 0) {
      throw new IllegalArgumentException(name + ": no rule may be negative");
    }
    if (bestDayPercent < 0 || bestDayPercent > 100) {
      throw new IllegalArgumentException(name + ": bestDayPercent must be 0 to 100");
    }
    if ((bestDayPercent > 0) != (profitTarget > 0)) {
      throw new IllegalArgumentException(name + ": bestDayPercent and profitTarget go together");
    }
    for (int i = 1; i < scaling.size(); i++) {
      if (scaling.get(i).fromProfit() <= scaling.get(i - 1).fromProfit()) {
        throw new IllegalArgumentException(name + ": the scaling plan must rise");
      }
    }
  }

  /** Whether profit and loss must be known to enforce it. */
  boolean watchesProfit() {
    return dailyLossMax > 0 || drawdownMax > 0 || bestDayPercent > 0 || !scaling.isEmpty();
  }

  /** Whether an account must be looked at between its orders. */
  boolean isWatched() {
    return watchesProfit() || flatAt != null;
  }

  /** How many contracts are allowed, {@code 10^-9}; 0 for no limit. */
  long contractsMax(long profitAtDayStart) {
    if (scaling.isEmpty()) {
      return contractsMax;
    }
    long allowedNow = scaling.getFirst().contractsMax(); // below the first step, too
    for (var step : scaling) {
      if (profitAtDayStart >= step.fromProfit()) {
        allowedNow = step.contractsMax();
      }
    }
    return contractsMax == 0 ? allowedNow : Math.min(allowedNow, contractsMax);
  }
}
