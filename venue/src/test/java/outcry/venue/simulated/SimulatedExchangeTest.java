package outcry.venue.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static outcry.venue.simulated.SimulatedFixture.ANN;
import static outcry.venue.simulated.SimulatedFixture.BOB;
import static outcry.venue.simulated.SimulatedFixture.BTC;
import static outcry.venue.simulated.SimulatedFixture.MNQ;
import static outcry.venue.simulated.SimulatedFixture.NOW;
import static outcry.venue.simulated.SimulatedFixture.START;
import static outcry.venue.simulated.SimulatedFixture.limit;
import static outcry.venue.simulated.SimulatedFixture.market;
import static outcry.venue.simulated.SimulatedFixture.order;

import java.util.List;
import org.junit.jupiter.api.Test;
import outcry.model.ExecutionReport;
import outcry.model.ExecutionReport.Accepted;
import outcry.model.ExecutionReport.AmendRejected;
import outcry.model.ExecutionReport.Amended;
import outcry.model.ExecutionReport.CancelRejected;
import outcry.model.ExecutionReport.Canceled;
import outcry.model.ExecutionReport.Expired;
import outcry.model.ExecutionReport.Filled;
import outcry.model.ExecutionReport.NotFound;
import outcry.model.ExecutionReport.Rejected;
import outcry.model.Levels;
import outcry.model.Liquidity;
import outcry.model.MarketEvent.BookDelta;
import outcry.model.MarketEvent.BookSnapshot;
import outcry.model.MarketEvent.InstrumentStatus;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.Trade;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.venue.VenueOrder;
import outcry.venue.log.VenueLogEntry.AmendLogged;
import outcry.venue.log.VenueLogEntry.ChangeRejectLogged;
import outcry.venue.log.VenueLogEntry.ChangeRejectLogged.Change;
import outcry.venue.log.VenueLogEntry.EndLogged;
import outcry.venue.log.VenueLogEntry.EndLogged.How;
import outcry.venue.log.VenueLogEntry.FillLogged;
import outcry.venue.log.VenueLogEntry.OrderLogged;
import outcry.venue.log.VenueLogEntry.RejectLogged;

class SimulatedExchangeTest {

  private static final String SYMBOL = MNQ.symbol();

  /** Sequences and trade ids start at the microseconds of the start. */
  private static final long FIRST = START / 1_000;

  private final SimulatedExchange exchange = SimulatedFixture.exchange();

  @Test
  void anAcceptedOrderIsLoggedReportedAndSeen() {
    var order = limit(ANN, "a-1", Side.BUY, 3, 5_000);

    var effects = exchange.submit(order, NOW);

    assertEquals(
        new Effects(
            List.of(new OrderLogged(order, "S-1", NOW)),
            List.of(new Accepted(ANN, "a-1", "S-1", NOW)),
            List.of(
                delta(FIRST + 1, Levels.of(5_000, 3), Levels.NONE),
                new Quote(SYMBOL, 5_000, 3, 0, 0, FIRST + 1, NOW, NOW))),
        effects);
  }

  @Test
  void aTradeIsLoggedAndReportedToBothWithTheirFees() {
    exchange.submit(limit(ANN, "a-1", Side.BUY, 3, 5_000), NOW);
    var sell = market(BOB, "b-1", Side.SELL, 5);

    var effects = exchange.submit(sell, NOW);

    // 50.00 * 2 * multiplier 2 = 300 USD for 3; maker -1, taker 4 basis points
    var made = filled(ANN, "a-1", "S-1", "E-1", 3, -3_000_000, Liquidity.MAKER);
    var took = filled(BOB, "b-1", "S-2", "E-2", 3, 12_000_000, Liquidity.TAKER);
    assertEquals(
        new Effects(
            List.of(
                new OrderLogged(sell, "S-2", NOW),
                new FillLogged(made),
                new FillLogged(took),
                new EndLogged(BOB, "b-1", How.EXPIRED, "NO_LIQUIDITY", 3, NOW)),
            List.of(
                new Accepted(BOB, "b-1", "S-2", NOW),
                made,
                took,
                new Expired(BOB, "b-1", "NO_LIQUIDITY", 3, NOW)),
            List.of(
                new Trade(SYMBOL, FIRST + 1, 5_000, 3, Side.SELL, NOW, NOW),
                delta(FIRST + 2, Levels.of(5_000, 0), Levels.NONE),
                new Quote(SYMBOL, 0, 0, 0, 0, FIRST + 2, NOW, NOW))),
        effects);
  }

  @Test
  void aQueryTellsTheWholeStory() {
    exchange.submit(limit(ANN, "a-1", Side.BUY, 9, 4_975), NOW);
    exchange.amend(ANN, "a-1", 8, 5_000, NOW);
    exchange.submit(market(BOB, "b-1", Side.SELL, 3), NOW);
    exchange.cancel(ANN, "a-1", NOW);

    assertEquals(
        List.of(
            new Accepted(ANN, "a-1", "S-1", NOW),
            new Amended(ANN, "a-1", 8, 5_000, NOW),
            filled(ANN, "a-1", "S-1", "E-1", 3, -3_000_000, Liquidity.MAKER),
            new Canceled(ANN, "a-1", "REQUESTED", 3, NOW)),
        exchange.query(ANN, "a-1", NOW + 1));
    assertEquals(List.of(new NotFound(BOB, "a-1", NOW + 1)), exchange.query(BOB, "a-1", NOW + 1));
  }

  @Test
  void aClientOrderIdIsTakenForEverButPerAccount() {
    exchange.submit(limit(ANN, "1", Side.BUY, 3, 5_000), NOW);
    exchange.cancel(ANN, "1", NOW);
    exchange.submit(limit(ANN, "2", Side.BUY, 3, -5_000), NOW);
    var before = exchange.query(ANN, "1", NOW);

    for (var id : List.of("1", "2")) {
      assertEquals(
          new Effects(
              List.of(new RejectLogged(ANN, id, "CLIENT_ID_REUSED", NOW)),
              List.of(new Rejected(ANN, id, "CLIENT_ID_REUSED", NOW)),
              List.of()),
          exchange.submit(limit(ANN, id, Side.BUY, 3, 5_000), NOW));
    }
    assertEquals(
        List.of(new Accepted(BOB, "1", "S-2", NOW)),
        exchange.submit(limit(BOB, "1", Side.BUY, 3, 5_000), NOW).reports());
    assertEquals(before, exchange.query(ANN, "1", NOW), "still what it was");
  }

  @Test
  void aRefusedOrderIsKnownAsRefused() {
    var rejected = new Rejected(ANN, "1", "DEADLINE_PASSED", NOW + 1);

    var effects = exchange.submit(limit(ANN, "1", Side.BUY, 3, 5_000), NOW + 1);

    assertEquals(List.of(rejected), effects.reports());
    assertEquals(List.of(rejected), exchange.query(ANN, "1", NOW + 2));
  }

  @Test
  void rulesAreAnsweredByName() {
    assertEquals("UNKNOWN_ACCOUNT", rejection(limit("eve", "1", Side.BUY, 1, 5_000)));
    assertEquals("CLIENT_ID_SYNTAX", rejection(limit(ANN, " ", Side.BUY, 1, 5_000)));
    assertEquals("CLIENT_ID_SYNTAX", rejection(limit(ANN, "x".repeat(65), Side.BUY, 1, 5_000)));
    assertEquals("UNKNOWN_SYMBOL", rejection(in("NOPE.SIM", 1, 5_000)));
    assertEquals("QTY_NOT_POSITIVE", rejection(in(SYMBOL, 0, 5_000)));
    assertEquals("MAX_QTY", rejection(in(SYMBOL, 1_001, 5_000)));
    assertEquals("PRICE_NOT_POSITIVE", rejection(in(SYMBOL, 1, 0)));
    assertEquals("TICK_SIZE", rejection(in(SYMBOL, 1, 5_001)));
    assertEquals("LOT_SIZE", rejection(in(BTC.symbol(), 150, 6_000_000)));
    assertEquals("MIN_NOTIONAL", rejection(in(BTC.symbol(), 100, 6_000_000)));
    assertEquals("OVERFLOW", rejection(in(BTC.symbol(), 100_000_000, Long.MAX_VALUE - 7)));
    assertEquals(
        "FIELD_COMBINATION",
        rejection(order(ANN, "m", Side.BUY, OrderType.MARKET, TimeInForce.IOC, 1, 5_000, false)));
    assertEquals(
        "FIELD_COMBINATION",
        rejection(order(ANN, "p", Side.BUY, OrderType.LIMIT, TimeInForce.IOC, 1, 5_000, true)));
  }

  @Test
  void postOnlyIsRefusedWhereItWouldTrade() {
    exchange.submit(limit(ANN, "a-1", Side.SELL, 3, 5_000), NOW);

    assertEquals(
        "WOULD_TAKE",
        rejection(order(BOB, "p", Side.BUY, OrderType.LIMIT, TimeInForce.GTC, 1, 5_000, true)));
  }

  @Test
  void amendmentsAreCheckedAndLogged() {
    exchange.submit(limit(ANN, "a-1", Side.BUY, 9, 5_000), NOW);
    exchange.submit(market(BOB, "b-1", Side.SELL, 3), NOW);

    assertEquals(
        List.of(new AmendRejected(ANN, "a-1", "BELOW_FILLED", NOW)),
        exchange.amend(ANN, "a-1", 3, 5_000, NOW).reports());
    assertEquals(
        List.of(new AmendRejected(ANN, "a-1", "TICK_SIZE", NOW)),
        exchange.amend(ANN, "a-1", 9, 5_001, NOW).reports());
    assertEquals(
        List.of(new AmendRejected(ANN, "a-2", "UNKNOWN_ORDER", NOW)),
        exchange.amend(ANN, "a-2", 9, 5_000, NOW).reports());
    assertEquals(
        List.of(new AmendRejected(BOB, "b-1", "TERMINAL", NOW)),
        exchange.amend(BOB, "b-1", 9, 5_000, NOW).reports());
    assertEquals(
        new Effects(
            List.of(new AmendLogged(ANN, "a-1", 7, 5_000, NOW)),
            List.of(new Amended(ANN, "a-1", 7, 5_000, NOW)),
            List.of(
                delta(FIRST + 3, Levels.of(5_000, 4), Levels.NONE),
                new Quote(SYMBOL, 5_000, 4, 0, 0, FIRST + 3, NOW, NOW))),
        exchange.amend(ANN, "a-1", 7, 5_000, NOW));
  }

  @Test
  void whatIsNotWorkingCannotBeCanceled() {
    exchange.submit(limit(ANN, "a-1", Side.BUY, 9, 5_000), NOW);
    exchange.cancel(ANN, "a-1", NOW);

    assertEquals(
        new Effects(
            List.of(new ChangeRejectLogged(ANN, "a-1", Change.CANCEL, "TERMINAL", NOW)),
            List.of(new CancelRejected(ANN, "a-1", "TERMINAL", NOW)),
            List.of()),
        exchange.cancel(ANN, "a-1", NOW));
    assertEquals(
        List.of(new CancelRejected(ANN, "a-9", "UNKNOWN_ORDER", NOW)),
        exchange.cancel(ANN, "a-9", NOW).reports());
  }

  @Test
  void ofAStrangerNothingIsLogged() {
    assertEquals(
        new Effects(
            List.of(), List.of(new CancelRejected("eve", "1", "UNKNOWN_ORDER", NOW)), List.of()),
        exchange.cancel("eve", "1", NOW));
  }

  @Test
  void aHaltedInstrumentTakesCancelsOnly() {
    exchange.submit(limit(ANN, "a-1", Side.BUY, 9, 5_000), NOW);

    assertEquals(
        List.of(new InstrumentStatus(SYMBOL, false, NOW, NOW)),
        exchange.setTrading(SYMBOL, false, NOW).market());
    assertEquals("HALTED", rejection(limit(ANN, "a-2", Side.BUY, 9, 5_000)));
    assertEquals(
        List.of(new AmendRejected(ANN, "a-1", "HALTED", NOW)),
        exchange.amend(ANN, "a-1", 8, 5_000, NOW).reports());
    assertEquals(
        List.of(new Canceled(ANN, "a-1", "REQUESTED", 0, NOW)),
        exchange.cancel(ANN, "a-1", NOW).reports());
    assertEquals(List.of(), exchange.setTrading(SYMBOL, false, NOW).market(), "no change");
  }

  @Test
  void aSnapshotFollowsFromTheDeltasBeforeIt() {
    exchange.submit(limit(ANN, "a-1", Side.BUY, 9, 5_000), NOW);
    exchange.submit(limit(ANN, "a-2", Side.BUY, 9, 4_975), NOW);
    exchange.submit(limit(ANN, "a-3", Side.SELL, 1, 5_025), NOW);

    assertEquals(
        new BookSnapshot(
            SYMBOL, FIRST + 3, Levels.of(5_000, 9, 4_975, 9), Levels.of(5_025, 1), NOW, NOW),
        exchange.snapshot(SYMBOL, NOW));
    assertThrows(IllegalArgumentException.class, () -> exchange.snapshot("NOPE.SIM", NOW));
  }

  @Test
  void whenItRemembersAsManyOrdersAsItCanItRefusesMore() {
    var config =
        new ExchangeConfig("SIM", List.of(ANN), 10, 2, 0, 0, SelfTradePrevention.CANCEL_BOTH);
    var small = new SimulatedExchange(config, SimulatedFixture.INSTRUMENTS, START);
    small.submit(limit(ANN, "1", Side.BUY, 9, 5_000), NOW);
    small.submit(limit(ANN, "2", Side.BUY, 9, 5_000), NOW);

    assertEquals(
        List.of(new Rejected(ANN, "3", "OVERLOADED", NOW)),
        small.submit(limit(ANN, "3", Side.BUY, 9, 5_000), NOW).reports());
    assertEquals(
        List.of(new Canceled(ANN, "1", "REQUESTED", 0, NOW)),
        small.cancel(ANN, "1", NOW).reports());
  }

  @Test
  void anAccountDoesNotTradeWithItself() {
    exchange.submit(limit(ANN, "a-1", Side.BUY, 9, 5_000), NOW);

    assertEquals(
        List.of(
            new Accepted(ANN, "a-2", "S-2", NOW), new Canceled(ANN, "a-1", "SELF_TRADE", 0, NOW)),
        exchange.submit(limit(ANN, "a-2", Side.SELL, 9, 5_000), NOW).reports());
  }

  private String rejection(VenueOrder order) {
    return switch (exchange.submit(order, NOW).reports().getFirst()) {
      case Rejected rejected -> rejected.reason();
      case ExecutionReport other -> throw new AssertionError("not rejected: " + other);
    };
  }

  private VenueOrder in(String symbol, long quantity, long price) {
    var id = symbol + quantity + "@" + price;
    return new VenueOrder(
        ANN, id, symbol, Side.BUY, OrderType.LIMIT, TimeInForce.GTC, quantity, price, false, NOW);
  }

  private static Filled filled(
      String account,
      String id,
      String venueOrderId,
      String executionId,
      long quantity,
      long fee,
      Liquidity liquidity) {
    return new Filled(
        account,
        id,
        venueOrderId,
        executionId,
        quantity,
        5_000,
        quantity,
        fee,
        "USD",
        liquidity,
        NOW);
  }

  private static BookDelta delta(long sequence, Levels bids, Levels asks) {
    return new BookDelta(SYMBOL, sequence, sequence, sequence - 1, bids, asks, NOW, NOW);
  }
}
