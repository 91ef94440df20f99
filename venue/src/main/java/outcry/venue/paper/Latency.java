package outcry.venue.paper;

/**
 * How long a message travels. The n-th message always takes the same time: the jitter is a function
 * of the seed and n, uniform over its range.
 *
 * @param fixedNanos at least this long
 * @param jitterNanos at most this much longer; 0 for none
 */
public record Latency(long fixedNanos, long jitterNanos, long seed) {

  /** A step of the golden ratio, so that neighbouring messages have unrelated jitter. */
  private static final long STEP = 0x9E3779B97F4A7C15L;

  public Latency {
    if (fixedNanos < 0 || jitterNanos < 0) {
      throw new IllegalArgumentException("latency must not be negative");
    }
  }

  public static Latency fixed(long nanos) {
    return new Latency(nanos, 0, 0);
  }

  /** The travel time of message {@code n}. */
  long of(long n) {
    return jitterNanos == 0
        ? fixedNanos
        : fixedNanos + Long.remainderUnsigned(mixed(seed + n * STEP), jitterNanos + 1);
  }

  long maxNanos() {
    return Math.addExact(fixedNanos, jitterNanos);
  }

  private static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
