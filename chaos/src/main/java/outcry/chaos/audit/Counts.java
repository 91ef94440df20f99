package outcry.chaos.audit;

import java.util.List;

/**
 * What the auditor counted. Good is: none of the six is above 0.
 *
 * @param orders in the journal
 * @param fills at the exchange
 * @param lost orders and fills of the exchange that the journal does not have, and the other way
 * @param duplicated orders sent, and fills booked, more than once
 * @param unknown orders and requests of which nobody knows the end
 * @param wrongPosition positions that are not the sum of the exchange's fills
 * @param ackedMissing orders that were acknowledged, and are not in the journal
 * @param unauthorised orders that nobody asked for, or not like that
 * @param findings what was counted, in words; the first {@link #FINDINGS_MAX}
 */
public record Counts(
    int orders,
    int fills,
    int lost,
    int duplicated,
    int unknown,
    int wrongPosition,
    int ackedMissing,
    int unauthorised,
    List<String> findings) {

  static final int FINDINGS_MAX = 50;

  public Counts {
    findings = List.copyOf(findings);
  }

  public boolean isGood() {
    return lost + duplicated + unknown + wrongPosition + ackedMissing + unauthorised == 0;
  }
}
