package outcry.order.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static outcry.order.core.Samples.ACCOUNT;
import static outcry.order.core.Samples.NOW;
import static outcry.order.core.Samples.SYMBOL;

import java.util.List;
import org.junit.jupiter.api.Test;
import outcry.model.OrderCommand.SetTradingState;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.TradingScope;
import outcry.model.TradingState;
import outcry.model.VenueAccount.OpenOrder;

class AdoptionTest {

  private final Orders orders = Samples.orders();

  @Test
  void orderOfOthersIsAdoptedAndCanceledInOneAppend() {
    var decision = orders.decide(adopt(0, true), NOW);

    assertEquals(List.of("OrderAdopted", "CancelRequested"), Samples.kinds(decision.events()));
    assertEquals(
        List.of(new Effect.Cancel(1, Samples.VENUE, ACCOUNT, "stranger")), decision.effects());
  }

  @Test
  void haltCancelsWhatIsAdoptedUnderIt() {
    Samples.carryOut(
        orders,
        orders.decide(
            new SetTradingState(
                ACCOUNT, TradingScope.GLOBAL, "", TradingState.HALTED, "drill", "", NOW),
            NOW),
        NOW);

    assertEquals(
        List.of("OrderAdopted", "CancelRequested"),
        Samples.kinds(orders.decide(adopt(0, false), NOW).events()));
  }

  @Test
  void whatHasFilledIsAdoptedWithoutACancel() {
    assertEquals(
        List.of("OrderAdopted"), Samples.kinds(orders.decide(adopt(50, true), NOW).events()));
  }

  private static Remedy adopt(long filled, boolean isCanceled) {
    return new Remedy.Adopt(
        ACCOUNT,
        new OpenOrder(
            "stranger",
            "v-1",
            SYMBOL,
            Side.BUY,
            OrderType.LIMIT,
            TimeInForce.GTC,
            50,
            9_980,
            filled),
        isCanceled,
        "test");
  }
}
