package outcry.order.core;

import java.time.Duration;

/**
 * How long orders that depend on each other wait.
 *
 * @param protectWithin how long a stop that left us may go unanswered before its bracket is closed;
 *     also the first wait between two orders that close one bracket
 * @param othersFirst how long an order whose price was met lets others of its list go first
 */
public record ListConfig(Duration protectWithin, Duration othersFirst) {

  /** Two seconds, and one. */
  public static final ListConfig DEFAULT =
      new ListConfig(Duration.ofSeconds(2), Duration.ofSeconds(1));

  public ListConfig {
    requirePositive("protectWithin", protectWithin);
    requirePositive("othersFirst", othersFirst);
    if (protectWithin.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException("protectWithin must be at most a minute");
    }
  }

  private static void requirePositive(String field, Duration value) {
    if (value.toNanos() < 1) {
      throw new IllegalArgumentException(field + " must be positive, was " + value);
    }
  }
}
