package outcry.simulation.audit;

import outcry.order.core.risk.Limits;

/**
 * I18: what an account sends in any window, across owners, is at most the burst and what the rate
 * gives, and what owners' clocks may differ by.
 */
final class RateAudit {

  private static final long SECOND = 1_000_000_000L;

  private final String account;
  private final long rate;
  private final long capacity;
  private long lastNanos;

  /** In units of a token times nanoseconds per second, so that nothing is rounded. */
  private long tokens;

  /**
   * @param clockErrorMaxNanos how far the clocks of nodes are off, either way
   */
  RateAudit(String account, Limits limits, long clockErrorMaxNanos) {
    this.account = account;
    this.rate = limits.ordersPerSecond();
    this.capacity = limits.orderBurst() * SECOND + 2 * clockErrorMaxNanos * rate;
    this.tokens = capacity;
  }

  void spend(long atNanos, Findings findings) {
    if (lastNanos != 0) {
      long passed = Math.clamp(atNanos - lastNanos, 0, 3_600 * SECOND);
      tokens = Math.min(capacity, tokens + passed * rate);
    }
    lastNanos = Math.max(lastNanos, atNanos);
    tokens -= SECOND;
    if (tokens < 0) {
      findings.violated("I18", account + " sends more than " + rate + " orders a second");
    }
  }
}
