package outcry.order.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static outcry.order.core.Samples.ACCOUNT;
import static outcry.order.core.Samples.INSTRUMENT;
import static outcry.order.core.Samples.LIMITS;
import static outcry.order.core.Samples.NOW;
import static outcry.order.core.Samples.SECOND;
import static outcry.order.core.Samples.SYMBOL;
import static outcry.order.core.Samples.VENUE;
import static outcry.order.core.Samples.accepted;
import static outcry.order.core.Samples.buy;
import static outcry.order.core.Samples.canceled;
import static outcry.order.core.Samples.carryOut;
import static outcry.order.core.Samples.filled;
import static outcry.order.core.Samples.sell;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import outcry.model.Instruments;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.MarketEvent.Trade;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.CancelOrder;
import outcry.model.OrderCommand.SetTradingState;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderReply;
import outcry.model.OrderReply.Acknowledged;
import outcry.model.OrderReply.Refused;
import outcry.model.OrderType;
import outcry.model.RefusalCode;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.TradingScope;
import outcry.model.TradingState;
import outcry.order.core.risk.InstrumentLimits;
import outcry.order.core.risk.Limits;
import outcry.venue.Capabilities;

class RiskTest {

  private Orders orders = Samples.orders();
  private int ids;

  private String send(OrderCommand command) {
    return switch (carryOut(orders, orders.decide(command, NOW), NOW).reply()) {
      case Acknowledged _, OrderReply.ListAcknowledged _ -> "passes";
      case Refused refused -> refused.code().name();
    };
  }

  private String id() {
    return "o" + ids++;
  }

  private void working(SubmitOrder order) {
    assertEquals("passes", send(order));
    carryOut(orders, orders.decide(accepted(order.clientOrderId()), NOW), NOW);
  }

  private void filledAtOnce(Side side, long quantity) {
    var order = Samples.limit(id(), side, quantity, 10_000);
    working(order);
    var fill = filled(order.clientOrderId(), "e" + ids++, quantity, quantity);
    carryOut(orders, orders.decide(fill, NOW), NOW);
  }

  /** The instrument: tick 0.05, lot 0.010, 0.020 to 1000, value at least 1; reference 100.00. */
  @ParameterizedTest
  @CsvSource({
    "LIMIT,  GTC, false, 100,     10000,               passes",
    "MARKET, IOC, false, 100,     0,                   passes",
    "MARKET, IOC, false, 100,     10000,               FIELD_COMBINATION",
    "MARKET, IOC, true,  100,     0,                   FIELD_COMBINATION",
    "LIMIT,  GTC, true,  100,     10000,               passes",
    "LIMIT,  IOC, true,  100,     10000,               FIELD_COMBINATION",
    "LIMIT,  FOK, true,  100,     10000,               FIELD_COMBINATION",
    "LIMIT,  GTC, false, 0,       10000,               QTY_NOT_POSITIVE",
    "LIMIT,  GTC, false, -10,     10000,               QTY_NOT_POSITIVE",
    "LIMIT,  GTC, false, 105,     10000,               LOT_SIZE",
    "LIMIT,  GTC, false, 10,      10000,               MIN_QTY",
    "LIMIT,  GTC, false, 1000010, 10000,               MAX_QTY",
    "LIMIT,  GTC, false, 100,     0,                   PRICE_NOT_POSITIVE",
    "LIMIT,  GTC, false, 100,     -5,                  PRICE_NOT_POSITIVE",
    "LIMIT,  GTC, false, 100,     10001,               TICK_SIZE",
    "LIMIT,  GTC, false, 20,      4995,                MIN_NOTIONAL",
    "LIMIT,  GTC, false, 100,     9223372036854775805, OVERFLOW",
    "LIMIT,  GTC, false, 100010,  10000,               LIMIT_ORDER_QTY",
    "LIMIT,  GTC, false, 100000,  100500,              LIMIT_ORDER_VALUE",
    "LIMIT,  GTC, false, 100,     10500,               passes",
    "LIMIT,  GTC, false, 100,     10505,               PRICE_COLLAR",
    "LIMIT,  GTC, false, 100,     9500,                passes",
    "LIMIT,  GTC, false, 100,     9495,                PRICE_COLLAR",
  })
  void aSingleOrder(
      OrderType type,
      TimeInForce timeInForce,
      boolean postOnly,
      long quantity,
      long price,
      String expected) {
    var order = order(SYMBOL, type, timeInForce, quantity, price, postOnly, false);

    assertEquals(expected, send(order));
  }

  private static SubmitOrder order(
      String symbol,
      OrderType type,
      TimeInForce timeInForce,
      long quantity,
      long price,
      boolean postOnly,
      boolean reduceOnly) {
    return new SubmitOrder(
        ACCOUNT,
        "x",
        "s",
        symbol,
        Side.BUY,
        type,
        timeInForce,
        quantity,
        price,
        postOnly,
        reduceOnly,
        "test",
        NOW);
  }

  @Test
  void unknownNamesAndBadIds() {
    var other = order("ABC.SIM", OrderType.LIMIT, TimeInForce.GTC, 100, 10_000, false, false);
    assertEquals("UNKNOWN_SYMBOL", send(other));
    for (var bad : List.of("", "a b", "ä", "x".repeat(37))) {
      assertEquals("CLIENT_ID_SYNTAX", send(buy(bad, 100, 10_000)));
    }
    var stranger =
        new SubmitOrder(
            "B9",
            "a",
            "s",
            SYMBOL,
            Side.BUY,
            OrderType.LIMIT,
            TimeInForce.GTC,
            100,
            10_000,
            false,
            false,
            "test",
            NOW);
    assertEquals("UNKNOWN_ACCOUNT", send(stranger));
  }

  @Test
  void malformedAndTransientRefusalsAreNotJournaled() {
    assertEquals(List.of(), orders.decide(buy("a b", 100, 10_000), NOW).events());
    orders = Samples.orders(Samples.config());
    assertEquals(List.of(), orders.decide(buy("a", 100, 10_000), NOW).events());
    assertEquals("NO_REFERENCE", send(buy("a", 100, 10_000)));
    orders.onMarket(Samples.quote(NOW));
    assertEquals("passes", send(buy("a", 100, 10_000))); // the same id, a moment later
  }

  @Test
  void theReferenceIsTheLastQuoteThenTheLastTradeAndMustBeFreshAndLive() {
    long stale = NOW - 10 * SECOND - 1;
    orders = Samples.orders(Samples.config());
    orders.onMarket(new Quote(SYMBOL, 9_995, 10, 0, 0, 1, NOW, NOW));
    assertEquals("NO_REFERENCE", send(buy("a", 100, 10_000)));
    orders.onMarket(Samples.quote(stale));
    assertEquals("STALE_DATA", send(buy("a", 100, 10_000)));
    orders.onMarket(new Trade(SYMBOL, 1, 12_000, 10, Side.BUY, NOW, NOW));
    assertEquals("PRICE_COLLAR", send(buy("b", 100, 10_000)));
    assertEquals("passes", send(buy("c", 100, 12_000)));
    orders.onMarket(new StreamHealth(SYMBOL, StreamHealth.State.GAPPED, "gap", NOW, NOW));
    assertEquals("STALE_DATA", send(buy("d", 100, 12_000)));
    orders.onMarket(new StreamHealth(SYMBOL, StreamHealth.State.LIVE, "", NOW, NOW));
    assertEquals("passes", send(buy("d", 100, 12_000)));
  }

  @Test
  void thePositionLimitCountsEverythingOpenInDoubtAndPending() {
    filledAtOnce(Side.BUY, 100_000);
    working(buy("doubt", 50_000, 10_000));
    carryOut(orders, orders.decideRecovery(NOW), NOW);
    assertEquals("LIMIT_POSITION", send(buy(id(), 50_010, 10_000)));
    assertEquals("passes", send(buy(id(), 30_000, 10_000)));
    assertEquals("LIMIT_POSITION", send(buy(id(), 20_010, 10_000)));
    assertEquals("passes", send(buy(id(), 20_000, 10_000)));
    var doubt = orders.decide(canceled("doubt"), NOW);
    carryOut(orders, doubt, NOW);
    assertEquals("passes", send(buy(id(), 50_000, 10_000)));
  }

  @Test
  void aShortPositionIsLimitedToo() {
    filledAtOnce(Side.SELL, 100_000);
    filledAtOnce(Side.SELL, 90_000);
    assertEquals("LIMIT_POSITION", send(sell(id(), 10_010, 10_000)));
    assertEquals("passes", send(sell(id(), 10_000, 10_000)));
  }

  @Test
  void reduceOnlyAndReducingAllowOnlyWhatMakesThePositionSmaller() {
    assertEquals("REDUCE_ONLY", send(reduceOnly("r1", Side.SELL, 100)));
    filledAtOnce(Side.BUY, 1_000);
    assertEquals("REDUCE_ONLY", send(reduceOnly("r2", Side.BUY, 100)));
    assertEquals("REDUCE_ONLY", send(reduceOnly("r3", Side.SELL, 1_010)));
    assertEquals("passes", send(reduceOnly("r4", Side.SELL, 600)));
    assertEquals("REDUCE_ONLY", send(reduceOnly("r5", Side.SELL, 410)));

    assertEquals("passes", send(state(TradingScope.INSTRUMENT, SYMBOL, TradingState.REDUCING)));
    assertEquals("REDUCING", send(buy(id(), 100, 10_000)));
    assertEquals("REDUCING", send(sell(id(), 410, 10_000)));
    assertEquals("passes", send(sell(id(), 400, 10_000)));
  }

  private static SubmitOrder reduceOnly(String id, Side side, long quantity) {
    return new SubmitOrder(
        ACCOUNT,
        id,
        "s",
        SYMBOL,
        side,
        OrderType.LIMIT,
        TimeInForce.GTC,
        quantity,
        10_000,
        false,
        true,
        "test",
        NOW);
  }

  private static SetTradingState state(TradingScope scope, String key, TradingState state) {
    return new SetTradingState(ACCOUNT, scope, key, state, "drill", "test", NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "GLOBAL,     '',       HALTED",
    "ACCOUNT,    A1,       HALTED",
    "STRATEGY,   s,        HALTED",
    "INSTRUMENT, XYZ.SIM,  HALTED",
    "ACCOUNT,    A2,       passes",
    "STRATEGY,   other,    passes",
    "INSTRUMENT, ABC.SIM,  passes",
  })
  void aHaltCoversItsScopeUntilItIsReleased(TradingScope scope, String key, String expected) {
    send(state(scope, key, TradingState.HALTED));
    assertEquals(expected, send(buy(id(), 100, 10_000)));
    send(state(scope, key, TradingState.ACTIVE));
    assertEquals("passes", send(buy(id(), 100, 10_000)));
  }

  @Test
  void noOrderMayMeetAnotherOfTheSameAccount() {
    working(buy(id(), 100, 9_990));
    assertEquals("SELF_TRADE", send(sell(id(), 100, 9_990)));
    assertEquals("passes", send(sell(id(), 100, 9_995)));
    assertEquals("SELF_TRADE", send(buy(id(), 100, 10_000)));
    var market = order(SYMBOL, OrderType.MARKET, TimeInForce.IOC, 100, 0, false, false);
    assertEquals("SELF_TRADE", send(market));
  }

  @Test
  void openOrdersAreLimitedPerAccountAndPerPartition() {
    for (int i = 0; i < LIMITS.openOrdersMax(); i++) {
      working(buy(id(), 100, 10_000));
    }
    assertEquals("LIMIT_OPEN_ORDERS", send(buy(id(), 100, 10_000)));

    orders = Samples.orders(Samples.config().withBounds(1, 10, 10));
    orders.onMarket(Samples.quote(NOW));
    working(buy(id(), 100, 10_000));
    assertEquals("OVERLOADED", send(buy(id(), 100, 10_000)));
  }

  @Test
  void intentsThatWaitForTheVenueAreLimited() {
    orders = Samples.orders(Samples.config().withBounds(10, 10, 1));
    orders.onMarket(Samples.quote(NOW));
    orders.decide(buy("a", 100, 10_000), NOW).events().forEach(orders::apply);
    assertEquals("OVERLOADED", send(buy("b", 100, 10_000)));
    Samples.handOver(orders, 1, NOW);
    assertEquals("passes", send(buy("b", 100, 10_000)));
  }

  @Test
  void theOrderRateHoldsOrdersBackButNeverCancels() {
    var slow =
        new Limits(1, LIMITS.orderValueMax(), 50, 2, 3, 500, Duration.ofSeconds(10), Map.of());
    orders = Samples.orders(OrderConfig.of(Map.of(ACCOUNT, slow)));
    orders.onMarket(Samples.quote(NOW));
    for (var id : List.of("a", "b", "c")) {
      assertEquals("passes", send(buy(id, 100, 10_000)));
    }
    assertEquals("LIMIT_ORDER_RATE", send(buy("d", 100, 10_000)));
    assertEquals("passes", send(new CancelOrder(ACCOUNT, "a", "test", NOW)));
    long later = NOW + SECOND / 2;
    assertInstanceOf(Acknowledged.class, orders.decide(buy("d", 100, 10_000), later).reply());
  }

  @Test
  void aCommandThatWaitedTooLongOrHasNoVenueIsRefused() {
    var late = orders.decide(buy("a", 100, 10_000), NOW + 5 * SECOND + 1);
    assertEquals(RefusalCode.DEADLINE_PASSED, ((Refused) late.reply()).code());

    orders = new Orders(Samples.config(), new Instruments(List.of(INSTRUMENT)), Map.of());
    assertEquals("VENUE_DOWN", send(buy("a", 100, 10_000)));
  }

  @Test
  void whatTheVenueCannotDoIsRefused() {
    var plain =
        new Capabilities(
            VENUE,
            EnumSet.of(OrderType.LIMIT),
            Set.of(TimeInForce.GTC),
            false,
            false,
            Capabilities.Deduplication.NONE,
            false,
            0,
            0);
    orders =
        new Orders(Samples.config(), new Instruments(List.of(INSTRUMENT)), Map.of(VENUE, plain));
    orders.onMarket(Samples.quote(NOW));
    assertEquals(
        "FIELD_COMBINATION",
        send(order(SYMBOL, OrderType.LIMIT, TimeInForce.GTC, 100, 10_000, true, false)));
    working(buy("a", 100, 10_000));
    assertEquals(
        "FIELD_COMBINATION",
        send(new OrderCommand.AmendOrder(ACCOUNT, "a", 200, 10_000, "test", NOW)));
  }

  @Test
  void limitsCheckThemselves() {
    var wrong = assertThrows(IllegalArgumentException.class, () -> new InstrumentLimits(0, 1));
    assertEquals(
        "orderQuantityMax and positionMax must be at least 1, were 0 and 1", wrong.getMessage());
  }
}
