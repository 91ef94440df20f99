package outcry.venue.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static outcry.model.OrderType.LIMIT;
import static outcry.model.OrderType.MARKET;
import static outcry.model.Side.BUY;
import static outcry.model.Side.SELL;
import static outcry.model.TimeInForce.FOK;
import static outcry.model.TimeInForce.GTC;
import static outcry.model.TimeInForce.IOC;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import outcry.model.ExecutionReport.Accepted;
import outcry.model.ExecutionReport.Filled;
import outcry.model.Liquidity;
import outcry.model.Money;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.VenueAccount;
import outcry.venue.OrderEntry.NotConnectedException;
import outcry.venue.VenueOrder;
import outcry.venue.log.VenueLogEntry.FillLogged;
import outcry.venue.log.VenueLogEntry.OrderLogged;

/** The market is 100.00 x 50 to 101.00 x 40 where nothing else is said. */
class PaperVenueTest {

  private final PaperDesk desk = new PaperDesk();

  @Test
  void itClaimsOnlyWhatItTakes() {
    assertEquals(Set.of(MARKET, LIMIT), desk.venue.capabilities().orderTypes());
    assertEquals(Set.of(GTC, IOC, FOK), desk.venue.capabilities().timesInForce());
  }

  @ParameterizedTest(name = "{0} {1} {2} {3}@{4} post-only {5}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BUY  | MARKET | GTC | 30 | 0     | false | a accepted, a filled 30@10100 TAKER
          BUY  | MARKET | IOC | 60 | 0     | false | a accepted, a filled 40@10100 TAKER, a canceled: not enough displayed
          SELL | MARKET | GTC | 60 | 0     | false | a accepted, a filled 50@10000 TAKER, a canceled: not enough displayed
          BUY  | LIMIT  | GTC | 60 | 10200 | false | a accepted, a filled 40@10100 TAKER
          BUY  | LIMIT  | IOC | 60 | 10200 | false | a accepted, a filled 40@10100 TAKER, a canceled: not enough displayed
          BUY  | LIMIT  | IOC | 60 | 10095 | false | a accepted, a canceled: not enough displayed
          SELL | LIMIT  | FOK | 50 | 10000 | false | a accepted, a filled 50@10000 TAKER
          SELL | LIMIT  | FOK | 51 | 10000 | false | a accepted, a canceled: not enough displayed
          BUY  | MARKET | FOK | 41 | 0     | false | a accepted, a canceled: not enough displayed
          BUY  | LIMIT  | GTC | 60 | 10095 | true  | a accepted
          BUY  | LIMIT  | GTC | 60 | 10100 | true  | a rejected: post-only would take
          SELL | LIMIT  | GTC | 60 | 10000 | true  | a rejected: post-only would take
          BUY  | LIMIT  | IOC | 60 | 10000 | true  | a rejected: post-only must be good till canceled
          BUY  | LIMIT  | GTC | 60 | 10001 | false | a rejected: price not on tick size
          BUY  | LIMIT  | GTC | 60 | 0     | false | a rejected: price not positive
          BUY  | LIMIT  | GTC | 1  | 10000 | false | a rejected: quantity below minimum
          BUY  | LIMIT  | GTC | 1000001 | 10000 | false | a rejected: quantity above maximum
          BUY  | LIMIT  | GTC | 9 | 10000 | false | a rejected: value below minimum
          SELL | MARKET | GTC | 9 | 0     | false | a rejected: value below minimum
          BUY  | LIMIT  | GTC | 100000 | 9223372036854775805 | false | a rejected: value exceeds 64 bits
          BUY  | MARKET | GTC | 60 | 10000 | false | a rejected: market order with a limit
          """)
  void newOrderMeetsTheDisplayedMarket(
      Side side,
      OrderType type,
      TimeInForce timeInForce,
      long quantity,
      long price,
      boolean postOnly,
      String news) {
    desk.quote(10_000, 50, 10_100, 40);

    desk.submit(PaperDesk.order("a", side, type, timeInForce, quantity, price, postOnly));

    assertEquals(List.of(news.split(", ")), desk.news());
  }

  @Test
  void fillsCarryFeesIdsAndBothQuantities() {
    desk.quote(10_000, 50, 10_105, 70);
    desk.submit(PaperDesk.order("a", BUY, MARKET, GTC, 50, 0, false));
    desk.quote(10_000, 50, 10_105, 33);

    desk.submit(PaperDesk.order("b", BUY, LIMIT, GTC, 50, 10_105, false));

    // 0.050 * 101.05 = 5.0525, of it 10 basis points
    assertEquals(
        List.of(fill("a", "paper-1", 1, 50, 50, 505_250), fill("b", "paper-2", 2, 33, 33, 333_465)),
        desk.log.stream()
            .filter(FillLogged.class::isInstance)
            .map(entry -> ((FillLogged) entry).fill())
            .toList());
  }

  private static Filled fill(
      String id, String venueId, int execution, long quantity, long cumulative, long fee) {
    return new Filled(
        "acc",
        id,
        venueId,
        "acc-" + execution,
        quantity,
        10_105,
        cumulative,
        fee,
        "USDT",
        Liquidity.TAKER,
        0);
  }

  @Test
  void displayedQuantityFillsOnceUntilTheQuoteChanges() {
    desk.quote(10_000, 500, 10_100, 100);
    desk.submit(PaperDesk.order("a", BUY, LIMIT, IOC, 70, 10_100, false));
    desk.submit(PaperDesk.order("b", BUY, LIMIT, IOC, 70, 10_100, false));
    desk.quote(10_000, 600, 10_100, 100);
    desk.submit(PaperDesk.order("c", BUY, LIMIT, IOC, 70, 10_100, false));
    desk.quote(10_000, 600, 10_100, 60);
    desk.submit(PaperDesk.order("d", BUY, LIMIT, IOC, 70, 10_100, false));

    assertEquals(
        List.of(
            "a accepted",
            "a filled 70@10100 TAKER",
            "b accepted",
            "b filled 30@10100 TAKER",
            "b canceled: not enough displayed",
            "c accepted",
            "c canceled: not enough displayed",
            "d accepted",
            "d filled 60@10100 TAKER",
            "d canceled: not enough displayed"),
        desk.news());
  }

  @Test
  void tradesAtThePriceFillAfterTheQueueAhead() {
    desk.quote(10_000, 50, 10_100, 40);
    desk.limit("a", BUY, 60, 10_000);
    desk.news();

    desk.trade(10_000, 30, SELL); // 20 ahead
    desk.trade(10_000, 500, BUY); // the other side of the market
    assertEquals(List.of(), desk.news());
    desk.trade(10_000, 45, SELL); // 20 ahead, 25 for us
    assertEquals(List.of("a filled 25@10000 MAKER"), desk.news());
    desk.trade(10_000, 100, SELL);
    assertEquals(List.of("a filled 35@10000 MAKER"), desk.news());
  }

  @Test
  void theQueueIsNeverLongerThanWhatIsDisplayed() {
    desk.quote(10_000, 50, 10_100, 40);
    desk.limit("behind", BUY, 60, 9_900);
    desk.news();

    desk.trade(9_900, 10_000, SELL); // a price nobody was known to queue at
    assertEquals(List.of(), desk.news());
    desk.quote(9_900, 80, 10_100, 40);
    desk.quote(9_900, 10, 10_100, 40);
    desk.trade(9_900, 25, SELL);
    assertEquals(List.of("behind filled 15@9900 MAKER"), desk.news());
  }

  @Test
  void nothingIsAheadOfAnOrderThatImprovesTheMarket() {
    desk.quote(10_000, 50, 10_100, 40);
    desk.limit("a", SELL, 60, 10_050);
    desk.news();

    desk.trade(10_050, 20, BUY);

    assertEquals(List.of("a filled 20@10050 MAKER"), desk.news());
  }

  @Test
  void tradeThroughThePriceFillsBestPriceThenAgeUpToItsQuantity() {
    desk.quote(10_000, 50, 10_100, 40);
    desk.limit("low", BUY, 60, 9_900);
    desk.limit("first", BUY, 60, 10_000);
    desk.limit("second", BUY, 60, 10_000);
    desk.news();

    desk.trade(9_895, 140, BUY);

    assertEquals(
        List.of(
            "first filled 60@10000 MAKER",
            "second filled 60@10000 MAKER",
            "low filled 20@9900 MAKER"),
        desk.news());
  }

  @Test
  void oppositeQuoteFillsWhatItMeetsAtTheLimit() {
    desk.quote(10_000, 50, 10_100, 40);
    desk.limit("a", BUY, 60, 10_000);
    desk.news();

    desk.quote(9_900, 50, 9_950, 45);
    assertEquals(List.of("a filled 45@10000 MAKER"), desk.news());
    desk.quote(9_900, 70, 9_950, 45); // the same ask again
    assertEquals(List.of(), desk.news());
    desk.quote(9_900, 70, 10_000, 45);
    assertEquals(List.of("a filled 15@10000 MAKER"), desk.news());
  }

  @Test
  void amendKeepsItsPlaceOnlyWhenItShrinks() {
    desk.quote(10_000, 50, 10_100, 40);
    desk.limit("a", BUY, 90, 10_000);
    desk.trade(10_000, 50, SELL);
    desk.news();

    amend("a", 80, 10_000);
    desk.trade(10_000, 10, SELL);
    amend("a", 85, 10_000); // to the end of the queue: 50 ahead again
    desk.trade(10_000, 50, SELL);
    amend("a", 10, 10_000);
    amend("a", 85, 10_003);
    amend("a", 85, 10_100);
    amend("a", 200, 10_100);
    amend("b", 85, 10_100);

    assertEquals(
        List.of(
            "a amended to 80@10000",
            "a filled 10@10000 MAKER",
            "a amended to 85@10000",
            "a amend rejected: quantity not above what is filled",
            "a amend rejected: price not on tick size",
            "a amended to 85@10100",
            "a filled 40@10100 TAKER",
            "a amended to 200@10100",
            "b amend rejected: unknown order"),
        desk.news());
  }

  private void amend(String id, long quantity, long price) {
    desk.venue.amend("acc", id, quantity, price, 0);
    desk.venue.advance(0);
  }

  @Test
  void canceledOrderFillsNoMore() {
    desk.quote(10_000, 50, 10_100, 40);
    desk.limit("a", BUY, 60, 10_000);
    cancel("a");
    cancel("a");
    cancel("b");
    desk.trade(9_000, 1_000, SELL);

    assertEquals(
        List.of(
            "a accepted",
            "a canceled: canceled by client",
            "a cancel rejected: order is not open",
            "b cancel rejected: unknown order"),
        desk.news());
  }

  private void cancel(String id) {
    desk.venue.cancel("acc", id, 0);
    desk.venue.advance(0);
  }

  @Test
  void everyMessageTravels() {
    var travel =
        new PaperDesk(
            PaperDesk.config().withLatency(Latency.fixed(30), Latency.fixed(20)), List.of());
    travel.venue.submit(PaperDesk.order("a", BUY, LIMIT, GTC, 60, 10_000, false), 1_000);
    long query = travel.venue.query("acc", "a", 1_001);

    assertEquals(1, query);
    assertEquals(1_030, travel.venue.nextWakeNanos());
    travel.venue.advance(1_029);
    assertEquals(List.of(), travel.log);
    travel.venue.advance(1_030);
    assertEquals(1, travel.log.size());
    assertEquals(1_031, travel.venue.nextWakeNanos());
    travel.venue.advance(1_049);
    assertEquals(List.of(), travel.arrived);
    travel.venue.advance(5_000);

    var accepted = new Accepted("acc", "a", "paper-1", 1_030);
    assertEquals(List.of(new PaperDesk.Arrived(accepted, 1_050)), travel.arrived);
    assertEquals(List.of(List.of(accepted)), travel.answers);
    assertEquals(Long.MAX_VALUE, travel.venue.nextWakeNanos());
  }

  @Test
  void arrivalAfterTheDeadlineIsRefused() {
    var travel =
        new PaperDesk(PaperDesk.config().withLatency(Latency.fixed(30), PaperDesk.NONE), List.of());
    travel.venue.submit(withDeadline("late", 1_029), 1_000);
    travel.venue.submit(withDeadline("intime", 1_030), 1_000);
    travel.venue.advance(1_030);

    assertEquals(List.of("late rejected: deadline passed", "intime accepted"), travel.news());
  }

  private static VenueOrder withDeadline(String id, long deadline) {
    return new VenueOrder(
        "acc", id, PaperDesk.SYMBOL, BUY, LIMIT, GTC, 60, 10_000, false, deadline);
  }

  @Test
  void clientOrderIdIsUsedUpForEver() {
    desk.quote(10_000, 50, 10_100, 40);
    desk.limit("a", BUY, 60, 10_001);
    desk.limit("a", BUY, 60, 10_000);
    desk.limit("b", BUY, 60, 10_000);
    var restarted = new PaperDesk(PaperDesk.config(), desk.log);
    restarted.limit("b", BUY, 60, 10_000);

    assertEquals(
        List.of(
            "a rejected: price not on tick size",
            "a rejected: duplicate client order id",
            "b accepted"),
        desk.news());
    assertEquals(List.of("b rejected: duplicate client order id"), restarted.news());
  }

  @Test
  void boundsRefuse() {
    var config = new PaperConfig("PAPER", Latency.fixed(1), PaperDesk.NONE, 0, 0, 3, 2, 2);
    var small = new PaperDesk(config, List.of());
    var order = PaperDesk.order("a", BUY, LIMIT, GTC, 60, 10_000, false);
    small.venue.submit(order, 0);
    small.venue.cancel("acc", "x", 0);
    assertThrows(NotConnectedException.class, () -> small.venue.submit(order, 0));
    small.venue.cancel("acc", "y", 0);
    small.venue.query("acc", "a", 0);
    assertThrows(NotConnectedException.class, () -> small.venue.cancel("acc", "z", 0));
    small.venue.advance(1);
    small.news();
    for (var id : List.of("b", "c", "d")) {
      small.venue.submit(PaperDesk.order(id, BUY, LIMIT, GTC, 60, 10_000, false), 1);
      small.venue.advance(small.venue.nextWakeNanos());
    }

    assertEquals(
        List.of("b accepted", "c rejected: too many orders", "d rejected: too many orders"),
        small.news());
    assertEquals(3, small.log.size());
  }

  @Test
  void orderWhoseEndWasTornOffTheLogIsCanceledAtRestart() {
    var taker = PaperDesk.order("a", BUY, MARKET, GTC, 60, 0, false);
    var restarted =
        new PaperDesk(PaperDesk.config(), List.of(new OrderLogged(taker, "paper-1", 7)));
    restarted.venue.advance(restarted.venue.nextWakeNanos());

    assertEquals(List.of("a canceled: venue restarted"), restarted.news());
    assertEquals(0, restarted.venue.history().openSize());
  }

  @Test
  void restartedVenueGoesByTheNewClockEvenIfItIsEarlier() {
    desk.venue.submit(PaperDesk.order("a", BUY, LIMIT, GTC, 60, 10_000, false), 5_000);
    desk.venue.advance(5_000);
    var restarted = new PaperDesk(PaperDesk.config(), desk.log);
    restarted.venue.submit(PaperDesk.order("b", BUY, LIMIT, GTC, 60, 10_000, false), 70);
    restarted.venue.advance(70);

    assertEquals(
        List.of(new PaperDesk.Arrived(new Accepted("acc", "b", "paper-2", 70), 70)),
        restarted.arrived);
  }

  @Test
  void jitterIsBoundedSeededAndVaries() {
    var latency = new Latency(100, 9, 42);
    var again = new Latency(100, 9, 42);
    var seen = new TreeSet<Long>();
    for (int n = 0; n < 1_000; n++) {
      assertEquals(latency.of(n), again.of(n));
      seen.add(latency.of(n));
    }
    assertEquals(
        List.of(100L, 101L, 102L, 103L, 104L, 105L, 106L, 107L, 108L, 109L), List.copyOf(seen));
  }

  @Test
  void fokTakesNothingOfWhatWasTakenBefore() {
    desk.quote(10_000, 50, 10_100, 100);
    desk.submit(PaperDesk.order("a", BUY, LIMIT, FOK, 60, 10_100, false));
    desk.submit(PaperDesk.order("b", BUY, LIMIT, FOK, 50, 10_100, false));

    assertEquals(
        List.of(
            "a accepted",
            "a filled 60@10100 TAKER",
            "b accepted",
            "b canceled: not enough displayed"),
        desk.news());
  }

  @Test
  void snapshotTellsAllOfAnAccountAlsoAfterARestart() {
    desk.quote(10_000, 500, 10_100, 100);
    desk.submit(PaperDesk.order("taker", BUY, MARKET, IOC, 60, 0, false));
    desk.limit("resting", BUY, 30, 9_995);
    var taken =
        new Filled(
            "acc",
            "taker",
            "paper-1",
            "acc-1",
            60,
            10_100,
            60,
            606_000,
            "USDT",
            Liquidity.TAKER,
            0);
    var expected =
        new VenueAccount(
            "acc",
            7,
            List.of(
                new VenueAccount.OpenOrder(
                    "resting", "paper-2", PaperDesk.SYMBOL, BUY, LIMIT, GTC, 30, 9_995, 0)),
            List.of(new VenueAccount.Execution(taken, PaperDesk.SYMBOL, BUY)),
            true,
            List.of(new VenueAccount.Holding(PaperDesk.SYMBOL, 60, 10_100)),
            List.of(new Money("USDT", -6_06000000L - 606_000)));

    assertEquals(expected, snapshot(desk, 0));
    assertEquals(expected, snapshot(new PaperDesk(PaperDesk.config(), desk.log), 0));
    assertEquals(List.of(), snapshot(desk, 1).executions());
    desk.venue.snapshot("nobody", 0, 8);
    desk.venue.advance(8);
    assertEquals(
        new VenueAccount("nobody", 8, List.of(), List.of(), true, List.of(), List.of()),
        desk.accounts.getLast());
  }

  private static VenueAccount snapshot(PaperDesk desk, long since) {
    desk.venue.snapshot("acc", since, 7);
    desk.venue.advance(7);
    return desk.accounts.getLast();
  }
}
