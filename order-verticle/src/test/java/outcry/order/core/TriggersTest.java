package outcry.order.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static outcry.order.core.Samples.ACCOUNT;
import static outcry.order.core.Samples.NOW;
import static outcry.order.core.Samples.SECOND;
import static outcry.order.core.Samples.SYMBOL;
import static outcry.order.core.Samples.carryOut;
import static outcry.order.core.Samples.kinds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import outcry.model.Instructions;
import outcry.model.Instructions.Trail;
import outcry.model.Instructions.TriggerBy;
import outcry.model.Instruments;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.AmendOrder;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.OrderHeld;
import outcry.model.OrderEvent.OrderReleased;
import outcry.model.OrderEvent.TriggerMoved;
import outcry.model.OrderReply.Acknowledged;
import outcry.model.OrderReply.Refused;
import outcry.model.OrderStatus;
import outcry.model.OrderType;
import outcry.model.RefusalCode;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.order.core.risk.InstrumentLimits;
import outcry.order.core.risk.Limits;

class TriggersTest {

  private final List<OrderEvent> journal = new ArrayList<>();
  private Orders orders = Samples.plain();

  private Decision command(OrderCommand command, long now) {
    var decision = carryOut(orders, orders.decide(command, now), now);
    journal.addAll(decision.events());
    due(now);
    return decision;
  }

  private List<OrderEvent> due(long now) {
    var events = Samples.due(orders, now);
    journal.addAll(events);
    return events;
  }

  private List<OrderEvent> market(MarketEvent event) {
    orders.onMarket(event);
    return due(event.receivedNanos());
  }

  private OrderStatus status(String id) {
    return orders.find(ACCOUNT, id).orElseThrow().status();
  }

  /** A new owner with the same journal, who has not heard of the market. */
  private void restart() {
    orders =
        new Orders(
            Samples.config(),
            new Instruments(List.of(Samples.INSTRUMENT)),
            Map.of(Samples.VENUE, Samples.PLAIN));
    journal.forEach(orders::apply);
  }

  private static SubmitOrder held(OrderType type, Side side, long price, TriggerBy by) {
    return Samples.instructed(
        "a",
        side,
        type,
        TimeInForce.GTC,
        100,
        type.hasLimit() ? 10_000 : 0,
        Instructions.trigger(price, by));
  }

  private static SubmitOrder trailing(Side side, Trail trail) {
    return Samples.instructed(
        "a",
        side,
        OrderType.TRAILING_STOP,
        TimeInForce.GTC,
        100,
        0,
        Instructions.trailing(trail, TriggerBy.LAST_TRADE));
  }

  private static StreamHealth health(StreamHealth.State state, long nanos) {
    return new StreamHealth(SYMBOL, state, "", nanos, nanos);
  }

  @Test
  void anOrderThatTheVenueLacksIsHeld() {
    var order = held(OrderType.STOP, Side.SELL, 9_900, TriggerBy.LAST_TRADE);

    assertEquals(
        new Decision(
            List.of(new OrderHeld(ACCOUNT, 1, 1, order, 7, NOW)),
            List.of(),
            new Acknowledged("a", 1, OrderStatus.TRIGGER_PENDING),
            List.of()),
        orders.decide(order, NOW));
  }

  @Test
  void anOrderThatTheVenueKnowsIsSent() {
    var order = held(OrderType.STOP, Side.SELL, 9_900, TriggerBy.LAST_TRADE);
    var known = Samples.orders();
    known.decide(order, NOW).events().forEach(known::apply);

    var sent = (Effect.Submit) known.decideHandOver(1, NOW).effects().getFirst();
    assertEquals(OrderType.STOP, sent.order().type());
    assertEquals(order.instructions(), sent.order().instructions());
  }

  /** One tick on the far side leaves it held; the trigger price itself releases it. */
  @ParameterizedTest
  @CsvSource({
    "STOP, BUY, 10100, 10095, 10100",
    "STOP, SELL, 9900, 9905, 9900",
    "STOP_LIMIT, BUY, 10100, 10095, 10105",
    "STOP_LIMIT, SELL, 9900, 9905, 9895",
    "MARKET_IF_TOUCHED, BUY, 9900, 9905, 9900",
    "MARKET_IF_TOUCHED, SELL, 10100, 10095, 10100",
    "LIMIT_IF_TOUCHED, BUY, 9900, 9905, 9895",
    "LIMIT_IF_TOUCHED, SELL, 10100, 10095, 10105",
  })
  void theLastTradeMeetsIt(OrderType type, Side side, long trigger, long before, long at) {
    command(held(type, side, trigger, TriggerBy.LAST_TRADE), NOW);

    assertEquals(List.of(), market(Samples.trade(5, before, NOW)));
    assertEquals(
        List.of(
            new OrderReleased(
                ACCOUNT,
                1,
                2,
                "s",
                SYMBOL,
                100,
                type.hasLimit() ? 10_000 : 0,
                NOW + 5 * SECOND,
                7,
                "trade:XYZ.SIM:6",
                NOW)),
        market(Samples.trade(6, at, NOW)));
    assertEquals(OrderStatus.SENT, status("a"));
  }

  /** A buy takes the ask, a sell the bid. */
  @ParameterizedTest
  @CsvSource({
    "QUOTE, STOP, BUY, 10100, 10090, 10095, 10090, 10100",
    "QUOTE, STOP, SELL, 9900, 9905, 9910, 9900, 9910",
    "QUOTE, MARKET_IF_TOUCHED, BUY, 9900, 9800, 9905, 9800, 9900",
    "MID, STOP, BUY, 10100, 10090, 10105, 10095, 10105",
    "MID, STOP, SELL, 9900, 9895, 9910, 9895, 9905",
    "MID, MARKET_IF_TOUCHED, SELL, 10100, 10090, 10105, 10090, 10110",
  })
  void theQuoteMeetsIt(
      TriggerBy by,
      OrderType type,
      Side side,
      long trigger,
      long bidBefore,
      long askBefore,
      long bid,
      long ask) {
    command(held(type, side, trigger, by), NOW);

    market(Samples.trade(5, trigger, NOW)); // a trade is not what it waits for
    assertEquals(List.of(), market(Samples.quote(bidBefore, askBefore, NOW)));
    assertEquals(List.of("OrderReleased"), kinds(market(Samples.quote(bid, ask, NOW))));
  }

  @Test
  void aSideWithoutOrdersMeetsNothing() {
    command(held(OrderType.STOP, Side.SELL, 9_900, TriggerBy.QUOTE), NOW);

    assertEquals(List.of(), market(Samples.quote(0, 10_005, NOW)));
  }

  @Test
  void whatTheMarketIsThroughAlreadyIsReleasedAtOnce() {
    market(Samples.trade(4, 9_850, NOW));
    command(held(OrderType.STOP, Side.SELL, 9_900, TriggerBy.LAST_TRADE), NOW);

    assertEquals(List.of("OrderHeld", "OrderReleased"), kinds(journal));
  }

  @Test
  void anOldPriceMeetsNothingAtOnce() {
    market(Samples.trade(4, 9_850, NOW - 11 * SECOND));
    command(held(OrderType.STOP, Side.SELL, 9_900, TriggerBy.LAST_TRADE), NOW);

    assertEquals(OrderStatus.TRIGGER_PENDING, status("a"));
  }

  @Test
  void aStreamThatIsNotLiveMeetsNothing() {
    command(held(OrderType.STOP, Side.SELL, 9_900, TriggerBy.QUOTE), NOW);
    market(health(StreamHealth.State.GAPPED, NOW));

    assertEquals(List.of(), market(Samples.quote(9_850, 9_860, NOW + 1)));
    assertEquals(List.of("OrderReleased"), kinds(market(health(StreamHealth.State.LIVE, NOW + 2))));
  }

  @Test
  void peopleHearOnceOfOrdersThatNobodyCanWatch() {
    command(held(OrderType.STOP, Side.SELL, 9_900, TriggerBy.LAST_TRADE), NOW);
    market(health(StreamHealth.State.DISCONNECTED, NOW));

    long alarm = NOW + Blindness.ALARM_NANOS;
    assertEquals(alarm, orders.nextDueNanos());
    assertEquals(Decision.NONE, orders.decideDue(alarm - 1));
    assertEquals(
        Decision.incident(
            Incident.Kind.UNWATCHED,
            "no live prices of XYZ.SIM, and orders with a trigger are held"),
        orders.decideDue(alarm));
    assertEquals(Decision.NONE, orders.decideDue(alarm + SECOND));
    assertEquals(Duty.NEVER, orders.nextDueNanos());
  }

  @Test
  void nobodyHearsOfAnInstrumentOnceNothingIsHeldAnyMore() {
    command(held(OrderType.STOP, Side.SELL, 9_900, TriggerBy.LAST_TRADE), NOW);
    assertEquals(List.of("OrderReleased"), kinds(market(Samples.trade(1, 9_900, NOW))));
    orders.onMarket(health(StreamHealth.State.DISCONNECTED, NOW + 1));

    assertEquals(Duty.NEVER, orders.nextDueNanos());
  }

  @Test
  void aStopOfAPositionDoesNotWaitForTheOrderRate() {
    var limits =
        new Limits(7, 100_000_00000000L, 50, 1, 2, 500, Duration.ofSeconds(10), Map.of())
            .with(SYMBOL, new InstrumentLimits(100_000, 200_000));
    orders = Samples.plain(OrderConfig.of(Map.of(ACCOUNT, limits)));
    command(Samples.buy("p", 100, 10_000), NOW);
    carryOut(orders, orders.decide(Samples.filled("p", "x", 100, 100), NOW), NOW);
    command(held(OrderType.STOP, Side.SELL, 9_900, TriggerBy.LAST_TRADE), NOW); // the last token

    assertEquals(List.of("OrderReleased"), kinds(market(Samples.trade(1, 9_900, NOW))));
  }

  @Test
  void aStopOfAPositionThatIsWorthTooMuchByNowStaysHeld() {
    var limits =
        new Limits(7, 10_25000000L, 50, 50, 50, 500, Duration.ofSeconds(10), Map.of())
            .with(SYMBOL, new InstrumentLimits(100_000, 200_000));
    orders = Samples.plain(OrderConfig.of(Map.of(ACCOUNT, limits)));
    command(Samples.buy("p", 100, 10_000), NOW);
    carryOut(orders, orders.decide(Samples.filled("p", "x", 100, 100), NOW), NOW);
    command(trailing(Side.SELL, new Trail(Trail.Unit.PRICE, 100)), NOW);
    market(Samples.trade(1, 10_400, NOW + 1));
    market(Samples.quote(10_295, 10_305, NOW + 2));

    assertEquals(List.of("OrderTriggered"), kinds(market(Samples.trade(2, 10_300, NOW + SECOND))));
    market(Samples.quote(10_195, 10_205, NOW + SECOND));
    assertEquals(List.of("OrderReleased"), kinds(due(NOW + 2 * SECOND)));
  }

  @Test
  void aPriceMetWhileItCannotGoIsKeptThroughARestart() {
    command(held(OrderType.STOP, Side.SELL, 9_900, TriggerBy.LAST_TRADE), NOW);
    long later = NOW + 20 * SECOND; // the reference is too old by then
    orders.onMarket(health(StreamHealth.State.LIVE, later));
    orders.onMarket(new MarketEvent.Quote(SYMBOL, 0, 0, 0, 0, 9, later, later));

    var limited = Samples.trade(6, 9_895, later - 11 * SECOND);
    assertEquals(List.of(), due(later));
    orders.onMarket(limited);
    assertEquals(List.of("OrderTriggered"), kinds(due(later)));
    assertEquals(OrderStatus.TRIGGER_PENDING, status("a"));

    restart();
    assertEquals(List.of(), due(later)); // no market yet
    orders.onMarket(Samples.quote(10_000, 10_010, later + SECOND)); // the price is back
    assertEquals(List.of("OrderReleased"), kinds(due(later + SECOND)));
  }

  @ParameterizedTest
  @CsvSource({
    "SELL, PRICE, 100, 10000, 9900",
    "SELL, PRICE, 101, 10000, 9895", // the distance is rounded up to a tick
    "BUY, PRICE, 101, 10000, 10105",
    "SELL, TICKS, 3, 10000, 9985",
    "BUY, TICKS, 3, 10000, 10015",
    "SELL, BASIS_POINTS, 50, 10000, 9950",
    "SELL, BASIS_POINTS, 51, 10000, 9945",
    "BUY, BASIS_POINTS, 33, 10005, 10040",
  })
  void aTrailingStopBeginsAtItsDistance(
      Side side, Trail.Unit unit, long offset, long price, long trigger) {
    command(trailing(side, new Trail(unit, offset)), NOW);

    assertEquals(
        List.of(new TriggerMoved(ACCOUNT, 1, 2, trigger, "trade:XYZ.SIM:5", NOW)),
        market(Samples.trade(5, price, NOW)));
  }

  @Test
  void aTrailingStopFollowsTheMarketAndNeverBack() {
    command(trailing(Side.SELL, new Trail(Trail.Unit.PRICE, 100)), NOW);
    long now = NOW;
    market(Samples.trade(1, 10_000, now));
    market(Samples.trade(2, 10_050, now += SECOND));
    market(Samples.trade(3, 9_960, now += SECOND));

    assertEquals(List.of("OrderHeld", "TriggerMoved", "TriggerMoved"), kinds(journal));
    assertEquals(9_950, ((TriggerMoved) journal.getLast()).triggerPrice());
    assertEquals(List.of("OrderReleased"), kinds(market(Samples.trade(4, 9_950, now += SECOND))));
  }

  @Test
  void movesAreJournaledTenTimesASecondButTheNewestCounts() {
    command(trailing(Side.SELL, new Trail(Trail.Unit.PRICE, 100)), NOW);
    market(Samples.trade(1, 10_000, NOW));
    assertEquals(List.of(), market(Samples.trade(2, 10_050, NOW + 1)));
    assertEquals(NOW + Triggers.MOVE_NANOS, orders.nextDueNanos());

    assertEquals(List.of("OrderReleased"), kinds(market(Samples.trade(3, 9_950, NOW + 2))));
  }

  @Test
  void aTrailingStopIsNeverLooserAfterARestart() {
    command(trailing(Side.SELL, new Trail(Trail.Unit.PRICE, 100)), NOW);
    market(Samples.trade(1, 10_100, NOW)); // trigger price 10000
    restart();

    orders.onMarket(Samples.quote(NOW + SECOND));
    assertEquals(List.of(), market(Samples.trade(2, 10_020, NOW + SECOND)));
    assertEquals(List.of("OrderReleased"), kinds(market(Samples.trade(3, 10_000, NOW + SECOND))));
  }

  @Test
  void aHeldOrderIsAmendedAtOnceAndInOneDecision() {
    command(held(OrderType.STOP_LIMIT, Side.SELL, 9_900, TriggerBy.LAST_TRADE), NOW);
    var amend = new AmendOrder(ACCOUNT, "a", 50, 9_800, 9_850, "t", NOW);

    var decision = command(amend, NOW);
    assertEquals(List.of("OrderAmended", "TriggerMoved"), kinds(decision.events()));
    assertEquals(new Acknowledged("a", 1, OrderStatus.TRIGGER_PENDING), decision.reply());
    assertEquals(List.of(), command(amend, NOW).events()); // a repetition

    assertEquals(List.of(), market(Samples.trade(5, 9_900, NOW)));
    var released = (OrderReleased) market(Samples.trade(6, 9_850, NOW)).getFirst();
    assertEquals(List.of(50L, 9_800L), List.of(released.quantity(), released.price()));
  }

  @Test
  void anAmendMayPutATriggerPriceThroughTheMarket() {
    market(Samples.trade(5, 10_000, NOW));
    command(held(OrderType.STOP, Side.SELL, 9_900, TriggerBy.LAST_TRADE), NOW);

    command(new AmendOrder(ACCOUNT, "a", 100, 0, 10_005, "t", NOW), NOW);
    assertEquals(OrderStatus.SENT, status("a"));
  }

  @ParameterizedTest
  @CsvSource({
    "9901, TICK_SIZE",
    "-5, TRIGGER_PRICE",
    "0, TRIGGER_PRICE",
  })
  void aTriggerPriceMustBeAPrice(long trigger, RefusalCode code) {
    var order = held(OrderType.STOP, Side.SELL, trigger, TriggerBy.LAST_TRADE);

    assertEquals(code, ((Refused) orders.decide(order, NOW).reply()).code());
  }

  @Test
  void aCanceledOrderIsNoLongerWatched() {
    command(held(OrderType.STOP, Side.SELL, 9_900, TriggerBy.LAST_TRADE), NOW);
    command(new OrderCommand.CancelOrder(ACCOUNT, "a", "t", NOW), NOW);

    assertEquals(List.of(), market(Samples.trade(5, 9_800, NOW)));
    assertEquals(OrderStatus.CANCELED, status("a"));
  }

  @Test
  void whatIsMetTogetherGoesInTheOrderOfItsTriggerPrices() {
    for (int i = 1; i <= 3; i++) {
      var order =
          Samples.instructed(
              "s" + i,
              Side.SELL,
              OrderType.STOP,
              TimeInForce.GTC,
              100,
              0,
              Instructions.trigger(9_900 + 5L * i, TriggerBy.LAST_TRADE));
      command(order, NOW);
    }

    assertEquals(
        List.of(3L, 2L, 1L),
        market(Samples.trade(5, 9_800, NOW)).stream().map(OrderEvent::orderId).toList());
  }

  @Test
  void aReplayGivesTheSameState() {
    command(trailing(Side.SELL, new Trail(Trail.Unit.PRICE, 100)), NOW);
    market(Samples.trade(1, 10_000, NOW));
    market(Samples.trade(2, 9_900, NOW));
    var live = orders.snapshot();
    restart();

    assertEquals(live.hash(), orders.snapshot().hash());
  }
}
