package outcry.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static outcry.order.core.Samples.ACCOUNT;
import static outcry.order.core.Samples.NOW;
import static outcry.order.core.Samples.accepted;
import static outcry.order.core.Samples.canceled;
import static outcry.order.core.Samples.filled;
import static outcry.order.core.Samples.limit;
import static outcry.order.core.Samples.trade;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import outcry.bus.Addresses;
import outcry.model.Contingency;
import outcry.model.ExecutionReport;
import outcry.model.Instructions;
import outcry.model.Instructions.TriggerBy;
import outcry.model.OrderCommand.SubmitList;
import outcry.model.OrderReply.Acknowledged;
import outcry.model.OrderReply.ListAcknowledged;
import outcry.model.OrderStatus;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.order.core.Samples;

/** A bracket on the real journal, over two owners. */
class BracketRoadTest {

  @TempDir Path folder;

  private static final SubmitList BRACKET =
      new SubmitList(
          ACCOUNT,
          "b",
          Contingency.BRACKET,
          List.of(
              limit("e", Side.BUY, 100, 10_000),
              Samples.instructed(
                  "s",
                  Side.SELL,
                  OrderType.STOP,
                  TimeInForce.GTC,
                  100,
                  0,
                  Instructions.trigger(9_900, TriggerBy.LAST_TRADE)),
              limit("t", Side.SELL, 100, 10_200)),
          "test",
          NOW);

  private static void report(Desk desk, ExecutionReport report) throws Exception {
    desk.onLoop(
        () -> {
          desk.venue.report(report);
          return null;
        });
    desk.settle();
  }

  @Test
  void outlivesItsOwner() throws Exception {
    var first = new ScriptedVenue();
    try (var desk = new Desk(folder, first, Samples.config())) {
      assertEquals(
          new ListAcknowledged(
              "b",
              List.of(
                  new Acknowledged("e", 1, OrderStatus.INTENT),
                  new Acknowledged("s", 2, OrderStatus.TRIGGER_PENDING),
                  new Acknowledged("t", 3, OrderStatus.TRIGGER_PENDING))),
          desk.send(BRACKET));
      desk.settle();
      report(desk, filled("e", "x1", 40, 40));
      assertEquals(List.of("submit e", "submit t"), first.asked);
    }

    var second = new ScriptedVenue();
    second.known.put("e", List.of(accepted("e"), filled("e", "x1", 40, 40), canceled("e")));
    second.known.put("t", List.of(accepted("t")));
    try (var desk = new Desk(folder, second, Samples.config())) {
      desk.advance(Samples.SECOND);
      assertEquals(OrderStatus.TRIGGER_PENDING, desk.status("s"));
      assertEquals(
          new Acknowledged("s", 2, OrderStatus.TRIGGER_PENDING),
          ((ListAcknowledged) desk.send(BRACKET)).each().get(1));
      desk.onLoop(
          () -> {
            desk.node.bus().publish(Addresses.trades(Samples.SYMBOL), trade(1, 9_900, NOW));
            return null;
          });
      desk.settle();
      assertEquals(1, second.count("cancel t"));
      assertEquals(0, second.count("submit s"));
      report(desk, canceled("t"));
      assertEquals(1, second.count("submit s"));
      report(desk, filled("s", "x2", 40, 40));
      assertEquals(OrderStatus.FILLED, desk.status("s"));
    }
  }
}
