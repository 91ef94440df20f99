package outcry.order.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static outcry.order.core.Samples.NOW;
import static outcry.order.core.Samples.SECOND;

import java.util.List;
import org.junit.jupiter.api.Test;
import outcry.model.Instructions;
import outcry.model.Instructions.TriggerBy;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;

class ReleaseNotSentTest {

  private static final SubmitOrder STOP =
      new SubmitOrder(
          Samples.ACCOUNT,
          "a",
          "s",
          Samples.SYMBOL,
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

  private final Orders orders = Samples.orders();

  @Test
  void stopThatNoSessionTookIsTold() {
    submitted(STOP);
    orders.handedOver(1, NOW);

    assertEquals(
        List.of("OrderNotSent RELEASE_NOT_SENT"), text(orders.decideOrderNotSent(1, "away", NOW)));
  }

  @Test
  void stopWhoseDeadlinePassedInTheQueueIsTold() {
    submitted(STOP);

    assertEquals(
        List.of("OrderNotSent RELEASE_NOT_SENT"),
        text(orders.decideHandOver(1, NOW + 3_600 * SECOND)));
  }

  @Test
  void whoeverGaveAPlainOrderSeesForThemselves() {
    submitted(Samples.buy("a", 300, 9_990));
    orders.handedOver(1, NOW);

    assertEquals(List.of("OrderNotSent"), text(orders.decideOrderNotSent(1, "away", NOW)));
  }

  private void submitted(SubmitOrder order) {
    orders.decide(order, NOW).events().forEach(orders::apply);
  }

  private static List<String> text(Decision decision) {
    var kinds = Samples.kinds(decision.events());
    var incidents = decision.incidents().stream().map(one -> " " + one.kind()).toList();
    return List.of(String.join("", kinds) + String.join("", incidents));
  }
}
