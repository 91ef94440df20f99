package outcry.venue.simulated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import outcry.model.Side;
import outcry.model.TimeInForce;

/** Random operations on the fast and the naive book: every report and the whole state agree. */
class MatchingBookAgainstNaiveTest {

  private static final int OPERATIONS = 40_000;
  private static final int ORDERS_MAX = 120;
  private static final int STATE_CHECK_EVERY = 20;
  private static final int BENCHMARK_LIVE = 5_000;
  private static final int BENCHMARK_ORDERS_MAX = 16_384;
  private static final int BENCHMARK_OPERATIONS = 25_000;

  static Stream<Arguments> seeds() {
    return Stream.of(SelfTradePrevention.values())
        .flatMap(
            mode ->
                Stream.of(
                    Arguments.of(mode, 1L, 8),
                    Arguments.of(mode, 2L, 60),
                    Arguments.of(mode, 3L, 400)));
  }

  @ParameterizedTest(name = "{0}, seed {1}, {2} prices")
  @MethodSource("seeds")
  void everyReportAndTheWholeStateAgree(SelfTradePrevention mode, long seed, int prices) {
    var random = new SplittableRandom(seed);
    var events = new RecordedEvents();
    var expected = new RecordedEvents();
    var book = new MatchingBook(ORDERS_MAX, mode, events);
    var naive = new NaiveBook(ORDERS_MAX, mode, expected);
    var kinds = new TreeSet<String>();
    for (int i = 1; i <= OPERATIONS; i++) {
      operate(random, i, prices, book, naive);
      var reported = events.take();
      assertEquals(expected.take(), reported, "operation " + i);
      reported.forEach(event -> kinds.add(event.replaceAll("[0-9@]+|in place", "#")));
      if (i % STATE_CHECK_EVERY == 0) {
        assertSameState(naive, book, events);
      }
    }
    assertEverythingHappened(kinds.toString());
  }

  @Test
  void theMixOfTheBenchmarkAgrees() {
    var random = new SplittableRandom(42);
    var events = new RecordedEvents();
    var expected = new RecordedEvents();
    var mode = SelfTradePrevention.CANCEL_RESTING;
    var book = new MatchingBook(BENCHMARK_ORDERS_MAX, mode, events);
    var naive = new NaiveBook(BENCHMARK_ORDERS_MAX, mode, expected);
    for (int i = 1; i <= BENCHMARK_LIVE + BENCHMARK_OPERATIONS; i++) {
      int percent =
          book.size() < BENCHMARK_LIVE / 2 || i <= BENCHMARK_LIVE ? 0 : random.nextInt(100);
      var side = random.nextBoolean() ? Side.BUY : Side.SELL;
      long owner = 1 + random.nextInt(63);
      if (percent < 64) {
        boolean passive = percent < 54;
        long away = 1 + Math.min(random.nextInt(256), random.nextInt(256));
        long price = passive ? 1000 - side.sign() * away : book.bestPrice(side.opposite());
        long quantity = passive ? 1 + random.nextInt(16) : 6 * (1 + random.nextInt(4));
        book.limit(i, owner, side, price, quantity, TimeInForce.GTC, false);
        naive.limit(i, owner, side, price, quantity, TimeInForce.GTC, false);
      } else {
        var ids = i % 2 == 0 ? book.queue(Side.BUY) : book.queue(Side.SELL);
        long id = ids[random.nextInt(ids.length)];
        book.cancel(id);
        naive.cancel(id);
      }
      assertEquals(expected.take(), events.take(), "operation " + i);
    }
    assertSameState(naive, book, events);
  }

  private static void operate(
      SplittableRandom random, int i, int prices, MatchingBook book, NaiveBook naive) {
    // now and then an id that is taken, or was
    long id = random.nextInt(50) == 0 ? Math.max(1, i - random.nextInt(100)) : i;
    long known = Math.max(1, i - random.nextInt(4 * ORDERS_MAX));
    long owner = random.nextInt(5);
    var side = random.nextBoolean() ? Side.BUY : Side.SELL;
    long away = (long) (Math.abs(random.nextGaussian()) * prices / 4) - prices / 16;
    long price = random.nextInt(300) == 0 ? 0 : Math.max(1, 1000 - side.sign() * away);
    long quantity = random.nextInt(200) == 0 ? oddQuantity(random) : 1 + random.nextInt(30);
    switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4, 5, 6, 7, 8 -> {
        var tif = TimeInForce.GTC;
        boolean post = random.nextInt(4) == 0;
        book.limit(id, owner, side, price, quantity, tif, post);
        naive.limit(id, owner, side, price, quantity, tif, post);
      }
      case 9, 10 -> {
        var tif = random.nextBoolean() ? TimeInForce.IOC : TimeInForce.FOK;
        long worse = price + 2 * side.sign() * Math.abs(away);
        book.limit(id, owner, side, worse, quantity, tif, false);
        naive.limit(id, owner, side, worse, quantity, tif, false);
      }
      case 11 -> {
        var tif = TimeInForce.values()[random.nextInt(3)];
        book.market(id, owner, side, quantity, tif);
        naive.market(id, owner, side, quantity, tif);
      }
      case 12, 13, 14, 15 -> {
        book.amend(known, quantity, price);
        naive.amend(known, quantity, price);
      }
      case 16 -> {
        var best = book.bestPrice(side);
        book.amend(known, quantity, best);
        naive.amend(known, quantity, best);
      }
      default -> {
        book.cancel(known);
        naive.cancel(known);
      }
    }
  }

  private static void assertEverythingHappened(String kinds) {
    for (var refusal : BookRefusal.values()) {
      assertTrue(kinds.contains(refusal.name()), () -> "no " + refusal + " in " + kinds);
    }
    for (var cause : CancelCause.values()) {
      assertTrue(kinds.contains(cause.name()), () -> "no " + cause + " in " + kinds);
    }
  }

  private static long oddQuantity(SplittableRandom random) {
    return switch (random.nextInt(3)) {
      case 0 -> 0;
      case 1 -> Long.MAX_VALUE;
      default -> Long.MAX_VALUE / ORDERS_MAX;
    };
  }

  private static void assertSameState(NaiveBook naive, MatchingBook book, RecordedEvents events) {
    for (var side : Side.values()) {
      var levels = naive.levels(side);
      assertEquals(levels, book.levels(side));
      assertEquals(levels, events.levels(side), "levels as reported");
      assertArrayEquals(naive.queue(side), book.queue(side));
      assertEquals(levels.size() == 0 ? 0 : levels.price(0), book.bestPrice(side));
      assertEquals(levels.size() == 0 ? 0 : levels.quantity(0), book.bestQuantity(side));
    }
    assertEquals(naive.queue(Side.BUY).length + naive.queue(Side.SELL).length, book.size());
  }
}
