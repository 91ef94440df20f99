package outcry.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TradingDayTest {

  private static final TradingDay NEW_YORK =
      new TradingDay(
          ZoneId.of("America/New_York"),
          LocalTime.of(9, 30),
          LocalTime.of(16, 0),
          EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));

  /** Opens the evening before. */
  private static final TradingDay CHICAGO =
      new TradingDay(
          ZoneId.of("America/Chicago"),
          LocalTime.of(17, 0),
          LocalTime.of(16, 0),
          EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));

  private static long nanos(String instant) {
    var at = Instant.parse(instant);
    return at.getEpochSecond() * 1_000_000_000L + at.getNano();
  }

  private static void assertTime(String expected, long nanos) {
    assertEquals(
        Instant.parse(expected),
        Instant.ofEpochSecond(nanos / 1_000_000_000L, nanos % 1_000_000_000L));
  }

  @Test
  void theCloseIsTheNextOneAndNeverNow() {
    assertTime("2026-07-01T20:00:00Z", NEW_YORK.closeAfter(nanos("2026-07-01T13:00:00Z")));
    assertTime(
        "2026-07-01T20:00:00Z", NEW_YORK.closeAfter(nanos("2026-07-01T19:59:59.999999999Z")));
    assertTime("2026-07-02T20:00:00Z", NEW_YORK.closeAfter(nanos("2026-07-01T20:00:00Z")));
  }

  @Test
  void weekendsAreSkipped() {
    assertTime("2026-07-06T20:00:00Z", NEW_YORK.closeAfter(nanos("2026-07-03T20:00:00Z")));
    assertTime("2026-07-06T13:30:00Z", NEW_YORK.openAfter(nanos("2026-07-03T13:30:00Z")));
  }

  @Test
  void theClocksOfThePlaceCountWhenTheyGoForward() { // 8 March 2026
    assertTime("2026-03-06T21:00:00Z", NEW_YORK.closeAfter(nanos("2026-03-06T15:00:00Z")));
    assertTime("2026-03-09T20:00:00Z", NEW_YORK.closeAfter(nanos("2026-03-07T15:00:00Z")));
    assertTime("2026-03-09T13:30:00Z", NEW_YORK.openAfter(nanos("2026-03-07T15:00:00Z")));
  }

  @Test
  void theClocksOfThePlaceCountWhenTheyGoBack() { // 1 November 2026
    assertTime("2026-10-30T20:00:00Z", NEW_YORK.closeAfter(nanos("2026-10-30T15:00:00Z")));
    assertTime("2026-11-02T21:00:00Z", NEW_YORK.closeAfter(nanos("2026-10-31T15:00:00Z")));
  }

  @Test
  void aTimeThatTheClocksSkipMovesOn() {
    var early =
        new TradingDay(
            ZoneId.of("America/New_York"),
            LocalTime.of(1, 0),
            LocalTime.of(2, 30),
            EnumSet.allOf(DayOfWeek.class));

    assertTime("2026-03-08T07:30:00Z", early.closeAfter(nanos("2026-03-08T05:00:00Z"))); // 3:30
  }

  @Test
  void ofATimeThatTheClocksRepeatTheFirstCounts() {
    var early =
        new TradingDay(
            ZoneId.of("America/New_York"),
            LocalTime.of(0, 0),
            LocalTime.of(1, 30),
            EnumSet.allOf(DayOfWeek.class));

    assertTime("2026-11-01T05:30:00Z", early.closeAfter(nanos("2026-11-01T04:00:00Z")));
    assertTime("2026-11-02T06:30:00Z", early.closeAfter(nanos("2026-11-01T05:30:00Z")));
  }

  @Test
  void aDayMayOpenTheEveningBefore() {
    assertTime("2026-07-05T22:00:00Z", CHICAGO.openAfter(nanos("2026-07-03T22:00:00Z")));
    assertTime("2026-07-06T21:00:00Z", CHICAGO.closeAfter(nanos("2026-07-05T22:00:00Z")));
  }

  @Test
  void aroundTheClockEndsAtMidnight() {
    assertTime(
        "2026-07-02T00:00:00Z",
        TradingDay.AROUND_THE_CLOCK.closeAfter(nanos("2026-07-01T13:00:00Z")));
    assertEquals(false, TradingDay.AROUND_THE_CLOCK.hasAuctions());
    assertEquals(true, NEW_YORK.hasAuctions());
  }

  @Test
  void thereMustBeADay() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new TradingDay(ZoneId.of("UTC"), LocalTime.NOON, LocalTime.MIDNIGHT, Set.of()));
  }
}
