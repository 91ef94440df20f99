package outcry.strategy;

import java.time.Duration;

/**
 * When a timer fires.
 *
 * @param kind once at a time, once after a delay, or again and again
 * @param nanos the time since the epoch, the delay or the period; nanoseconds
 */
public record Schedule(Kind kind, long nanos) {

  /** How often, and counted from where. */
  public enum Kind {
    AT,
    AFTER,
    EVERY
  }

  public Schedule {
    if (nanos < 0 || (kind == Kind.EVERY && nanos == 0)) {
      throw new IllegalArgumentException("a timer " + kind + " " + nanos + " ns makes no sense");
    }
  }

  /**
   * @param nanos since the epoch, UTC; a time that has passed fires as soon as possible
   */
  public static Schedule at(long nanos) {
    return new Schedule(Kind.AT, nanos);
  }

  public static Schedule after(Duration delay) {
    return new Schedule(Kind.AFTER, delay.toNanos());
  }

  /** The first time after one period; periods that were missed are left out. */
  public static Schedule every(Duration period) {
    return new Schedule(Kind.EVERY, period.toNanos());
  }

  long firstNanos(long nowNanos) {
    return kind == Kind.AT ? nanos : Math.addExact(nowNanos, nanos);
  }

  /** When it fires next; negative if never. */
  long nextNanos(long dueNanos, long nowNanos) {
    if (kind != Kind.EVERY) {
      return -1;
    }
    long missed = Math.max(0, (nowNanos - dueNanos) / nanos);
    return dueNanos + (missed + 1) * nanos;
  }
}
