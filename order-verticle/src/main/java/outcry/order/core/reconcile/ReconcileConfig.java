package outcry.order.core.reconcile;

import java.time.Duration;
import java.util.Map;

/**
 * When accounts are held against their venues, and what is done about differences.
 *
 * @param period from one clean comparison to the next question; also the longest pause
 * @param confirmation how long the same difference must last, beyond the venue's lag, to be one
 * @param currentFor how long a clean comparison is good for: after that no new risk is taken
 * @param overlap how far executions are asked for before the last ones known
 * @param lookback how far they are asked for once a position or balance differs
 * @param otherwise the policy of accounts without one
 * @param policies by account
 */
public record ReconcileConfig(
    Duration period,
    Duration confirmation,
    Duration currentFor,
    Duration overlap,
    Duration lookback,
    ReconcilePolicy otherwise,
    Map<String, ReconcilePolicy> policies) {

  /** Every 30 s; good for 90 s; a difference must last a second. */
  public static final ReconcileConfig DEFAULT =
      new ReconcileConfig(
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofSeconds(90),
          Duration.ofMinutes(1),
          Duration.ofDays(1),
          ReconcilePolicy.DEFAULT,
          Map.of());

  public ReconcileConfig {
    policies = Map.copyOf(policies);
    requirePositive("period", period);
    requirePositive("confirmation", confirmation);
    requirePositive("overlap", overlap);
    requirePositive("lookback", lookback);
    if (currentFor.compareTo(period) <= 0) {
      throw new IllegalArgumentException(
          "currentFor must be more than period, was " + currentFor + " and " + period);
    }
  }

  private static void requirePositive(String field, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(field + " must be positive, was " + value);
    }
  }

  public ReconcilePolicy policy(String account) {
    return policies.getOrDefault(account, otherwise);
  }

  /** The same with other policies. */
  public ReconcileConfig with(
      ReconcilePolicy newOtherwise, Map<String, ReconcilePolicy> byAccount) {
    return new ReconcileConfig(
        period, confirmation, currentFor, overlap, lookback, newOtherwise, byAccount);
  }
}
