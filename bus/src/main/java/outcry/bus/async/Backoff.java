package outcry.bus.async;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: doubling from {@code first} up to {@code max}, then a
 * random part of it between half and all, so that many who failed together do not return together.
 */
public record Backoff(Duration first, Duration max) {

  public Backoff {
    if (!first.isPositive() || max.compareTo(first) < 0) {
      throw new IllegalArgumentException("impossible backoff " + first + " to " + max);
    }
  }

  /**
   * @param failures how many attempts have failed in a row, 1 or more
   */
  public long delayNanos(int failures, RandomGenerator random) {
    long maxNanos = max.toNanos();
    long nanos = first.toNanos();
    for (int i = 1; i < failures && nanos < maxNanos; i++) {
      nanos = nanos > maxNanos / 2 ? maxNanos : nanos * 2;
    }
    return nanos / 2 + random.nextLong(nanos - nanos / 2 + 1);
  }
}
