package outcry.simulation.audit;

import outcry.order.core.risk.Limits;

/**
 * I18: what an account sends in any window, across owners, is at most the burst and what the rate
 * gives. Owners' clocks differ by up to a second, so two seconds' worth are allowed on top.
 */
final class RateAudit {

  private static final long SECOND = 1_000_000_000L;
  private static final long SLACK_SECONDS = 2;

  private final String account;
  private final long rate;
  private final long capacity;
  private long lastNanos;

  /** In units of a token times nanoseconds per second, so that nothing is rounded. */
  private long tokens;

  RateAudit(String account, Limits limits) {
    this.account = account;
    this.rate = limits.ordersPerSecond();
    this.capacity = (limits.orderBurst() + SLACK_SECONDS * rate) * SECOND;
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
