package outcry.order.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static outcry.order.core.Samples.ACCOUNT;
import static outcry.order.core.Samples.NOW;
import static outcry.order.core.Samples.SECOND;
import static outcry.order.core.Samples.SYMBOL;
import static outcry.order.core.Samples.accepted;
import static outcry.order.core.Samples.carryOut;
import static outcry.order.core.Samples.filled;
import static outcry.order.core.Samples.kinds;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import outcry.model.ExecutionReport;
import outcry.model.Instructions;
import outcry.model.OrderCommand.CancelOrder;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.AmendRequested;
import outcry.model.OrderEvent.OrderReleased;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;

/** A position of 200, and reduce-only sells that rest above the market. */
class ReduceOnlyTest {

  private final Orders orders = Samples.plain();

  @BeforeEach
  void haveAPosition() {
    carryOut(orders, orders.decide(Samples.buy("p", 200, 10_000), NOW), NOW);
    report(filled("p", "p1", 200, 200));
  }

  private void resting(String id, long quantity) {
    var order =
        new SubmitOrder(
            ACCOUNT,
            id,
            "s",
            SYMBOL,
            Side.SELL,
            OrderType.LIMIT,
            TimeInForce.GTC,
            quantity,
            10_100,
            false,
            true,
            "test",
            NOW);
    carryOut(orders, orders.decide(order, NOW), NOW);
    report(accepted(id));
  }

  private List<OrderEvent> report(ExecutionReport report) {
    return carryOut(orders, orders.decide(report, NOW), NOW).events();
  }

  private List<OrderEvent> due(long now) {
    return Samples.due(orders, now);
  }

  /** Somebody sells some of it at the market. */
  private void sell(String id, long quantity) {
    carryOut(orders, orders.decide(Samples.sell(id, quantity, 10_105), NOW), NOW);
    report(filled(id, id + "1", quantity, quantity));
  }

  @Test
  void whatIsWithinThePositionStays() {
    resting("a", 100);
    resting("b", 100);
    assertEquals(List.of(), due(NOW));

    report(filled("a", "e1", 40, 40)); // its own fill takes as much off both
    assertEquals(List.of(), due(NOW));
  }

  @Test
  void theNewestIsAmendedDown() {
    resting("a", 100);
    resting("b", 100);
    sell("x", 60);

    assertEquals(
        List.of(new AmendRequested(ACCOUNT, 3, 3, 40, 10_100, "reduce-only", NOW)), due(NOW));
    report(new ExecutionReport.Amended(ACCOUNT, "b", 40, 10_100, NOW));
    assertEquals(List.of(), due(NOW));
  }

  @Test
  void whatHasNothingLeftToReduceIsCanceled() {
    resting("a", 100);
    resting("b", 100);
    sell("x", 200);

    assertEquals(List.of("CancelRequested", "CancelRequested"), kinds(due(NOW)));
  }

  @Test
  void aHeldOneGoesForWhatThereIsToReduce() {
    var stop =
        new SubmitOrder(
            ACCOUNT,
            "a",
            "s",
            SYMBOL,
            Side.SELL,
            OrderType.STOP,
            TimeInForce.GTC,
            300,
            0,
            false,
            true,
            Instructions.trigger(9_900, Instructions.TriggerBy.LAST_TRADE),
            "test",
            NOW);
    carryOut(orders, orders.decide(stop, NOW), NOW);
    orders.onMarket(Samples.trade(1, 9_900, NOW));

    assertEquals(200, ((OrderReleased) due(NOW).getFirst()).quantity());
  }

  @Test
  void aHeldOneStaysWhileOthersAreOpenForAllThereIsToReduce() {
    var stop =
        new SubmitOrder(
            ACCOUNT,
            "a",
            "s",
            SYMBOL,
            Side.SELL,
            OrderType.STOP,
            TimeInForce.GTC,
            200,
            0,
            false,
            true,
            Instructions.trigger(9_900, Instructions.TriggerBy.LAST_TRADE),
            "test",
            NOW);
    carryOut(orders, orders.decide(stop, NOW), NOW);
    resting("b", 200);
    orders.onMarket(Samples.trade(1, 9_900, NOW));
    assertEquals(List.of("OrderTriggered"), kinds(due(NOW)));

    carryOut(orders, orders.decide(new CancelOrder(ACCOUNT, "b", "t", NOW), NOW), NOW);
    report(Samples.canceled("b"));
    assertEquals(List.of("OrderReleased"), kinds(due(NOW + SECOND)));
  }

  @Test
  void anAmendThatIsRefusedBecomesACancel() {
    resting("a", 100);
    resting("b", 100);
    sell("x", 60);
    due(NOW);
    report(new ExecutionReport.AmendRejected(ACCOUNT, "b", "no", NOW));

    assertEquals(List.of("CancelRequested"), kinds(due(NOW)));
  }

  @Test
  void aCancelThatIsRefusedIsRepeatedLater() {
    resting("a", 200);
    sell("x", 200);
    due(NOW);
    report(new ExecutionReport.CancelRejected(ACCOUNT, "a", "no", NOW));

    assertEquals(List.of(), due(NOW));
    assertEquals(NOW + SECOND, orders.nextDueNanos());
    assertEquals(List.of("CancelRequested"), kinds(due(NOW + SECOND)));
  }
}
