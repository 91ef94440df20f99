package outcry.order.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static outcry.order.core.Samples.ACCOUNT;
import static outcry.order.core.Samples.NOW;
import static outcry.order.core.Samples.SECOND;
import static outcry.order.core.Samples.SYMBOL;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import outcry.model.Instructions;
import outcry.model.Instructions.TriggerBy;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent.OrderCanceled;
import outcry.model.OrderEvent.OrderHeld;
import outcry.model.OrderEvent.OrderReleased;
import outcry.model.OrderEvent.TradingStateChanged;
import outcry.model.OrderStatus;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.TradingScope;
import outcry.model.TradingState;
import outcry.order.core.Releases.Outcome;

class ReleasesTest {

  private final Desk desk = Samples.desk(Samples.PLAIN);
  private final Releases releases = new Releases(desk, Leash.NONE);
  private final Decision.Draft draft = new Decision.Draft();

  @BeforeEach
  void holdAStop() {
    var stop =
        new SubmitOrder(
            ACCOUNT,
            "a",
            "s",
            SYMBOL,
            Side.SELL,
            OrderType.STOP,
            TimeInForce.GTC,
            100,
            0,
            false,
            false,
            Instructions.trigger(9_900, TriggerBy.LAST_TRADE),
            "test",
            NOW);
    desk.table().apply(new OrderHeld(ACCOUNT, 1, 1, stop, 7, NOW));
  }

  private Order order() {
    return desk.table().find(1);
  }

  private Outcome release(long nowNanos) {
    return releases.release(order(), 100, "trade 5", nowNanos, draft);
  }

  private void apply() {
    draft.events.forEach(desk.table()::apply);
  }

  @Test
  void aReleaseIsAnIntentAndGoesToTheVenueWithoutItsCondition() {
    desk.references().on(Samples.quote(NOW));

    assertEquals(Outcome.RELEASED, release(NOW));
    assertEquals(
        List.of(
            new OrderReleased(
                ACCOUNT, 1, 2, "s", SYMBOL, 100, 0, NOW + 5 * SECOND, 7, "trade 5", NOW)),
        draft.events);
    assertEquals(List.of(new Effect.Enqueue(1, Samples.VENUE)), draft.effects);
    apply();
    var sent = VenueTerms.venueOrder(order(), Samples.PLAIN);
    assertEquals(OrderType.MARKET, sent.type());
    assertEquals(Instructions.NONE, sent.instructions());
    assertEquals(Duty.NEVER, releases.nextNanos(order()));
  }

  @Test
  void whatIsRefusedForGoodIsCanceledAndTold() {
    desk.references().on(Samples.quote(NOW));
    var why = "quantity 100.010 is above 100.000";

    assertEquals(Outcome.REFUSED, releases.release(order(), 100_010, "trade 5", NOW, draft));
    assertEquals(
        List.of(
            new OrderCanceled(ACCOUNT, 1, 2, "refused at release: LIMIT_ORDER_QTY " + why, NOW)),
        draft.events);
    assertEquals(
        List.of(new Incident(Incident.Kind.RELEASE_REFUSED, "A1 a (TRIGGER_PENDING): " + why)),
        draft.incidents);
    apply();
    assertEquals(OrderStatus.CANCELED, order().status());
  }

  @Test
  void aHaltKeepsItHeld() {
    desk.references().on(Samples.quote(NOW));
    desk.table()
        .apply(
            new TradingStateChanged(
                ACCOUNT, 0, 0, TradingScope.GLOBAL, "", TradingState.HALTED, "t", NOW));

    assertEquals(Outcome.LATER, release(NOW));
    assertEquals(List.of(), draft.events);
  }

  @Test
  void whatIsRefusedForAMomentIsTriedAgainAndToldOnceAfterAWhile() {
    assertEquals(Outcome.LATER, release(NOW)); // no market data yet
    assertEquals(NOW + Releases.RETRY_NANOS, releases.nextNanos(order()));
    assertEquals(Outcome.LATER, release(NOW + Releases.ALARM_NANOS));
    assertEquals(Outcome.LATER, release(NOW + 2 * Releases.ALARM_NANOS));

    assertEquals(
        List.of(
            new Incident(
                Incident.Kind.RELEASE_DELAYED,
                "A1 a (TRIGGER_PENDING): NO_REFERENCE no quote or trade of XYZ.SIM yet")),
        draft.incidents);
    assertEquals(List.of(), draft.events);

    long later = NOW + 3 * Releases.ALARM_NANOS;
    desk.references().on(Samples.quote(later));
    assertEquals(Outcome.RELEASED, release(later));
    assertEquals(Duty.NEVER, releases.nextNanos(order()));
  }

  @Test
  void anOrderThatEndedIsForgotten() {
    release(NOW);
    releases.forget(order());

    assertEquals(Duty.NEVER, releases.nextNanos(order()));
  }

  @Test
  void anOrderFarFromTheMarketStaysHeldUntilItIsNot() {
    desk.references().on(Samples.quote(NOW));
    desk.table().apply(new OrderHeld(ACCOUNT, 2, 1, Samples.sell("b", 100, 20_000), 7, NOW));

    assertEquals(Outcome.LATER, releases.release(desk.table().find(2), 100, "trade 5", NOW, draft));
    assertEquals(List.of(), draft.events);
  }
}
