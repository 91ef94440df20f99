package outcry.venue.simulated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import outcry.model.Levels;
import outcry.model.Side;
import outcry.model.TimeInForce;

class MatchingBookTest {

  private static final long ANN = 1;
  private static final long BOB = 2;

  private final RecordedEvents events = new RecordedEvents();
  private MatchingBook book = new MatchingBook(10, SelfTradePrevention.CANCEL_RESTING, events);

  @Test
  void betterPricesTradeFirstAndEarlierOrdersAtTheSamePrice() {
    given(
        () -> {
          sell(1, ANN, 101, 5);
          sell(2, ANN, 100, 5);
          sell(3, ANN, 100, 5);
        });

    buy(4, BOB, 101, 12);

    assertEquals(
        List.of(
            "accepted 4",
            "traded 5@100 maker 2 leaves 0 taker 4 BUY leaves 7",
            "traded 5@100 maker 3 leaves 0 taker 4 BUY leaves 2",
            "traded 2@101 maker 1 leaves 3 taker 4 BUY leaves 0"),
        events.take());
    assertEquals(Levels.of(101, 3), book.levels(Side.SELL));
  }

  @Test
  void whatALimitOrderCannotTradeRests() {
    given(() -> sell(1, ANN, 100, 5));

    buy(2, BOB, 100, 8);

    assertEquals(
        List.of("accepted 2", "traded 5@100 maker 1 leaves 0 taker 2 BUY leaves 3"), events.take());
    assertEquals(Levels.of(100, 3), book.levels(Side.BUY));
    assertEquals(Levels.NONE, book.levels(Side.SELL));
  }

  @Test
  void aMarketOrderTakesEveryPriceAndItsRestIsCanceled() {
    given(
        () -> {
          buy(1, ANN, 100, 5);
          buy(2, ANN, 1, 5);
        });

    book.market(3, BOB, Side.SELL, 12, TimeInForce.GTC);

    assertEquals(
        List.of(
            "accepted 3",
            "traded 5@100 maker 1 leaves 0 taker 3 SELL leaves 7",
            "traded 5@1 maker 2 leaves 0 taker 3 SELL leaves 2",
            "canceled 3 open 2 NO_LIQUIDITY"),
        events.take());
    assertEquals(0, book.size());
  }

  @Test
  void immediateOrCancelNeverRests() {
    given(() -> sell(1, ANN, 100, 5));

    book.limit(2, BOB, Side.BUY, 100, 8, TimeInForce.IOC, false);

    assertEquals(
        List.of(
            "accepted 2",
            "traded 5@100 maker 1 leaves 0 taker 2 BUY leaves 3",
            "canceled 2 open 3 NO_LIQUIDITY"),
        events.take());
    assertEquals(0, book.size());
  }

  @Test
  void fillOrKillFillsWholeOrNotAtAll() {
    given(
        () -> {
          sell(1, ANN, 100, 5);
          sell(2, ANN, 101, 5);
        });

    book.limit(3, BOB, Side.BUY, 100, 6, TimeInForce.FOK, false);
    book.limit(4, BOB, Side.BUY, 101, 6, TimeInForce.FOK, false);

    assertEquals(
        List.of(
            "accepted 3",
            "canceled 3 open 6 NOT_FILLABLE",
            "accepted 4",
            "traded 5@100 maker 1 leaves 0 taker 4 BUY leaves 1",
            "traded 1@101 maker 2 leaves 4 taker 4 BUY leaves 0"),
        events.take());
  }

  @Test
  void fillOrKillDoesNotCountOnItsOwnersOrders() {
    given(
        () -> {
          sell(1, BOB, 100, 5);
          sell(2, ANN, 100, 5);
        });

    book.limit(3, BOB, Side.BUY, 100, 6, TimeInForce.FOK, false);
    book.limit(4, BOB, Side.BUY, 100, 5, TimeInForce.FOK, false);

    assertEquals(
        List.of(
            "accepted 3",
            "canceled 3 open 6 NOT_FILLABLE",
            "accepted 4",
            "canceled 1 open 5 SELF_TRADE",
            "traded 5@100 maker 2 leaves 0 taker 4 BUY leaves 0"),
        events.take());
  }

  @Test
  void postOnlyIsRefusedWhereItWouldTrade() {
    given(() -> sell(1, ANN, 100, 5));

    book.limit(2, BOB, Side.BUY, 100, 1, TimeInForce.GTC, true);
    book.limit(3, BOB, Side.BUY, 99, 1, TimeInForce.GTC, true);
    book.amend(3, 1, 100);

    assertEquals(
        List.of("rejected 2 WOULD_TAKE", "accepted 3", "amendRejected 3 WOULD_TAKE"),
        events.take());
    assertEquals(Levels.of(99, 1), book.levels(Side.BUY));
  }

  @Test
  void aCanceledOrderIsGoneAndAFilledOneCannotBeCanceled() {
    given(
        () -> {
          sell(1, ANN, 100, 5);
          sell(2, ANN, 101, 5);
          buy(3, BOB, 100, 5);
          sell(4, ANN, 100, 7);
        });

    book.cancel(1);
    book.cancel(2);
    book.cancel(2);

    assertEquals(
        List.of(
            "cancelRejected 1 UNKNOWN_ORDER",
            "canceled 2 open 5 REQUESTED",
            "cancelRejected 2 UNKNOWN_ORDER"),
        events.take());
    assertEquals(Levels.of(100, 7), book.levels(Side.SELL));
  }

  @Test
  void aSmallerOrEqualQuantityAtTheSamePriceKeepsItsPlace() {
    given(this::threeBids);

    book.amend(1, 3, 100);
    book.amend(2, 5, 100);

    assertEquals(List.of("amended 1 3@100 in place", "amended 2 5@100 in place"), events.take());
    assertArrayEquals(new long[] {1, 2, 3}, book.queue(Side.BUY));
    assertEquals(Levels.of(100, 13), book.levels(Side.BUY));
  }

  @Test
  void aLargerQuantityGoesToTheEndOfTheQueue() {
    given(this::threeBids);

    book.amend(1, 6, 100);

    assertEquals(List.of("amended 1 6@100"), events.take());
    assertArrayEquals(new long[] {2, 3, 1}, book.queue(Side.BUY));
  }

  @Test
  void anotherPriceGoesToTheEndOfTheQueueAlsoWhenItComesBack() {
    given(this::threeBids);

    book.amend(1, 5, 99);
    book.amend(1, 5, 100);

    assertEquals(List.of("amended 1 5@99", "amended 1 5@100"), events.take());
    assertArrayEquals(new long[] {2, 3, 1}, book.queue(Side.BUY));
  }

  @Test
  void anAmendedPriceMayTrade() {
    given(
        () -> {
          threeBids();
          sell(4, BOB, 102, 3);
        });

    book.amend(2, 5, 102);

    assertEquals(
        List.of("amended 2 5@102", "traded 3@102 maker 4 leaves 0 taker 2 BUY leaves 2"),
        events.take());
    assertArrayEquals(new long[] {2, 1, 3}, book.queue(Side.BUY));
  }

  @Test
  void selfTradesCancelTheRestingOrder() {
    given(this::ownOrderBeforeAnothers);

    buy(3, ANN, 100, 8);

    assertEquals(
        List.of(
            "accepted 3",
            "canceled 1 open 5 SELF_TRADE",
            "traded 5@100 maker 2 leaves 0 taker 3 BUY leaves 3"),
        events.take());
    assertEquals(Levels.of(100, 3), book.levels(Side.BUY));
  }

  @Test
  void selfTradesCancelTheAggressor() {
    book = new MatchingBook(10, SelfTradePrevention.CANCEL_AGGRESSOR, events);
    given(this::ownOrderBeforeAnothers);

    buy(3, ANN, 100, 8);

    assertEquals(List.of("accepted 3", "canceled 3 open 8 SELF_TRADE"), events.take());
    assertEquals(Levels.of(100, 10), book.levels(Side.SELL));
  }

  @Test
  void selfTradesCancelBoth() {
    book = new MatchingBook(10, SelfTradePrevention.CANCEL_BOTH, events);
    given(this::ownOrderBeforeAnothers);

    buy(3, ANN, 100, 8);

    assertEquals(
        List.of("accepted 3", "canceled 1 open 5 SELF_TRADE", "canceled 3 open 8 SELF_TRADE"),
        events.take());
    assertEquals(Levels.of(100, 5), book.levels(Side.SELL));
  }

  @Test
  void ordersWithoutAnOwnerTradeWithEachOther() {
    given(() -> sell(1, MatchingBook.NO_OWNER, 100, 5));

    buy(2, MatchingBook.NO_OWNER, 100, 5);

    assertEquals(
        List.of("accepted 2", "traded 5@100 maker 1 leaves 0 taker 2 BUY leaves 0"), events.take());
  }

  @Test
  void aFullBookRefusesWhatCouldRestAndTakesWhatCannot() {
    book = new MatchingBook(2, SelfTradePrevention.CANCEL_RESTING, events);
    given(
        () -> {
          sell(1, ANN, 100, 5);
          sell(2, ANN, 101, 5);
        });

    sell(3, ANN, 102, 5);
    book.limit(4, BOB, Side.BUY, 100, 5, TimeInForce.IOC, false);
    sell(5, ANN, 102, 5);

    assertEquals(
        List.of(
            "rejected 3 OVERLOADED",
            "accepted 4",
            "traded 5@100 maker 1 leaves 0 taker 4 BUY leaves 0",
            "accepted 5"),
        events.take());
  }

  @Test
  void impossibleOrdersAreRefused() {
    given(() -> sell(1, ANN, 100, 5));

    sell(1, ANN, 100, 5);
    sell(2, ANN, 0, 5);
    sell(3, ANN, 100, 0);
    sell(4, ANN, 100, Long.MAX_VALUE);
    book.market(5, ANN, Side.BUY, -1, TimeInForce.IOC);
    book.amend(1, 0, 100);
    book.amend(1, 5, -1);
    book.amend(9, 5, 100);

    assertEquals(
        List.of(
            "rejected 1 DUPLICATE_ID",
            "rejected 2 PRICE_NOT_POSITIVE",
            "rejected 3 QTY_NOT_POSITIVE",
            "rejected 4 MAX_QTY",
            "rejected 5 QTY_NOT_POSITIVE",
            "amendRejected 1 QTY_NOT_POSITIVE",
            "amendRejected 1 PRICE_NOT_POSITIVE",
            "amendRejected 9 UNKNOWN_ORDER"),
        events.take());
    assertEquals(Levels.of(100, 5), book.levels(Side.SELL));
  }

  @Test
  void aBookHoldsAtLeastOneOrder() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new MatchingBook(0, SelfTradePrevention.CANCEL_BOTH, events));
  }

  private void threeBids() {
    buy(1, ANN, 100, 5);
    buy(2, ANN, 100, 5);
    buy(3, ANN, 100, 5);
  }

  private void ownOrderBeforeAnothers() {
    sell(1, ANN, 100, 5);
    sell(2, BOB, 100, 5);
  }

  private void given(Runnable history) {
    history.run();
    events.take();
  }

  private void buy(long id, long owner, long price, long quantity) {
    book.limit(id, owner, Side.BUY, price, quantity, TimeInForce.GTC, false);
  }

  private void sell(long id, long owner, long price, long quantity) {
    book.limit(id, owner, Side.SELL, price, quantity, TimeInForce.GTC, false);
  }
}
