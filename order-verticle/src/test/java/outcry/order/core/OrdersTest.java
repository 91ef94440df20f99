package outcry.order.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static outcry.order.core.Samples.ACCOUNT;
import static outcry.order.core.Samples.NOW;
import static outcry.order.core.Samples.SECOND;
import static outcry.order.core.Samples.SYMBOL;
import static outcry.order.core.Samples.VENUE;
import static outcry.order.core.Samples.accepted;
import static outcry.order.core.Samples.buy;
import static outcry.order.core.Samples.canceled;
import static outcry.order.core.Samples.carryOut;
import static outcry.order.core.Samples.filled;
import static outcry.order.core.Samples.kinds;
import static outcry.order.core.Samples.notFound;
import static outcry.order.core.Samples.sell;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import outcry.model.AssetClass;
import outcry.model.ExecutionReport;
import outcry.model.Instrument;
import outcry.model.Instruments;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.AmendOrder;
import outcry.model.OrderCommand.CancelOrder;
import outcry.model.OrderCommand.SetTradingState;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.OrderDenied;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.OrderReply.Acknowledged;
import outcry.model.OrderReply.Refused;
import outcry.model.OrderStatus;
import outcry.model.Position;
import outcry.model.RefusalCode;
import outcry.model.TradingScope;
import outcry.model.TradingState;
import outcry.venue.Capabilities;

class OrdersTest {

  private final Orders orders = Samples.orders();

  private Decision command(OrderCommand command) {
    return carryOut(orders, orders.decide(command, NOW), NOW);
  }

  private Decision report(ExecutionReport report) {
    return carryOut(orders, orders.decide(report, NOW), NOW);
  }

  private OrderStatus status(String id) {
    return orders.find(ACCOUNT, id).orElseThrow().status();
  }

  @Test
  void anOrderThatPassesBecomesAnIntentWithDeadlineAndLimitsVersion() {
    var order = buy("a", 100, 10_000);

    assertEquals(
        new Decision(
            List.of(new OrderIntended(ACCOUNT, 1, 1, order, NOW + 5 * SECOND, 7, NOW)),
            List.of(new Effect.Enqueue(1, VENUE)),
            new Acknowledged("a", 1, OrderStatus.INTENT),
            List.of()),
        orders.decide(order, NOW));
  }

  @Test
  void sameIdAndContentGetsTheSameAnswerWithTheStatusOfTheMoment() {
    command(buy("a", 100, 10_000));
    report(accepted("a"));

    assertEquals(
        Decision.answer(new Acknowledged("a", 1, OrderStatus.WORKING)),
        command(buy("a", 100, 10_000)));
  }

  @Test
  void sameIdWithOtherContentIsRefused() {
    command(buy("a", 100, 10_000));

    assertEquals(
        RefusalCode.CLIENT_ID_REUSED, ((Refused) command(buy("a", 110, 10_000)).reply()).code());
  }

  @Test
  void aDeniedOrderIsJournaledAndKeepsItsAnswer() {
    var order = buy("a", 105, 10_000);
    var first = command(order);

    assertEquals(
        List.of(
            new OrderDenied(
                ACCOUNT,
                1,
                1,
                order,
                RefusalCode.LOT_SIZE,
                "quantity 0.105 is not a multiple of 0.010",
                NOW)),
        first.events());
    assertEquals(Decision.answer(first.reply()), command(order));
    assertEquals(OrderStatus.DENIED, status("a"));
  }

  @Test
  void aFillMayOvertakeTheAcceptance() {
    command(buy("a", 100, 10_000));

    assertEquals(List.of("OrderFilled"), kinds(report(filled("a", "e1", 40, 40)).events()));
    assertEquals(OrderStatus.PARTIALLY_FILLED, status("a"));
    assertEquals(Decision.NONE, report(accepted("a"))); // the fill said as much
    report(filled("a", "e2", 60, 100));
    assertEquals(OrderStatus.FILLED, status("a"));
    assertEquals(Decision.NONE, report(canceled("a")));
  }

  @Test
  void aCancelConfirmationMayOvertakeTheAcceptance() {
    command(buy("a", 100, 10_000));
    report(canceled("a"));

    assertEquals(Decision.NONE, report(accepted("a")));
    assertEquals(OrderStatus.CANCELED, status("a"));
  }

  @Test
  void anExecutionCountsOnceAndOtherContentIsAnIncident() {
    command(buy("a", 100, 10_000));
    report(filled("a", "e1", 40, 40));

    assertEquals(Decision.NONE, report(filled("a", "e1", 40, 40)));
    var conflict = report(filled("a", "e1", 50, 40));
    assertEquals(List.of("TradingStateChanged"), kinds(conflict.events()));
    assertEquals(Incident.Kind.EXECUTION_CONFLICT, conflict.incidents().getFirst().kind());
    assertEquals(40, orders.position(ACCOUNT, SYMBOL).quantity());
    assertEquals(RefusalCode.REDUCING, ((Refused) command(buy("b", 100, 10_000)).reply()).code());
    assertEquals(Decision.NONE, report(filled("a", "e1", 50, 40))); // said before
  }

  /** Venues number executions each for themselves, and so does the journal. */
  @Test
  void twoVenuesMayUseTheSameExecutionId() {
    var elsewhere =
        new Instrument(
            "XYZ.OTHER", AssetClass.SPOT, "OTHER", "XYZ", "USD", 2, 3, 5, 10, 20, 1_000_000, 1, 1);
    var both =
        new Orders(
            Samples.config(),
            new Instruments(List.of(Samples.INSTRUMENT, elsewhere)),
            Map.of(VENUE, Samples.CAPABILITIES, "OTHER", Samples.CAPABILITIES));
    both.onMarket(Samples.quote(NOW));
    both.decide(buy("a", 100, 10_000), NOW).events().forEach(both::apply);
    both.decide(filled("a", "e1", 40, 40), NOW).events().forEach(both::apply);
    var b = buy("b", 100, 10_000);
    var intent =
        new OrderEvent.OrderIntended(
            ACCOUNT,
            2,
            1,
            new SubmitOrder(
                ACCOUNT,
                "b",
                b.strategy(),
                "XYZ.OTHER",
                b.side(),
                b.type(),
                b.timeInForce(),
                100,
                10_000,
                false,
                false,
                "test",
                NOW),
            NOW + SECOND,
            1,
            NOW);
    both.apply(intent);

    assertEquals(
        List.of("OrderFilled"), kinds(both.decide(filled("b", "e1", 30, 30), NOW).events()));
  }

  @Test
  void aLateFillIsBookedAndLeavesNothingOpen() {
    command(buy("a", 100, 10_000));
    report(accepted("a"));
    report(canceled("a"));
    var late = report(filled("a", "e1", 100, 100));

    assertEquals(Incident.Kind.LATE_FILL, late.incidents().getFirst().kind());
    assertEquals(0, ((OrderEvent.OrderFilled) late.events().getFirst()).leavesQuantity());
    assertEquals(OrderStatus.CANCELED, status("a"));
    assertEquals(new Position(100, 10_00000000L, 0), orders.position(ACCOUNT, SYMBOL));
  }

  @Test
  void anOverfillIsBookedAsReported() {
    command(buy("a", 100, 10_000));
    var over = report(filled("a", "e1", 130, 130));

    assertEquals(Incident.Kind.OVERFILL, over.incidents().getFirst().kind());
    assertEquals(OrderStatus.FILLED, status("a"));
    assertEquals(130, orders.position(ACCOUNT, SYMBOL).quantity());
  }

  @Test
  void aFillOfNobodysOrderRestrictsTheAccountAndIsNotAPosition() {
    var stray = report(filled("nobody", "e1", 10, 10));

    assertEquals(Incident.Kind.UNATTRIBUTED_FILL, stray.incidents().getFirst().kind());
    assertEquals(RefusalCode.REDUCING, ((Refused) command(buy("a", 100, 10_000)).reply()).code());
  }

  @Test
  void anOrderIsInDoubtAndAskedAboutUntilEveryFillIsThere() {
    command(buy("a", 100, 10_000));
    report(accepted("a"));
    var query = List.of(new Effect.Query(1, VENUE, ACCOUNT, "a"));

    var gap = report(filled("a", "e2", 10, 30));
    assertEquals(List.of("OrderFilled", "OrderInDoubt"), kinds(gap.events()));
    assertEquals(Incident.Kind.MISSING_FILL, gap.incidents().getFirst().kind());
    assertEquals(query, orders.dueQueries(5, NOW));
    orders.queryStarted(1);
    for (var answer : List.of(accepted("a"), filled("a", "e2", 10, 30), canceled("a"))) {
      assertEquals(Decision.NONE, orders.decideFound(1, answer, NOW, NOW)); // not there yet
    }
    orders.queryEnded(1, NOW);
    assertEquals(List.of(), orders.dueQueries(5, NOW));
    assertEquals(query, orders.dueQueries(5, NOW + SECOND));

    report(filled("a", "e1", 20, 20));
    assertEquals(OrderStatus.PARTIALLY_FILLED, status("a"));
    assertEquals(query, orders.dueQueries(5, NOW + 100 * SECOND)); // what was the end it told of?
    report(canceled("a"));
    assertEquals(OrderStatus.CANCELED, status("a"));
    assertEquals(30, orders.position(ACCOUNT, SYMBOL).quantity());
  }

  @Test
  void anEndedOrderIsAskedAboutUntilEveryFillIsThere() {
    command(buy("a", 100, 10_000));
    report(canceled("a"));
    report(filled("a", "e2", 10, 30));
    orders.queryStarted(1);
    orders.queryEnded(1, NOW);

    assertEquals(Decision.NONE, orders.decideTimeouts(NOW + 100 * SECOND));
    assertEquals(
        List.of(new Effect.Query(1, VENUE, ACCOUNT, "a")), orders.dueQueries(5, NOW + SECOND));
    report(filled("a", "e1", 20, 20));
    assertEquals(OrderStatus.CANCELED, status("a"));
    assertFalse(orders.isAwaitingVenue());
  }

  @Test
  void anIntentThatWaitsIsCanceledWithoutSending() {
    orders.decide(buy("a", 100, 10_000), NOW).events().forEach(orders::apply);
    var canceled = command(new CancelOrder(ACCOUNT, "a", "test", NOW));

    assertEquals(List.of("CancelRequested", "OrderCanceled"), kinds(canceled.events()));
    assertEquals(List.of(), canceled.effects());
    assertEquals(Decision.NONE, orders.decideHandOver(1, NOW));
  }

  @Test
  void anIntentWhoseDeadlinePassedIsNotSent() {
    orders.decide(buy("a", 100, 10_000), NOW).events().forEach(orders::apply);
    Samples.handOver(orders, 1, NOW + 5 * SECOND + 1);

    assertEquals(OrderStatus.NOT_SENT, status("a"));
  }

  @Test
  void overlappingAmendAndCancelAreAnsweredEachOnItsOwn() {
    command(buy("a", 100, 10_000));
    report(accepted("a"));
    command(new AmendOrder(ACCOUNT, "a", 150, 9_990, "test", NOW));
    assertEquals(OrderStatus.PENDING_AMEND, status("a"));
    command(new CancelOrder(ACCOUNT, "a", "test", NOW));
    assertEquals(OrderStatus.PENDING_CANCEL, status("a"));

    report(new ExecutionReport.CancelRejected(ACCOUNT, "a", "too late", NOW));
    assertEquals(OrderStatus.PENDING_AMEND, status("a"));
    report(new ExecutionReport.Amended(ACCOUNT, "a", 150, 9_990, NOW));
    assertEquals(OrderStatus.WORKING, status("a"));
    assertEquals(150, orders.find(ACCOUNT, "a").orElseThrow().quantity());
  }

  @Test
  void amendsAreRefusedByStateAndContent() {
    command(buy("a", 100, 10_000));
    assertEquals(RefusalCode.PENDING, amendCode("a", 150));
    report(accepted("a"));
    report(filled("a", "e1", 40, 40));
    assertEquals(RefusalCode.BELOW_FILLED, amendCode("a", 40));
    assertEquals(RefusalCode.LOT_SIZE, amendCode("a", 155));
    assertEquals(RefusalCode.LIMIT_ORDER_QTY, amendCode("a", 100_010));
    carryOut(orders, orders.decideOutcomeUnknown(1, "lost", NOW), NOW);
    assertEquals(OrderStatus.PARTIALLY_FILLED, status("a")); // nothing was asked, nothing is lost
    carryOut(orders, orders.decideRecovery(NOW), NOW);
    assertEquals(RefusalCode.UNKNOWN_STATE, amendCode("a", 150));
    report(filled("a", "e2", 60, 100));
    assertEquals(RefusalCode.TERMINAL, amendCode("a", 150));
    assertEquals(RefusalCode.UNKNOWN_ORDER, amendCode("b", 150));
  }

  private RefusalCode amendCode(String id, long quantity) {
    var reply = command(new AmendOrder(ACCOUNT, id, quantity, 10_000, "test", NOW)).reply();
    return ((Refused) reply).code();
  }

  @Test
  void aCancelMayBeRepeatedButNotInvented() {
    command(buy("a", 100, 10_000));
    report(accepted("a"));
    var cancel = new CancelOrder(ACCOUNT, "a", "test", NOW);

    assertEquals(List.of(new Effect.Cancel(1, VENUE, ACCOUNT, "a")), command(cancel).effects());
    assertEquals(
        Decision.answer(new Acknowledged("a", 1, OrderStatus.PENDING_CANCEL)), command(cancel));
    report(canceled("a"));
    assertEquals(Decision.answer(new Acknowledged("a", 1, OrderStatus.CANCELED)), command(cancel));
    command(buy("b", 100, 10_000));
    report(filled("b", "e1", 100, 100));
    assertEquals(
        RefusalCode.TERMINAL,
        ((Refused) command(new CancelOrder(ACCOUNT, "b", "test", NOW)).reply()).code());
  }

  @Test
  void noAnswerInTimeIsDoubtAndOnlyTheVenueEndsIt() {
    command(buy("a", 100, 10_000));
    long later = NOW + 5 * SECOND;
    assertEquals(Decision.NONE, orders.decideTimeouts(later - 1));
    carryOut(orders, orders.decideTimeouts(later), later);
    assertEquals(OrderStatus.IN_DOUBT, status("a"));
    assertEquals(List.of(new Effect.Query(1, VENUE, ACCOUNT, "a")), orders.dueQueries(5, later));

    // deadline 5 s, skew 1 s, processing bound 1 s, not-found lag 1 s
    long proven = NOW + 8 * SECOND;
    assertEquals(Decision.NONE, orders.decideFound(1, notFound("a"), proven, proven + SECOND));
    carryOut(orders, orders.decideFound(1, notFound("a"), proven + 1, proven + SECOND), proven);
    assertEquals(OrderStatus.NOT_SENT, status("a"));
    var ghost = report(accepted("a"));
    assertEquals(Incident.Kind.GHOST_ORDER, ghost.incidents().getFirst().kind());
    assertEquals(List.of(new Effect.Cancel(1, VENUE, ACCOUNT, "a")), ghost.effects());
  }

  @Test
  void queriesOfADoubtBackOffAndNeverOverlap() {
    command(buy("a", 100, 10_000));
    carryOut(orders, orders.decideRecovery(NOW), NOW);
    long now = NOW;
    for (long wait : new long[] {250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000}) {
      assertEquals(1, orders.dueQueries(5, now).size());
      orders.queryStarted(1);
      assertEquals(0, orders.dueQueries(5, now + 100 * SECOND).size());
      orders.queryEnded(1, now);
      assertEquals(0, orders.dueQueries(5, now + wait * 1_000_000 - 1).size());
      now += wait * 1_000_000;
    }
  }

  @Test
  void anOrderTheVenueOnceHadIsNeverDeclaredDead() {
    command(buy("a", 100, 10_000));
    report(accepted("a"));
    carryOut(orders, orders.decideRecovery(NOW), NOW);
    var answer = orders.decideFound(1, notFound("a"), NOW + 100 * SECOND, NOW + 100 * SECOND);

    assertEquals(Incident.Kind.FORGOTTEN_BY_VENUE, answer.incidents().getFirst().kind());
    assertEquals(List.of(), answer.events());
  }

  @Test
  void aVenueThatHonoursNoDeadlineLeavesTheDoubtAndIsSentACancelOnce() {
    var lax =
        new Capabilities(
            VENUE,
            Samples.CAPABILITIES.orderTypes(),
            Samples.CAPABILITIES.timesInForce(),
            true,
            true,
            Capabilities.Deduplication.OPEN_ORDERS,
            false,
            0,
            0);
    var here =
        new Orders(
            Samples.config(), new Instruments(List.of(Samples.INSTRUMENT)), Map.of(VENUE, lax));
    here.onMarket(Samples.quote(NOW));
    carryOut(here, here.decide(buy("a", 100, 10_000), NOW), NOW);
    carryOut(here, here.decideOutcomeUnknown(1, "lost", NOW), NOW);
    long late = NOW + 1_000 * SECOND;
    var first = here.decideFound(1, notFound("a"), late, late);

    assertEquals(List.of(), first.events());
    assertEquals(List.of(new Effect.Cancel(1, VENUE, ACCOUNT, "a")), first.effects());
    assertEquals(Incident.Kind.UNRESOLVABLE_DOUBT, first.incidents().getFirst().kind());
    assertEquals(Decision.NONE, here.decideFound(1, notFound("a"), late, late));
  }

  @Test
  void aCancelLostInDoubtIsSentAgainOnceTheOrderIsFound() {
    command(buy("a", 100, 10_000));
    report(accepted("a"));
    command(new CancelOrder(ACCOUNT, "a", "test", NOW));
    carryOut(orders, orders.decideOutcomeUnknown(1, "disconnected", NOW), NOW);
    var found = carryOut(orders, orders.decideFound(1, accepted("a"), NOW, NOW), NOW);

    assertEquals(List.of(new Effect.Cancel(1, VENUE, ACCOUNT, "a")), found.effects());
    assertEquals(OrderStatus.PENDING_CANCEL, status("a"));
  }

  @Test
  void theKillSwitchRefusesAndCancelsEverythingItCovers() {
    command(buy("a", 100, 10_000));
    report(accepted("a"));
    command(buy("b", 100, 10_000));
    var halted =
        command(
            new SetTradingState(
                ACCOUNT, TradingScope.STRATEGY, "s", TradingState.HALTED, "drill", "test", NOW));

    assertEquals(
        List.of("TradingStateChanged", "CancelRequested", "CancelRequested"),
        kinds(halted.events()));
    assertEquals(2, halted.effects().size());
    assertEquals(RefusalCode.HALTED, ((Refused) command(buy("c", 100, 10_000)).reply()).code());
  }

  @Test
  void evictedOrdersAreKnownToBeLookedUpAndCanBeTakenBack() {
    var small = Samples.orders(Samples.config().withBounds(10, 1, 10));
    small.onMarket(Samples.quote(NOW));
    var history = carryOut(small, small.decide(buy("a", 105, 10_000), NOW), NOW).events();
    carryOut(small, small.decide(buy("b", 105, 10_000), NOW), NOW);

    assertTrue(small.mayBeEvicted(ACCOUNT, "a"));
    assertTrue(!small.mayBeEvicted(ACCOUNT, "b") && !small.mayBeEvicted(ACCOUNT, "c"));
    small.restore(history);
    assertEquals(OrderStatus.DENIED, small.find(ACCOUNT, "a").orElseThrow().status());
    assertEquals(
        RefusalCode.LOT_SIZE, ((Refused) small.decide(buy("a", 105, 10_000), NOW).reply()).code());
  }

  @Test
  void aVersionThatIsNotTheNextIsAViolation() {
    command(buy("a", 100, 10_000));
    var skipped = new OrderEvent.OrderCanceled(ACCOUNT, 1, 3, "r", NOW);

    assertEquals("I8", assertThrows(InvariantViolation.class, () -> orders.apply(skipped)).id());
  }

  @Test
  void aFillWithAWrongRestIsAViolation() {
    command(sell("a", 100, 10_000));
    var wrong =
        ((OrderEvent.OrderFilled)
            orders.decide(filled("a", "e1", 40, 40), NOW).events().getFirst());
    var broken =
        new OrderEvent.OrderFilled(
            wrong.account(),
            1,
            2,
            SYMBOL,
            wrong.side(),
            "s",
            "e1",
            40,
            10_000,
            61,
            0,
            "USD",
            wrong.liquidity(),
            NOW,
            NOW);

    assertEquals("I6", assertThrows(InvariantViolation.class, () -> orders.apply(broken)).id());
  }
}
