package outcry.marketdata;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: doubled at each failure up to a limit, and somewhere
 * between half and all of that, so that many clients do not come back at once.
 */
final class Backoff {

  private static final int DOUBLINGS_MAX = 20;

  private final long minNanos;
  private final long maxNanos;
  private final RandomGenerator random;
  private int failures;

  Backoff(Duration min, Duration max, RandomGenerator random) {
    this.minNanos = min.toNanos();
    this.maxNanos = max.toNanos();
    this.random = random;
  }

  long nextNanos() {
    long factor = 1L << Math.min(failures, DOUBLINGS_MAX);
    failures++;
    long full = minNanos > maxNanos / factor ? maxNanos : minNanos * factor; // without overflow
    return full - random.nextLong(full / 2 + 1);
  }

  int failures() {
    return failures;
  }

  void succeeded() {
    failures = 0;
  }
}
