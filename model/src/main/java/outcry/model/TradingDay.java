package outcry.model;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Set;

/**
 * When an instrument trades: from an opening to a close by the clocks of one place, on some days.
 * Times that a change of the clocks skips or repeats are taken as {@link ZonedDateTime} takes them:
 * a skipped one moves on by the length of the gap, of a repeated one the first counts.
 *
 * @param zone whose clocks count
 * @param open of the day before if it is not before the close; equal to the close: around the clock
 * @param close when the day ends
 * @param days on which there is a close
 */
public record TradingDay(ZoneId zone, LocalTime open, LocalTime close, Set<DayOfWeek> days) {

  /** Every day from midnight to midnight UTC. */
  public static final TradingDay AROUND_THE_CLOCK =
      new TradingDay(
          ZoneOffset.UTC, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, EnumSet.allOf(DayOfWeek.class));

  private static final long SECOND = 1_000_000_000L;

  public TradingDay {
    days = Set.copyOf(days);
    if (days.isEmpty()) {
      throw new IllegalArgumentException("a trading day needs a day of the week");
    }
  }

  /** Whether there is an opening and a close that an order could be for. */
  public boolean hasAuctions() {
    return !open.equals(close);
  }

  /** The first close after a time; both in nanoseconds since the epoch, UTC. */
  public long closeAfter(long nanos) {
    for (var day = date(nanos).minusDays(1); ; day = day.plusDays(1)) {
      if (days.contains(day.getDayOfWeek())) {
        long at = nanos(day, close);
        if (at > nanos) {
          return at;
        }
      }
    }
  }

  /** The first opening after a time; both in nanoseconds since the epoch, UTC. */
  public long openAfter(long nanos) {
    for (var day = date(nanos).minusDays(1); ; day = day.plusDays(1)) {
      if (days.contains(day.getDayOfWeek())) {
        long at = nanos(open.isBefore(close) ? day : day.minusDays(1), open);
        if (at > nanos) {
          return at;
        }
      }
    }
  }

  private LocalDate date(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND)).atZone(zone).toLocalDate();
  }

  private long nanos(LocalDate day, LocalTime time) {
    var at = ZonedDateTime.of(day, time, zone).toInstant();
    return Math.addExact(Math.multiplyExact(at.getEpochSecond(), SECOND), at.getNano());
  }
}
