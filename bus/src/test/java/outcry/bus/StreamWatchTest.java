package outcry.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import outcry.model.Levels;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.BookDelta;
import outcry.model.MarketEvent.BookSnapshot;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.MarketEvent.StreamHealth.State;

class StreamWatchTest {

  private static final long SECOND = 1_000_000_000L;

  private final StreamWatch watch = new StreamWatch(Duration.ofSeconds(1));

  private static Quote quote(long sequence, long venueNanos) {
    return new Quote("A", 1, 1, 2, 1, sequence, venueNanos, 0);
  }

  private static StreamHealth health(State state) {
    return new StreamHealth("A", state, "", 0, 0);
  }

  private static BookDelta delta(long first, long last, long venueNanos) {
    return new BookDelta("A", first, last, -1, Levels.NONE, Levels.NONE, venueNanos, 0);
  }

  private List<Boolean> takes(MarketEvent... events) {
    var taken = new ArrayList<Boolean>();
    for (var event : events) {
      taken.add(watch.takes(event, 0));
    }
    return taken;
  }

  @Test
  void whatWasHeardBeforeIsNoNewsWhoeverSaysIt() {
    assertEquals(
        List.of(true, true, false, false, true),
        takes(quote(5, 50), quote(6, 60), quote(6, 60), quote(5, 50), quote(7, 70)));
  }

  @Test
  void aBookGoesOnWhereItWasAndNeverBack() {
    var snapshot = new BookSnapshot("A", 98, Levels.NONE, Levels.NONE, 98, 0);

    assertEquals(
        List.of(true, false, false, true, true),
        takes(
            delta(100, 100, 100),
            snapshot,
            delta(99, 100, 100),
            delta(99, 102, 102),
            new BookSnapshot("A", 105, Levels.NONE, Levels.NONE, 105, 0)));
  }

  @Test
  void aVenueMayCountAnew() {
    assertEquals(List.of(true, true), takes(quote(1_000, 50), quote(1, 60)));
    assertEquals(
        List.of(true, true, true),
        takes(quote(2_000, 0), health(State.DISCONNECTED), quote(1, 0)),
        "without times of its own it says so");
  }

  @Test
  void signsOfLifePassOncePerChange() {
    assertEquals(
        List.of(true, false, true, true),
        takes(health(State.LIVE), health(State.LIVE), health(State.GAPPED), health(State.LIVE)));
  }

  @Test
  void whatNobodySpeaksOfIsStaleOnceAndLiveAgainWhenSomebodySaysSo() {
    watch.takes(health(State.LIVE), 0);
    assertEquals(List.of(), watch.silent(SECOND));
    assertEquals(
        List.of(new StreamHealth("A", State.STALE, "nobody publishes it", 0, SECOND + 1)),
        watch.silent(SECOND + 1));
    assertEquals(List.of(), watch.silent(2 * SECOND));
    assertEquals(true, watch.takes(health(State.LIVE), 2 * SECOND));
    assertEquals(List.of(), watch.silent(3 * SECOND));
  }
}
