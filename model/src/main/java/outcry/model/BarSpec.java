package outcry.model;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * When a bar closes.
 *
 * @param kind what is counted
 * @param size nanoseconds for TIME, in whole milliseconds; trades for TICK, {@code 10^-8} of the
 *     base for VOLUME
 */
public record BarSpec(Kind kind, long size) {

  private static final long NANOS_PER_MILLI = 1_000_000;

  /** What closes a bar. */
  public enum Kind {
    /** Aligned to the epoch: a one-minute bar starts on the minute, UTC. */
    TIME,
    TICK,
    /** A trade that crosses the boundary is split between the bars. */
    VOLUME
  }

  public BarSpec {
    if (size <= 0) {
      throw new IllegalArgumentException("bar size must be positive, was " + size);
    }
    if (kind == Kind.TIME && size % NANOS_PER_MILLI != 0) {
      throw new IllegalArgumentException(
          "a time bar lasts whole milliseconds, was " + size + " ns");
    }
  }

  public static BarSpec time(Duration duration) {
    return new BarSpec(Kind.TIME, duration.toNanos());
  }

  public static BarSpec seconds(int seconds) {
    return time(Duration.ofSeconds(seconds));
  }

  public static BarSpec minutes(int minutes) {
    return time(Duration.ofMinutes(minutes));
  }

  public static BarSpec ticks(int trades) {
    return new BarSpec(Kind.TICK, trades);
  }

  public static BarSpec volume(Decimal volume) {
    return new BarSpec(Kind.VOLUME, volume.unitsAt(Money.SCALE));
  }

  /**
   * Reads {@code 250ms}, {@code 5s}, {@code 1m}, {@code 4h}, {@code 100t} or {@code 2.5v}.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public static BarSpec parse(String text) {
    int letters = text.length();
    while (letters > 0 && Character.isLetter(text.charAt(letters - 1))) {
      letters--;
    }
    var number = Decimal.parse(text.substring(0, letters));
    try {
      return of(number, text.substring(letters), text);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("bar size too large: " + text, e);
    }
  }

  private static BarSpec of(Decimal number, String unit, String text) {
    return switch (unit) {
      case "ms" -> time(Duration.ofMillis(number.unitsAt(0)));
      case "s" -> time(Duration.ofSeconds(number.unitsAt(0)));
      case "m" -> time(Duration.ofMinutes(number.unitsAt(0)));
      case "h" -> time(Duration.ofHours(number.unitsAt(0)));
      case "t" -> new BarSpec(Kind.TICK, number.unitsAt(0));
      case "v" -> volume(number);
      default ->
          throw new IllegalArgumentException(
              "not a bar specification: " + text + " (use e.g. 5s, 1m, 100t, 2.5v)");
    };
  }

  @Override
  public String toString() {
    return switch (kind) {
      case TICK -> size + "t";
      case VOLUME ->
          BigDecimal.valueOf(size, Money.SCALE).stripTrailingZeros().toPlainString() + "v";
      case TIME -> timeText();
    };
  }

  private String timeText() {
    var duration = Duration.ofNanos(size);
    if (duration.toMillis() % 1000 != 0) {
      return duration.toMillis() + "ms";
    }
    long seconds = duration.toSeconds();
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
