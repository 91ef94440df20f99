package outcry.order.core.risk;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import outcry.model.TradingDay;

/**
 * The trading day of an account, from one close to the next, by when it closes: nanoseconds since
 * the epoch. It is remembered, since most questions are about the same one.
 */
final class DayClock {

  private static final long SECOND = 1_000_000_000L;

  private final TradingDay tradingDay;
  private long known = Long.MAX_VALUE;
  private long close = Long.MIN_VALUE;

  DayClock(TradingDay tradingDay) {
    this.tradingDay = tradingDay;
  }

  /** When the day of a moment closes. */
  long closeAfter(long nanos) {
    if (nanos < known || nanos >= close) {
      known = nanos;
      close = tradingDay.closeAfter(nanos);
    }
    return close;
  }

  /** When a time of day comes for the last time before the day of {@code nanos} closes. */
  long momentOf(LocalTime time, long nanos) {
    long ends = closeAfter(nanos);
    var date = Instant.ofEpochSecond(Math.floorDiv(ends, SECOND)).atZone(tradingDay.zone());
    long moment = at(date.toLocalDate(), time);
    return moment < ends ? moment : at(date.toLocalDate().minusDays(1), time);
  }

  private long at(LocalDate date, LocalTime time) {
    var moment = date.atTime(time).atZone(tradingDay.zone()).toInstant();
    return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), SECOND), moment.getNano());
  }
}
