package outcry.marketdata.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import outcry.marketdata.core.Book.Outcome;
import outcry.marketdata.core.Book.State;
import outcry.model.Levels;
import outcry.model.MarketEvent.BookDelta;
import outcry.model.MarketEvent.BookSnapshot;

class BookTest {

  private static final String BTC = "BTCUSDT.BINANCE";

  private final Book book = new Book(Book.LEVELS_MAX);

  private static BookDelta spot(long first, long last, Levels bids, Levels asks) {
    return new BookDelta(BTC, first, last, -1, bids, asks, 0, 0);
  }

  private static BookDelta spot(long first, long last) {
    return spot(first, last, Levels.NONE, Levels.NONE);
  }

  private static BookDelta futures(long first, long last, long previous) {
    return new BookDelta(BTC, first, last, previous, Levels.NONE, Levels.NONE, 0, 0);
  }

  private static BookSnapshot snapshot(long sequence) {
    return new BookSnapshot(BTC, sequence, Levels.of(99, 1, 98, 2), Levels.of(101, 3), 0, 0);
  }

  @Test
  void differencesBeforeTheSnapshotAreAppliedOnTopOfIt() {
    assertEquals(State.EMPTY, book.state());
    assertEquals(Outcome.KEPT, book.apply(spot(1, 4, Levels.of(97, 9), Levels.NONE)));
    assertEquals(Outcome.KEPT, book.apply(spot(5, 8, Levels.of(99, 0), Levels.NONE)));
    assertEquals(State.SYNCING, book.state());
    assertEquals(Outcome.SYNCED, book.apply(snapshot(6)));
    assertEquals(State.LIVE, book.state());
    assertEquals(8, book.lastSequence());
    assertEquals(Levels.of(98, 2), book.bids(10));
    assertEquals(Levels.of(101, 3), book.asks(10));
  }

  @Test
  void aSpotGapIsFoundAndHealedByANewSnapshot() {
    book.apply(snapshot(10));
    assertEquals(Outcome.OLD, book.apply(spot(9, 10)));
    assertEquals(Outcome.APPLIED, book.apply(spot(10, 12)));
    assertEquals(Outcome.GAP, book.apply(spot(14, 15, Levels.of(100, 5), Levels.NONE)));
    assertEquals(Outcome.KEPT, book.apply(spot(16, 17)));
    assertEquals(State.GAPPED, book.state());
    assertEquals(Outcome.TOO_OLD, book.apply(snapshot(12)));
    assertEquals(State.GAPPED, book.state());
    assertEquals(Outcome.SYNCED, book.apply(snapshot(13)));
    assertEquals(17, book.lastSequence());
    assertEquals(100, book.bestBid());
  }

  @Test
  void futuresContinueByThePreviousId() {
    book.apply(snapshot(10));
    assertEquals(Outcome.APPLIED, book.apply(futures(8, 15, 7)), "the first covers the snapshot");
    assertEquals(Outcome.APPLIED, book.apply(futures(30, 40, 15)), "ids need not be contiguous");
    assertEquals(Outcome.GAP, book.apply(futures(41, 50, 39)));
  }

  @Test
  void theFirstDifferenceAfterASnapshotMustReachBackToIt() {
    book.apply(snapshot(10));
    assertEquals(Outcome.GAP, book.apply(futures(12, 15, 11)));
  }

  @Test
  void aLateSnapshotOfALiveBookChangesNothing() {
    book.apply(snapshot(10));
    book.apply(spot(11, 12, Levels.of(99, 0, 100, 7), Levels.NONE));
    assertEquals(Outcome.SYNCED, book.apply(snapshot(11)));
    assertEquals(Levels.of(100, 7, 98, 2), book.bids(10));
    assertEquals(12, book.lastSequence());
  }

  @Test
  void theDifferencesKeptAreBounded() {
    for (int i = 1; i <= Book.KEPT_MAX + 1; i++) {
      book.apply(spot(i, i));
    }
    assertEquals(Outcome.TOO_OLD, book.apply(snapshot(0)), "the oldest was forgotten");
    assertEquals(Outcome.SYNCED, book.apply(snapshot(1)));
  }

  @Test
  void aCrossedBookIsSeen() {
    book.apply(snapshot(10));
    assertFalse(book.isCrossed());
    book.apply(spot(11, 11, Levels.of(101, 1), Levels.NONE));
    assertTrue(book.isCrossed());
  }

  @Test
  void afterADisconnectNothingIsContinued() {
    book.apply(snapshot(10));
    book.reset();
    assertEquals(State.SYNCING, book.state());
    assertEquals(0, book.bestBid());
    assertEquals(Outcome.KEPT, book.apply(spot(11, 11)));
  }

  @Test
  void levelsFarFromTheTouchAreForgottenAtTheBound() {
    var small = new Book(2);
    small.apply(
        new BookSnapshot(BTC, 1, Levels.of(99, 1, 98, 1, 97, 1), Levels.of(101, 1, 102, 1), 0, 0));
    small.apply(spot(2, 2, Levels.of(96, 1), Levels.of(100, 1)));
    assertEquals(Levels.of(99, 1, 98, 1), small.bids(9));
    assertEquals(Levels.of(100, 1, 101, 1), small.asks(9));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void agreesWithSortedMaps(long seed) {
    var random = new SplittableRandom(seed);
    var bids = new TreeMap<Long, Long>(Comparator.reverseOrder());
    var asks = new TreeMap<Long, Long>();
    book.apply(new BookSnapshot(BTC, 0, Levels.NONE, Levels.NONE, 0, 0));
    for (int i = 1; i <= 5_000; i++) {
      long bid = 500 + random.nextInt(400);
      long ask = 800 + random.nextInt(400);
      long quantity = random.nextInt(3);
      book.apply(spot(i, i, Levels.of(bid, quantity), Levels.of(ask, quantity)));
      put(bids, bid, quantity);
      put(asks, ask, quantity);
      if (i % 100 == 0) {
        assertEquals(levels(bids), book.bids(Integer.MAX_VALUE));
        assertEquals(levels(asks), book.asks(Integer.MAX_VALUE));
      }
      assertEquals(bids.isEmpty() ? 0 : bids.firstKey(), book.bestBid());
      assertEquals(asks.isEmpty() ? 0 : asks.firstKey(), book.bestAsk());
    }
  }

  private static void put(TreeMap<Long, Long> side, long price, long quantity) {
    if (quantity == 0) {
      side.remove(price);
    } else {
      side.put(price, quantity);
    }
  }

  private static Levels levels(TreeMap<Long, Long> side) {
    return new Levels(
        side.keySet().stream().mapToLong(Long::longValue).toArray(),
        side.values().stream().mapToLong(Long::longValue).toArray());
  }
}
