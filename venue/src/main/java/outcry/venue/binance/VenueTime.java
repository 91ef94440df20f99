package outcry.venue.binance;

/**
 * Binance's integer times. It writes milliseconds, or microseconds where asked to ({@code
 * timeUnit=MICROSECOND}); our own recordings write nanoseconds where a time has them. Which it is
 * shows in the magnitude: the three ranges of the years 2001 to 2262 do not touch.
 */
final class VenueTime {

  private static final long NANOS_MIN = 1_000_000_000_000_000_000L;

  private VenueTime() {}

  /** 0 stays 0: the venue does not say. */
  static long toNanos(long time, String field) {
    if (time == 0) {
      return 0;
    }
    if (time >= NANOS_MIN) {
      return time;
    }
    if (time >= NANOS_MIN / 1_000 && time <= Long.MAX_VALUE / 1_000) {
      return time * 1_000;
    }
    if (time >= NANOS_MIN / 1_000_000 && time <= Long.MAX_VALUE / 1_000_000) {
      return time * 1_000_000;
    }
    throw new DecodeException(
        DecodeException.Code.TIMESTAMP, field, time + " is no time between 2001 and 2262");
  }

  /**
   * The shortest form that {@link #toNanos} reads back.
   *
   * @throws IllegalArgumentException if it would read back as another time
   */
  static long fromNanos(long nanos) {
    if (nanos == 0) {
      return 0;
    }
    if (nanos < NANOS_MIN) {
      throw new IllegalArgumentException("time before 2001 cannot be written: " + nanos);
    }
    if (nanos % 1_000_000 == 0) {
      return nanos / 1_000_000;
    }
    return nanos % 1_000 == 0 ? nanos / 1_000 : nanos;
  }
}
