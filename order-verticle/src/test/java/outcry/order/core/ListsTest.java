package outcry.order.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static outcry.order.core.ListRig.bracket;
import static outcry.order.core.ListRig.limit;
import static outcry.order.core.ListRig.list;
import static outcry.order.core.ListRig.stop;
import static outcry.order.core.Samples.ACCOUNT;
import static outcry.order.core.Samples.SECOND;
import static outcry.order.core.Samples.SYMBOL;
import static outcry.order.core.Samples.kinds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import outcry.model.Contingency;
import outcry.model.ExecutionReport;
import outcry.model.OrderCommand.SubmitList;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderReply.Acknowledged;
import outcry.model.OrderReply.ListAcknowledged;
import outcry.model.OrderReply.Refused;
import outcry.model.OrderStatus;
import outcry.model.RefusalCode;
import outcry.model.Side;
import outcry.order.core.risk.InstrumentLimits;
import outcry.order.core.risk.Limits;

class ListsTest {

  private final ListRig rig = new ListRig();

  private static Acknowledged intent(String id, long orderId) {
    return new Acknowledged(id, orderId, OrderStatus.INTENT);
  }

  private RefusalCode refusal(SubmitList list) {
    return ((Refused) rig.command(list)).code();
  }

  @Test
  void aBatchHasAResultForEachOrder() {
    var replies =
        rig.list(
            list(
                "l",
                Contingency.NONE,
                limit("a", Side.BUY, 100, 9_990),
                limit("b", Side.BUY, 105, 9_990),
                limit("c", Side.BUY, 100, 9_980)));

    assertEquals(
        List.of(
            intent("a", 1),
            new Refused(RefusalCode.LOT_SIZE, "quantity 0.105 is not a multiple of 0.010"),
            intent("c", 3)),
        replies);
    assertEquals(List.of("submit a LIMIT BUY 100", "submit c LIMIT BUY 100"), rig.asked());
  }

  @Test
  void anOrderOfABatchIsJudgedAsIfThoseBeforeItWereApplied() {
    var replies =
        rig.list(
            list(
                "l",
                Contingency.NONE,
                limit("a", Side.BUY, 100_000, 10_000),
                limit("b", Side.BUY, 100_000, 10_000),
                limit("c", Side.BUY, 20, 10_000), // beyond the position limit
                limit("d", Side.SELL, 100, 9_990))); // would meet the others

    assertEquals(
        List.of(RefusalCode.LIMIT_POSITION, RefusalCode.SELF_TRADE),
        replies.stream()
            .filter(Refused.class::isInstance)
            .map(reply -> ((Refused) reply).code())
            .toList());
  }

  @Test
  void whatIsHeldCountsAmongTheOpenOrdersOfItsBatch() {
    var two =
        new Limits(7, 100_000_00000000L, 2, 1_000, 2_000, 500, Duration.ofSeconds(10), Map.of());
    rig.orders = Samples.plain(OrderConfig.of(Map.of(ACCOUNT, two)));
    rig.orders.onMarket(Samples.quote(rig.now));
    var replies =
        rig.list(
            list(
                "l",
                Contingency.NONE,
                stop("a", Side.SELL, 100, 9_900),
                limit("b", Side.BUY, 100, 9_990),
                limit("c", Side.BUY, 100, 9_990)));

    assertEquals(
        new Refused(RefusalCode.LIMIT_OPEN_ORDERS, "2 orders of the account are open"),
        replies.getLast());
  }

  @Test
  void decidingOnABatchCountsNothing() {
    var list = list("l", Contingency.NONE, limit("a", Side.BUY, 100_000, 10_000));
    rig.orders.decide(list, rig.now);
    rig.orders.decide(list, rig.now);

    assertEquals(List.of(intent("a", 1)), rig.list(list));
  }

  @Test
  void ordersThatCameOneByOneAreNoList() {
    rig.command(limit("a", Side.BUY, 100, 10_000));
    rig.command(limit("b", Side.BUY, 100, 10_000));

    assertEquals(
        RefusalCode.CLIENT_ID_REUSED,
        refusal(
            list(
                "l",
                Contingency.OCO,
                limit("a", Side.BUY, 100, 10_000),
                limit("b", Side.BUY, 100, 10_000))));
  }

  @Test
  void aRepeatedListGetsTheSameAnswers() {
    var first = rig.list(bracket("b"));
    int journaled = rig.journal.size();

    assertEquals(first.get(1), rig.list(bracket("b")).get(1));
    assertEquals(journaled, rig.journal.size());
    assertEquals(
        RefusalCode.CLIENT_ID_REUSED,
        refusal(
            list(
                "b",
                Contingency.OCO,
                limit("x", Side.BUY, 100, 10_000),
                limit("y", Side.BUY, 100, 10_000))));
    assertEquals(
        RefusalCode.CLIENT_ID_REUSED,
        refusal(
            list(
                "other",
                Contingency.OCO,
                limit("x", Side.BUY, 100, 10_000),
                limit("b-entry", Side.BUY, 100, 10_000))));
  }

  @Test
  void oneRefusalDeniesEveryOrderOfAContingentList() {
    var decision =
        rig.orders.decide(
            list(
                "b",
                Contingency.BRACKET,
                limit("e", Side.BUY, 100, 10_000),
                stop("s", Side.SELL, 100, 9_903),
                limit("t", Side.SELL, 100, 10_200)),
            rig.now);

    assertEquals(
        List.of("ListSubmitted", "OrderDenied", "OrderDenied", "OrderDenied"),
        kinds(decision.events()));
    assertEquals(
        new ListAcknowledged(
            "b",
            List.of(
                new Refused(RefusalCode.LIST_REFUSED, "s of its list: TICK_SIZE"),
                new Refused(RefusalCode.TICK_SIZE, "trigger price 99.03 is not a multiple of 0.05"),
                new Refused(RefusalCode.LIST_REFUSED, "s of its list: TICK_SIZE"))),
        decision.reply());
    rig.carryOut(decision);
    assertEquals(List.of(), rig.asked());
  }

  @Test
  void aRefusalThatMayPassRefusesTheWholeListAndLeavesNoTrace() {
    rig.orders = Samples.orders(Samples.config()); // no market data yet
    assertEquals(RefusalCode.NO_REFERENCE, refusal(bracket("b")));
    assertEquals(List.of(), rig.journal);

    rig.orders.onMarket(Samples.quote(rig.now));
    assertEquals(3, rig.list(bracket("b")).size());
  }

  @Test
  void whatIsNoListIsRefusedNamingOrderAndField() {
    var entry = limit("e", Side.BUY, 100, 10_000);
    var stop = stop("s", Side.SELL, 100, 9_900);
    var target = limit("t", Side.SELL, 100, 10_200);
    Map<String, SubmitOrder[]> brackets =
        Map.of(
            "orders: BRACKET has 2 to 3 orders, not 1",
            new SubmitOrder[] {entry},
            "orders[1].side: must be SELL to leave the entry",
            new SubmitOrder[] {entry, stop("s", Side.BUY, 100, 9_900)},
            "orders[1].quantity: must be the entry's; it then follows what fills",
            new SubmitOrder[] {entry, stop("s", Side.SELL, 90, 9_900)},
            "orders[1].type: the second order of a bracket is its protective stop",
            new SubmitOrder[] {entry, target},
            "orders[2].type: the third order of a bracket is its target",
            new SubmitOrder[] {entry, stop, stop("t", Side.SELL, 100, 9_950)},
            "orders[2].price: the target must be on the other side of the stop",
            new SubmitOrder[] {entry, stop, limit("t", Side.SELL, 100, 9_900)},
            "orders[2].clientOrderId: is that of another order of the list",
            new SubmitOrder[] {entry, stop, limit("s", Side.SELL, 100, 10_200)},
            "orders[2].clientOrderId: is kept for what closes the list",
            new SubmitOrder[] {entry, stop, limit("b-close", Side.SELL, 100, 10_200)});

    brackets.forEach(
        (detail, orders) ->
            assertEquals(
                new Refused(RefusalCode.LIST_SHAPE, detail),
                rig.command(list("b", Contingency.BRACKET, orders))));
    assertEquals(
        new Refused(
            RefusalCode.LIST_SHAPE, "orders[1].side: orders that update each other have one side"),
        rig.command(list("b", Contingency.OUO, entry, target)));
    assertEquals(RefusalCode.CLIENT_ID_SYNTAX, refusal(bracket("a-list-id-of-thirty-characters")));
    assertEquals(List.of(), rig.journal);
  }

  @Test
  void whatClosesAListHasAnIdNobodyElseMayUse() {
    rig.list(bracket("b"));

    assertEquals(
        new Refused(RefusalCode.CLIENT_ID_REUSED, "b-close is kept for what closes a list"),
        rig.command(limit("b-close", Side.BUY, 100, 10_000)));
  }

  @Test
  void aListMayNotUseWhatClosesAnotherNorCloseWithWhatIsAnOrder() {
    rig.list(bracket("b"));
    rig.command(limit("c-close2", Side.BUY, 100, 9_900));

    assertEquals(
        new Refused(RefusalCode.CLIENT_ID_REUSED, "b-close3 is kept for what closes a list"),
        rig.command(
            list(
                "x",
                Contingency.OCO,
                limit("a", Side.BUY, 100, 9_900),
                limit("b-close3", Side.BUY, 100, 9_900))));
    assertEquals(
        new Refused(RefusalCode.CLIENT_ID_REUSED, "c-close2 is an order"),
        rig.command(bracket("c")));
  }

  @Test
  void ofOrdersThatExcludeEachOtherTheLargestCounts() {
    rig.list(
        list(
            "o",
            Contingency.OCO,
            limit("a", Side.BUY, 100_000, 9_990),
            limit("b", Side.BUY, 90_000, 9_980)));

    assertEquals(intent("c", 3), rig.command(limit("c", Side.BUY, 100_000, 9_990)));
    assertEquals(
        RefusalCode.LIMIT_POSITION,
        ((Refused) rig.command(limit("d", Side.BUY, 20, 9_990))).code());
    rig.canceled("a"); // b counts instead
    assertEquals(intent("e", 5), rig.command(limit("e", Side.BUY, 10_000, 9_990)));
  }

  @Test
  void anyFillOfOneCancelsTheOthers() {
    rig.list(
        list(
            "o",
            Contingency.OCO,
            limit("a", Side.BUY, 100, 9_900),
            limit("b", Side.SELL, 100, 10_100),
            stop("c", Side.BUY, 100, 10_200)));
    rig.accepted("a", "b");
    rig.asked();
    rig.filled("b", 20);

    assertEquals(List.of("cancel a"), rig.asked());
    assertEquals(OrderStatus.CANCELED, rig.status("c"));
    assertEquals(OrderStatus.PARTIALLY_FILLED, rig.status("b"));
  }

  @Test
  void aTriggeredOneLetsTheOthersGoFirst() {
    rig.list(
        list(
            "o",
            Contingency.OCO,
            limit("a", Side.BUY, 100, 9_900),
            stop("b", Side.BUY, 100, 10_200)));
    rig.accepted("a");
    rig.asked();
    rig.trade(10_200);
    assertEquals(List.of("cancel a"), rig.asked());

    rig.filled("a", 30); // so this is the one after all
    assertEquals(OrderStatus.CANCELED, rig.status("b"));
    rig.pass(2 * SECOND);
    assertEquals(List.of(), rig.asked());
  }

  @Test
  void oneTriggersTheOthersForWhatHasFilled() {
    rig.list(
        list(
            "o",
            Contingency.OTO,
            limit("a", Side.BUY, 100, 10_000),
            limit("b", Side.SELL, 60, 10_100),
            stop("c", Side.SELL, 100, 9_900)));
    rig.accepted("a");
    rig.asked();
    rig.filled("a", 40);
    assertEquals(List.of("submit b LIMIT SELL 40"), rig.asked());
    assertEquals(40, rig.view("c").quantity());

    rig.accepted("b");
    rig.filled("a", 60);
    assertEquals(List.of("amend b 60"), rig.asked()); // never more than was asked for
    rig.trade(9_900);
    assertEquals(List.of("submit c MARKET SELL 100"), rig.asked());
  }

  @Test
  void aChildGrowsOnlyAsFarAsTheLimitsLeaveRoom() {
    var narrow = Samples.LIMITS.with(SYMBOL, new InstrumentLimits(100_000, 60));
    rig.orders = Samples.orders(OrderConfig.of(Map.of(ACCOUNT, narrow)));
    rig.orders.onMarket(Samples.quote(rig.now));
    rig.list(
        list(
            "o",
            Contingency.OTO,
            limit("a", Side.SELL, 60, 10_100),
            limit("b", Side.BUY, 60, 9_900),
            limit("c", Side.BUY, 60, 9_900),
            limit("d", Side.BUY, 60, 9_900)));
    rig.accepted("a");
    rig.filled("a", 20);
    rig.accepted("b", "c", "d");
    rig.asked();
    rig.filled("a", 40); // with b for 60 and the others for 20 it could come to 40
    assertEquals(List.of("amend b 60"), rig.asked());

    rig.report(new ExecutionReport.Amended(ACCOUNT, "b", 60, 9_900, rig.now));
    rig.canceled("b");
    rig.pass(SECOND);
    assertEquals(List.of("amend c 60", "amend d 60"), rig.asked());
  }

  @Test
  void whatFillsOfOneIsTakenOffTheOthers() {
    rig.list(
        list(
            "o",
            Contingency.OUO,
            limit("a", Side.SELL, 100, 10_100),
            limit("b", Side.SELL, 100, 10_200)));
    rig.accepted("a", "b");
    rig.asked();
    rig.filled("a", 30);
    assertEquals(List.of("amend b 70"), rig.asked());

    rig.report(new ExecutionReport.Amended(ACCOUNT, "b", 70, 10_200, rig.now));
    rig.filled("a", 70);
    assertEquals(List.of("cancel b"), rig.asked());
  }

  @Test
  void ordersOfAListStayInMemoryWhileAnythingMayFollow() {
    var config = Samples.config().withBounds(100, 3, 100);
    rig.orders = Samples.orders(config);
    rig.orders.onMarket(Samples.quote(rig.now));
    rig.list(bracket("b"));
    rig.accepted("b-entry");
    rig.filled("b-entry", 100);
    rig.accepted("b-target");
    for (int i = 0; i < 10; i++) {
      rig.command(limit("x" + i, Side.BUY, 100, 9_900));
      rig.canceled("x" + i);
    }
    rig.asked();
    rig.trade(9_900);
    rig.canceled("b-target");
    rig.filled("b-stop", 100);
    assertEquals(OrderStatus.FILLED, rig.status("b-stop"));

    var replayed = Samples.orders(config);
    rig.journal.forEach(replayed::apply);
    assertEquals(rig.orders.snapshot(), replayed.snapshot());
    for (int i = 10; i < 20; i++) {
      rig.command(limit("x" + i, Side.BUY, 100, 9_900));
      rig.canceled("x" + i);
    }
    assertEquals(List.of(), rig.orders.snapshot().lists());
  }

  @Test
  void afterAnyEventOfItsLifeTheNextOwnerBringsABracketToTheSameEnd() {
    rig.list(bracket("b"));
    rig.accepted("b-entry");
    rig.filled("b-entry", 40);
    rig.accepted("b-target");
    rig.filled("b-entry", 60);
    rig.report(new ExecutionReport.Amended(ACCOUNT, "b-target", 100, 10_200, rig.now));
    rig.filled("b-target", 30);
    rig.trade(9_900);
    rig.canceled("b-target");
    rig.filled("b-stop", 70);
    assertEquals(0, rig.orders.position(ACCOUNT, Samples.SYMBOL).quantity());

    for (int events = 4; events <= rig.journal.size(); events++) {
      var next = new ListRig();
      next.journal.addAll(rig.journal.subList(0, events));
      next.journal.forEach(next.orders::apply);
      next.due(); // heals what the owner before had decided only in part
      endWell(next);
      assertEquals(
          0,
          next.orders.position(ACCOUNT, Samples.SYMBOL).quantity(),
          "after " + rig.journal.get(events - 1));
      assertEquals(List.of(), next.incidents, "after " + rig.journal.get(events - 1));
      for (var id : List.of("b-entry", "b-stop", "b-target")) {
        assertEquals(true, next.status(id).isTerminal(), id + " after event " + events);
      }
    }
  }

  /** The venue answers everything, the entry fills, and the market goes through the stop. */
  private static void endWell(ListRig rig) {
    for (int round = 0; round < 20; round++) {
      for (var id : new ArrayList<>(List.of("b-entry", "b-target", "b-stop"))) {
        var view = rig.view(id);
        switch (view.status()) {
          case INTENT, SENT -> rig.accepted(id);
          case PENDING_CANCEL -> rig.canceled(id);
          case PENDING_AMEND ->
              rig.report(new ExecutionReport.Amended(ACCOUNT, id, held(rig), 10_200, rig.now));
          case WORKING, PARTIALLY_FILLED -> {
            if (!id.equals("b-target")) {
              rig.filled(id, view.quantity() - view.cumulativeQuantity());
            }
          }
          case TRIGGER_PENDING, IN_DOUBT -> {}
          case DENIED, FILLED, CANCELED, EXPIRED, REJECTED, NOT_SENT -> {}
        }
      }
      if (rig.status("b-entry").isTerminal()) {
        rig.trade(9_900);
      }
    }
  }

  private static long held(ListRig rig) {
    return rig.view("b-entry").cumulativeQuantity(); // nothing has left but through the target
  }
}
