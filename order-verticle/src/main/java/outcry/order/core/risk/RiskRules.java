package outcry.order.core.risk;

import java.time.Duration;
import outcry.model.TradingDay;

/**
 * What is the same for every account of the house. Immutable.
 *
 * @param house limits of all accounts together
 * @param collarPeriod how long the extremes of a reference count in the collar over a period
 * @param tradingDay whose close ends the day of daily rules
 * @param lookEvery how often losses are looked at while a position is open
 * @param text what was configured, as JSON, for the journal; empty for what is built in
 */
public record RiskRules(
    ScopeLimits house,
    Duration collarPeriod,
    TradingDay tradingDay,
    Duration lookEvery,
    String text) {

  /** The most characters of a configuration: it is journaled. */
  public static final int TEXT_MAX = 65_536;

  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  /** No limits of the house, days that end at midnight UTC. */
  public static final RiskRules NONE =
      new RiskRules(ScopeLimits.NONE, Duration.ZERO, TradingDay.AROUND_THE_CLOCK, LOOK_EVERY, "");

  public RiskRules {
    if (collarPeriod.isNegative()) {
      throw new IllegalArgumentException("collarPeriod must not be negative");
    }
    if (lookEvery.toNanos() < 1) {
      throw new IllegalArgumentException("lookEvery must be positive");
    }
    if (text.length() > TEXT_MAX) {
      throw new IllegalArgumentException("more than " + TEXT_MAX + " characters");
    }
  }
}
