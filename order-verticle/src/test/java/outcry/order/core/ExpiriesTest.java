package outcry.order.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static outcry.order.core.Samples.ACCOUNT;
import static outcry.order.core.Samples.NOW;
import static outcry.order.core.Samples.SECOND;
import static outcry.order.core.Samples.SYMBOL;
import static outcry.order.core.Samples.accepted;
import static outcry.order.core.Samples.canceled;
import static outcry.order.core.Samples.carryOut;
import static outcry.order.core.Samples.due;
import static outcry.order.core.Samples.filled;
import static outcry.order.core.Samples.kinds;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import outcry.model.ExecutionReport;
import outcry.model.Instructions;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderReply.Refused;
import outcry.model.OrderStatus;
import outcry.model.OrderType;
import outcry.model.RefusalCode;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.TradingDay;

/** NOW is 22:13:20 UTC on a Tuesday. */
class ExpiriesTest {

  private static final long HOUR = 3_600 * SECOND;
  private static final long MIDNIGHT = NOW + 2 * HOUR - 800 * SECOND;

  /** From one in the morning to eleven in the evening UTC. */
  private static final TradingDay DAY =
      new TradingDay(
          ZoneOffset.UTC, LocalTime.of(1, 0), LocalTime.of(23, 0), EnumSet.allOf(DayOfWeek.class));

  private static final long CLOSE = NOW + 2_800 * SECOND;
  private static final long NEXT_OPEN = CLOSE + 2 * HOUR;

  private Orders orders =
      Samples.plain(Samples.config().withTradingDays(new TradingDays(DAY, Map.of())));

  private static SubmitOrder order(TimeInForce time, long expireNanos) {
    return Samples.instructed(
        "a", Side.BUY, OrderType.LIMIT, time, 100, 10_000, Instructions.goodTill(expireNanos));
  }

  private Decision command(OrderCommand command) {
    return carryOut(orders, orders.decide(command, NOW), NOW);
  }

  private Decision report(ExecutionReport report) {
    return carryOut(orders, orders.decide(report, NOW), NOW);
  }

  private OrderStatus status() {
    return orders.find(ACCOUNT, "a").orElseThrow().status();
  }

  private void working(TimeInForce time, long expireNanos) {
    command(order(time, expireNanos));
    report(accepted("a"));
  }

  @Test
  void theVenueGetsATimeInForceThatItKnows() {
    var decision = orders.decide(order(TimeInForce.DAY, 0), NOW);
    decision.events().forEach(orders::apply);

    var sent = (Effect.Submit) orders.decideHandOver(1, NOW).effects().getFirst();
    assertEquals(TimeInForce.GTC, sent.order().timeInForce());
  }

  @Test
  void aGoodTillOrderIsCanceledInTimeAndHasExpiredOnceItIsGone() {
    working(TimeInForce.GTD, NOW + SECOND);

    assertEquals(NOW + SECOND, orders.nextDueNanos());
    assertEquals(List.of(), due(orders, NOW + SECOND - 1));
    assertEquals(List.of("CancelRequested"), kinds(due(orders, NOW + SECOND)));
    assertEquals(OrderStatus.PENDING_CANCEL, status());
    assertEquals(List.of("OrderExpired"), kinds(report(canceled("a")).events()));
    assertEquals(Duty.NEVER, orders.nextDueNanos());
  }

  @Test
  void aDayOrderEndsAtTheClose() {
    working(TimeInForce.DAY, 0);

    assertEquals(List.of(), due(orders, CLOSE - 1));
    assertEquals(List.of("CancelRequested"), kinds(due(orders, CLOSE)));
  }

  @Test
  void aroundTheClockADayEndsAtMidnight() {
    orders = Samples.plain();
    working(TimeInForce.DAY, 0);

    assertEquals(List.of(), due(orders, MIDNIGHT - 1));
    assertEquals(List.of("CancelRequested"), kinds(due(orders, MIDNIGHT)));
  }

  @Test
  void aFillMayOvertakeTheCancel() {
    working(TimeInForce.GTD, NOW + SECOND);
    due(orders, NOW + SECOND);
    report(filled("a", "e1", 100, 100));

    assertEquals(OrderStatus.FILLED, status());
  }

  @Test
  void anOrderThatNoVenueHasExpiresAtOnce() {
    orders.decide(order(TimeInForce.GTD, NOW + SECOND), NOW).events().forEach(orders::apply);

    assertEquals(List.of("OrderExpired"), kinds(due(orders, NOW + SECOND)));
    assertEquals(Decision.NONE, orders.decideHandOver(1, NOW + SECOND));
  }

  @Test
  void aHeldOrderExpires() {
    var stop =
        Samples.instructed(
            "a",
            Side.SELL,
            OrderType.STOP,
            TimeInForce.GTD,
            100,
            0,
            new Instructions(
                9_000,
                Instructions.TriggerBy.LAST_TRADE,
                Instructions.Trail.NONE,
                0,
                NOW + SECOND,
                ""));
    command(stop);

    assertEquals(List.of("OrderExpired"), kinds(due(orders, NOW + SECOND)));
    assertEquals(OrderStatus.EXPIRED, status());
  }

  @Test
  void anOrderInDoubtIsCanceledOnceItIsFound() {
    working(TimeInForce.GTD, NOW + SECOND);
    carryOut(orders, orders.decideRecovery(NOW), NOW);

    assertEquals(List.of("CancelRequested"), kinds(due(orders, NOW + SECOND)));
    assertEquals(OrderStatus.IN_DOUBT, status());
    var found = orders.decideFound(1, accepted("a"), NOW + SECOND, NOW + SECOND);
    assertEquals(List.of(new Effect.Cancel(1, Samples.VENUE, ACCOUNT, "a")), found.effects());
    carryOut(orders, found, NOW);
    report(canceled("a"));
    assertEquals(OrderStatus.EXPIRED, status());
  }

  @Test
  void aCancelThatSomebodyElseAskedForIsNotAskedForAgain() {
    working(TimeInForce.GTD, NOW + SECOND);
    command(new OrderCommand.CancelOrder(ACCOUNT, "a", "t", NOW));

    assertEquals(List.of(), due(orders, NOW + SECOND));
    report(canceled("a"));
    assertEquals(OrderStatus.CANCELED, status());
  }

  @Test
  void aCancelThatTheVenueRefusesIsRepeatedEverMoreSlowly() {
    long now = NOW + HOUR;
    working(TimeInForce.GTD, NOW + SECOND);
    due(orders, now);
    for (int i = 0; i < 4; i++) {
      carryOut(
          orders,
          orders.decide(new ExecutionReport.CancelRejected(ACCOUNT, "a", "no", now), now),
          now);
      long pause = SECOND << i;
      assertEquals(now + pause, orders.nextDueNanos());
      var again = orders.decideDue(now + pause);
      assertEquals(List.of("CancelRequested"), kinds(again.events()));
      assertEquals(i == 0 ? 1 : 0, again.incidents().size());
      carryOut(orders, again, now + pause);
      now += pause;
    }
  }

  @Test
  void anExpiryIsOwedByWhoeverComesNext() {
    var journal = new ArrayList<OrderEvent>();
    journal.addAll(command(order(TimeInForce.GTD, NOW + SECOND)).events());
    journal.addAll(report(accepted("a")).events());
    var next = Samples.plain();
    journal.forEach(next::apply);

    assertEquals(List.of("CancelRequested"), kinds(due(next, NOW + HOUR)));
  }

  @Test
  void anExpireTimeMustBeInTheFuture() {
    var refused = (Refused) orders.decide(order(TimeInForce.GTD, NOW), NOW).reply();

    assertEquals(RefusalCode.EXPIRE_TIME, refused.code());
  }

  @Test
  void anOrderForTheOpeningWaitsForItAndTakesWhatItCan() {
    command(order(TimeInForce.AT_OPEN, 0));

    assertEquals(OrderStatus.TRIGGER_PENDING, status());
    assertEquals(List.of(), due(orders, NEXT_OPEN - 1));
    orders.onMarket(Samples.quote(NEXT_OPEN));
    var released = orders.decideDue(NEXT_OPEN);
    assertEquals(List.of("OrderReleased"), kinds(released.events()));
    released.events().forEach(orders::apply);
    var sent = (Effect.Submit) orders.decideHandOver(1, NEXT_OPEN).effects().getFirst();
    assertEquals(TimeInForce.IOC, sent.order().timeInForce());
  }

  @Test
  void anOrderForTheOpeningThatCannotGoExpiresSoonAfterIt() {
    command(order(TimeInForce.AT_OPEN, 0));

    assertEquals(List.of(), due(orders, NEXT_OPEN)); // market data is too old
    assertEquals(NEXT_OPEN + Releases.RETRY_NANOS, orders.nextDueNanos());
    long late = NEXT_OPEN + Sessions.OPEN_WINDOW_NANOS + 1;
    orders.onMarket(Samples.quote(late)); // it could go now, and nobody would want it
    assertEquals(List.of("OrderExpired"), kinds(due(orders, late)));
  }

  @Test
  void anOrderForTheCloseGoesShortlyBefore() {
    command(order(TimeInForce.AT_CLOSE, 0));

    long lead = CLOSE - Sessions.CLOSE_LEAD_NANOS;
    orders.onMarket(Samples.quote(lead));
    assertEquals(List.of(), due(orders, lead - 1));
    assertEquals(List.of("OrderReleased"), kinds(due(orders, lead)));
  }

  @Test
  void aroundTheClockThereIsNoOpening() {
    orders = Samples.plain();

    var refused = (Refused) orders.decide(order(TimeInForce.AT_OPEN, 0), NOW).reply();
    assertEquals(
        new Refused(
            RefusalCode.FIELD_COMBINATION,
            SYMBOL + " trades around the clock: it has no opening and no close"),
        refused);
  }
}
