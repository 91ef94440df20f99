package outcry.order.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static outcry.order.core.Samples.ACCOUNT;
import static outcry.order.core.Samples.NOW;
import static outcry.order.core.Samples.SECOND;
import static outcry.order.core.Samples.VENUE;
import static outcry.order.core.Samples.accepted;
import static outcry.order.core.Samples.buy;
import static outcry.order.core.Samples.canceled;
import static outcry.order.core.Samples.filled;
import static outcry.order.core.Samples.kinds;

import java.util.List;
import org.junit.jupiter.api.Test;
import outcry.model.ExecutionReport;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.AmendOrder;
import outcry.model.OrderCommand.CancelOrder;
import outcry.model.OrderCommand.SetTradingState;
import outcry.model.OrderReply.Refused;
import outcry.model.OrderStatus;
import outcry.model.RefusalCode;
import outcry.model.TradingScope;
import outcry.model.TradingState;
import outcry.model.query.OrderView;

/** Reports and commands that come late, or twice, must not take back what came after them. */
class OvertakenReportsTest {

  private static final List<Effect> CANCEL_A = List.of(new Effect.Cancel(1, VENUE, ACCOUNT, "a"));

  private final Orders orders = Samples.orders();

  private Decision command(OrderCommand command) {
    return command(command, NOW);
  }

  private Decision command(OrderCommand command, long now) {
    return Samples.carryOut(orders, orders.decide(command, now), now);
  }

  private Decision report(ExecutionReport report) {
    return Samples.carryOut(orders, orders.decide(report, NOW), NOW);
  }

  private OrderView order(String id) {
    return orders.find(ACCOUNT, id).orElseThrow();
  }

  private void amend(String id, long quantity, long price) {
    command(new AmendOrder(ACCOUNT, id, quantity, price, "test", NOW));
  }

  private static ExecutionReport amended(String id, long quantity, long venueNanos) {
    return new ExecutionReport.Amended(ACCOUNT, id, quantity, 9_990, venueNanos);
  }

  private static SetTradingState trading(TradingState state, long atNanos) {
    return new SetTradingState(ACCOUNT, TradingScope.GLOBAL, "", state, "drill", "test", atNanos);
  }

  @Test
  void anEndThatOvertakesItsFillEndsNothingUntilTheFillIsThere() {
    command(buy("a", 100, 10_000));
    report(accepted("a"));
    var end = new ExecutionReport.Canceled(ACCOUNT, "a", "asked", 60, NOW);
    assertEquals(List.of("OrderInDoubt"), kinds(report(end).events()));

    report(filled("a", "e1", 60, 60));
    assertEquals(OrderStatus.PARTIALLY_FILLED, order("a").status());
    assertEquals(List.of("OrderCanceled"), kinds(report(end).events()));
    assertEquals(60, orders.position(ACCOUNT, Samples.SYMBOL).quantity());
  }

  @Test
  void anAmendToldLateDoesNotTakeBackTheNextOne() {
    command(buy("a", 100, 10_000));
    report(accepted("a"));
    amend("a", 150, 9_990);
    report(amended("a", 150, NOW + 1));
    amend("a", 200, 9_990);
    report(amended("a", 200, NOW + 2));

    assertEquals(Decision.NONE, report(amended("a", 150, NOW + 1)));
    assertEquals(200, order("a").quantity());
  }

  @Test
  void anAmendToldLateIsNotTheAnswerToThePendingOne() {
    command(buy("a", 100, 10_000));
    report(accepted("a"));
    amend("a", 150, 9_990);
    report(amended("a", 150, NOW + 1));
    amend("a", 200, 9_990);

    assertEquals(Decision.NONE, report(amended("a", 150, NOW + 1)));
    assertEquals(OrderStatus.PENDING_AMEND, order("a").status());
  }

  @Test
  void aRefusalOfAnEarlierAmendIsNotThatOfThePendingOne() {
    var refusal = new ExecutionReport.AmendRejected(ACCOUNT, "a", "too late", NOW + 1);
    command(buy("a", 100, 10_000));
    report(accepted("a"));
    amend("a", 150, 9_990);
    report(refusal);
    amend("a", 200, 9_990);

    assertEquals(Decision.NONE, report(refusal));
    assertEquals(OrderStatus.PENDING_AMEND, order("a").status());
  }

  @Test
  void anOrderThatIsToBecomeLargerHasNotFilledAtItsOldQuantity() {
    command(buy("a", 100, 10_000));
    report(accepted("a"));
    amend("a", 150, 9_990);
    report(filled("a", "e1", 100, 100));
    assertEquals(OrderStatus.PENDING_AMEND, order("a").status());

    report(amended("a", 150, NOW + 1));
    assertEquals(OrderStatus.PARTIALLY_FILLED, order("a").status());
  }

  @Test
  void anOrderThatFilledBeforeItsAmendIsFilledOnceTheAmendIsRefused() {
    command(buy("a", 100, 10_000));
    report(accepted("a"));
    amend("a", 150, 9_990);
    report(filled("a", "e1", 100, 100));
    report(new ExecutionReport.AmendRejected(ACCOUNT, "a", "too late", NOW + 1));

    assertEquals(OrderStatus.FILLED, order("a").status());
  }

  @Test
  void anOrderThatFilledBeforeItsAmendIsFilledOnceItsCancelIsRefused() {
    command(buy("a", 100, 10_000));
    report(accepted("a"));
    amend("a", 150, 9_990);
    command(trading(TradingState.HALTED, NOW));
    report(filled("a", "e1", 100, 100));
    report(new ExecutionReport.CancelRejected(ACCOUNT, "a", "too late", NOW + 1));

    assertEquals(OrderStatus.FILLED, order("a").status());
  }

  @Test
  void aCancelThatOvertookItsOrderIsSentAgainOnceTheOrderIsAccepted() {
    command(buy("a", 100, 10_000));
    command(new CancelOrder(ACCOUNT, "a", "test", NOW));

    assertEquals(
        Decision.NONE,
        report(new ExecutionReport.CancelRejected(ACCOUNT, "a", "unknown order", NOW)));
    assertEquals(CANCEL_A, report(accepted("a")).effects());
    assertEquals(OrderStatus.PENDING_CANCEL, order("a").status());
  }

  @Test
  void aRefusalToCancelIsNotBelievedAgainstAHalt() {
    command(buy("a", 100, 10_000));
    report(accepted("a"));
    command(trading(TradingState.HALTED, NOW));

    report(new ExecutionReport.CancelRejected(ACCOUNT, "a", "unknown order", NOW));
    assertEquals(OrderStatus.PENDING_CANCEL, order("a").status());

    long later = NOW + 6 * SECOND;
    Samples.carryOut(orders, orders.decideTimeouts(later), later);
    var found = orders.decideFound(1, accepted("a"), later, later);
    assertEquals(CANCEL_A, found.effects());
  }

  @Test
  void anEndThatCameWhileAFillWasMissingIsAskedForAgain() {
    command(buy("a", 100, 10_000));
    report(accepted("a"));
    report(filled("a", "e2", 20, 60));
    assertEquals(Decision.NONE, report(canceled("a")));
    report(filled("a", "e1", 40, 40));
    assertEquals(OrderStatus.PARTIALLY_FILLED, order("a").status());

    assertEquals(
        List.of(new Effect.Query(1, VENUE, ACCOUNT, "a")), orders.dueQueries(5, NOW + SECOND));
    var found = orders.decideFound(1, canceled("a"), NOW + SECOND, NOW + SECOND);
    assertEquals(List.of("OrderCanceled"), kinds(found.events()));
  }

  @Test
  void anOldReleaseDoesNotUndoANewerHalt() {
    command(trading(TradingState.HALTED, NOW));
    command(trading(TradingState.ACTIVE, NOW + 2 * SECOND), NOW + 2 * SECOND);
    command(trading(TradingState.HALTED, NOW + 3 * SECOND), NOW + 3 * SECOND);

    var copy = command(trading(TradingState.ACTIVE, NOW + 2 * SECOND), NOW + 4 * SECOND);
    assertEquals(RefusalCode.DEADLINE_PASSED, ((Refused) copy.reply()).code());
    assertEquals(
        RefusalCode.HALTED, ((Refused) command(buy("a", 100, 10_000), NOW).reply()).code());
  }

  @Test
  void aHaltIsLeftOutOnlyIfItIsCertainlyOlderThanTheRelease() {
    command(trading(TradingState.HALTED, NOW));
    command(trading(TradingState.ACTIVE, NOW + 4 * SECOND), NOW + 4 * SECOND);

    assertEquals(
        List.of("TradingStateChanged"),
        kinds(orders.decide(trading(TradingState.HALTED, NOW), NOW + 5 * SECOND).events()));
    assertEquals(
        List.of(),
        orders.decide(trading(TradingState.HALTED, NOW - 2 * SECOND), NOW + 5 * SECOND).events());
  }
}
