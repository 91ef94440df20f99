package outcry.order.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static outcry.order.core.ListRig.bracket;
import static outcry.order.core.Samples.ACCOUNT;
import static outcry.order.core.Samples.SECOND;
import static outcry.order.core.Samples.SYMBOL;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import outcry.model.Contingency;
import outcry.model.ExecutionReport;
import outcry.model.Instructions;
import outcry.model.Instructions.TriggerBy;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderReply.Refused;
import outcry.model.OrderStatus;
import outcry.model.OrderType;
import outcry.model.RefusalCode;
import outcry.model.Side;
import outcry.model.TimeInForce;

/** What lists do when others take their time, or their names. */
class ListWaitsTest {

  private ListRig rig = new ListRig();

  private long position() {
    return rig.orders.position(ACCOUNT, SYMBOL).quantity();
  }

  private static SubmitOrder stopLimit(String id, TimeInForce timeInForce, long expireNanos) {
    var trigger = Instructions.trigger(9_900, TriggerBy.LAST_TRADE);
    return Samples.instructed(
        id,
        Side.SELL,
        OrderType.STOP_LIMIT,
        timeInForce,
        100,
        9_890,
        new Instructions(
            trigger.triggerPrice(), trigger.triggerBy(), trigger.trail(), 0, expireNanos, ""));
  }

  private void enteredWith(SubmitOrder stop) {
    rig.list(
        ListRig.list(
            "b",
            Contingency.BRACKET,
            ListRig.limit("b-entry", Side.BUY, 100, 10_000),
            stop,
            ListRig.limit("b-target", Side.SELL, 100, 10_200)));
    rig.accepted("b-entry");
    rig.filled("b-entry", 100);
    rig.accepted("b-target");
    rig.asked();
  }

  @Test
  void aStopThatExcludesAnOrderInDoubtGoesWhenPatienceIsOver() {
    rig.list(
        ListRig.list(
            "o",
            Contingency.OCO,
            ListRig.limit("o-target", Side.SELL, 100, 10_200),
            ListRig.stop("o-stop", Side.SELL, 100, 9_900)));
    var target = rig.view("o-target").orderId();
    rig.carryOut(rig.orders.decideOutcomeUnknown(target, "no answer", rig.now));
    rig.asked();
    rig.trade(9_900);
    assertEquals(List.of("cancel o-target"), rig.asked());
    assertEquals(rig.now + SECOND, rig.orders.nextDueNanos());

    rig.pass(SECOND);
    assertEquals(List.of("submit o-stop MARKET SELL 100"), rig.asked());
  }

  @Test
  void anOrderThatUpdatesAnotherInDoubtGoesWhenPatienceIsOver() {
    rig.list(
        ListRig.list(
            "o",
            Contingency.OUO,
            ListRig.limit("o-target", Side.SELL, 100, 10_200),
            ListRig.stop("o-stop", Side.SELL, 100, 9_900)));
    var target = rig.view("o-target").orderId();
    rig.carryOut(rig.orders.decideOutcomeUnknown(target, "no answer", rig.now));
    rig.asked();
    rig.trade(9_900);
    rig.pass(SECOND);

    assertEquals(List.of("cancel o-target", "submit o-stop MARKET SELL 100"), rig.asked());
  }

  @Test
  void aListThatMemoryLetGoClosesNothing() {
    rig = new ListRig(Samples.orders(Samples.config().withBounds(100, 1, 100)));
    rig.orders.onMarket(Samples.quote(rig.now));
    rig.list(bracket("b"));
    rig.accepted("b-entry");
    rig.filled("b-entry", 100);
    rig.accepted("b-target");
    rig.trade(9_900);
    rig.canceled("b-target");
    rig.filled("b-stop", 100); // all is over, and only the stop stays in memory
    rig.filled("b-stop", 20);
    rig.asked();
    rig.pass(SECOND); // when the list was to be looked at again

    assertEquals(List.of(), rig.asked());
    assertEquals(-20, position());
  }

  @Test
  void aListDoesNotTakeANameThatAnotherClosesWith() {
    rig.list(bracket("b"));

    assertEquals(
        RefusalCode.CLIENT_ID_REUSED,
        ((Refused)
                rig.command(
                    ListRig.list(
                        "x",
                        Contingency.OCO,
                        ListRig.limit("b-close", Side.SELL, 100, 10_200),
                        ListRig.stop("x-stop", Side.SELL, 100, 9_900))))
            .code());
  }

  @Test
  void aBracketIsNotTakenWhileAnyNameItMayCloseWithIsTaken() {
    rig.command(ListRig.limit("b-close2", Side.BUY, 100, 9_900));

    assertEquals(RefusalCode.CLIENT_ID_REUSED, ((Refused) rig.command(bracket("b"))).code());
  }

  @Test
  void aTriggeredStopWhoseTimeIsUpIsReplacedByAClose() {
    rig = new ListRig(Samples.plain());
    enteredWith(stopLimit("b-stop", TimeInForce.GTD, rig.now + 60 * SECOND));
    rig.trade(9_900);
    rig.canceled("b-target");
    rig.accepted("b-stop");
    rig.asked();
    rig.pass(61 * SECOND);
    assertEquals(List.of("cancel b-stop"), rig.asked());
    rig.canceled("b-stop");

    assertEquals(OrderStatus.EXPIRED, rig.status("b-stop"));
    assertEquals(List.of("submit b-close MARKET SELL 100"), rig.asked());
    rig.filled("b-close", 100);
    assertEquals(0, position());
  }

  @Test
  void aStopThatRestsForMoreThanIsHeldAndCannotBeMadeSmallerIsCanceled() {
    enteredWith(stopLimit("b-stop", TimeInForce.GTC, 0));
    rig.trade(9_900);
    rig.pass(SECOND); // the target does not answer
    rig.accepted("b-stop");
    rig.asked();
    rig.filled("b-target", 40);
    assertEquals(List.of("amend b-stop 60"), rig.asked());
    rig.report(new ExecutionReport.AmendRejected(ACCOUNT, "b-stop", "no", rig.now));

    assertEquals(List.of("cancel b-stop"), rig.asked());
    rig.canceled("b-target");
    rig.canceled("b-stop");
    assertEquals(List.of("submit b-close MARKET SELL 60"), rig.asked());
  }

  @Test
  void theIdOfAListIsUsedOnceThoughMemoryHasLetItGo() {
    var config = OrderConfig.of(Map.of(ACCOUNT, ListRig.WIDE));
    rig = new ListRig(Samples.orders(config.withBounds(50, 1, 50)));
    rig.pass(1);
    for (var ids : List.of(List.of("a", "b"), List.of("c", "d"))) {
      rig.command(
          ListRig.list(
              "o",
              Contingency.OCO,
              ListRig.limit(ids.getFirst(), Side.BUY, 100, 9_990),
              ListRig.limit(ids.getLast(), Side.BUY, 100, 9_980)));
      if (rig.orders.find(ACCOUNT, ids.getFirst()).isPresent()) {
        rig.canceled(ids.getFirst(), ids.getLast());
      }
    }

    assertEquals(
        1, rig.journal.stream().filter(event -> event instanceof OrderEvent.ListSubmitted).count());
    var roomier = Samples.orders(config);
    rig.journal.forEach(roomier::apply);
    assertEquals(2, roomier.lastOrderId());
  }
}
