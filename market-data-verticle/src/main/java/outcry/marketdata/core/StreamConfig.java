package outcry.marketdata.core;

import java.time.Duration;

/**
 * How streams are treated.
 *
 * @param maxAge a stream that has been silent for longer is STALE
 * @param barGrace how long after its end a time bar still waits for a trade before time alone
 *     closes it: trades may come after a later quote or difference
 * @param bookLevelsMax levels a side that are kept
 * @param barsKept finished bars kept of every specification
 * @param barSpecsMax specifications of one symbol; more are refused
 */
public record StreamConfig(
    Duration maxAge, Duration barGrace, int bookLevelsMax, int barsKept, int barSpecsMax) {

  public static final StreamConfig DEFAULT =
      new StreamConfig(Duration.ofSeconds(5), Duration.ofMillis(250), Book.LEVELS_MAX, 1_000, 32);

  public StreamConfig {
    if (maxAge.isNegative() || maxAge.isZero() || barGrace.isNegative()) {
      throw new IllegalArgumentException("maxAge must be positive and barGrace not negative");
    }
    if (bookLevelsMax < 1 || barsKept < 1 || barSpecsMax < 1) {
      throw new IllegalArgumentException(
          "bookLevelsMax, barsKept and barSpecsMax must be at least 1");
    }
  }
}
