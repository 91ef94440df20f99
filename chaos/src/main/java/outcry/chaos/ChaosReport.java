package outcry.chaos;

import java.util.List;
import java.util.Map;
import outcry.chaos.audit.Counts;

/**
 * How a run ended.
 *
 * @param faults that were made
 * @param failoverMillis of each partition whose owner was gone, ascending
 * @param refusals how often clients were refused, by the code
 */
public record ChaosReport(
    int faults, Counts counts, List<Long> failoverMillis, Map<String, Integer> refusals) {

  public ChaosReport {
    failoverMillis = List.copyOf(failoverMillis);
    refusals = Map.copyOf(refusals);
  }

  public long failoverP99Millis() {
    return Failovers.p99Millis(failoverMillis);
  }

  public boolean isGood() {
    return counts.isGood();
  }
}
