package outcry.order.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static outcry.order.core.ListRig.bracket;
import static outcry.order.core.Samples.ACCOUNT;
import static outcry.order.core.Samples.SECOND;
import static outcry.order.core.Samples.SYMBOL;
import static outcry.order.core.Samples.kinds;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import outcry.model.Contingency;
import outcry.model.ExecutionReport;
import outcry.model.Instructions;
import outcry.model.Instructions.TriggerBy;
import outcry.model.OrderCommand.AmendOrder;
import outcry.model.OrderCommand.CancelAll;
import outcry.model.OrderCommand.CancelOrder;
import outcry.model.OrderCommand.SetTradingState;
import outcry.model.OrderCommand.SubmitList;
import outcry.model.OrderReply.Acknowledged;
import outcry.model.OrderReply.Refused;
import outcry.model.OrderStatus;
import outcry.model.OrderType;
import outcry.model.RefusalCode;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.TradingScope;
import outcry.model.TradingState;

class BracketTest {

  private final ListRig rig = new ListRig();

  private long position() {
    return rig.orders.position(ACCOUNT, SYMBOL).quantity();
  }

  /** Entry accepted and filled, target working. */
  private void entered(long quantity) {
    rig.list(bracket("b"));
    rig.accepted("b-entry");
    rig.filled("b-entry", quantity);
    rig.accepted("b-target");
    rig.asked();
  }

  @Test
  void isTakenWholeInOneAppendAndItsChildrenAreHeld() {
    var decision = rig.orders.decide(bracket("b"), rig.now);

    assertEquals(
        List.of("ListSubmitted", "OrderIntended", "OrderHeld", "OrderHeld"),
        kinds(decision.events()));
    rig.carryOut(decision);
    assertEquals(List.of("submit b-entry LIMIT BUY 100"), rig.asked());
  }

  @Test
  void childrenFollowWhatFillsOfTheEntry() {
    rig.list(bracket("b"));
    rig.accepted("b-entry");
    rig.filled("b-entry", 40);

    assertEquals(
        List.of("submit b-entry LIMIT BUY 100", "submit b-target LIMIT SELL 40"), rig.asked());
    assertEquals(40, rig.view("b-stop").quantity());
    assertEquals(OrderStatus.TRIGGER_PENDING, rig.status("b-stop"));

    rig.filled("b-entry", 30); // the target has not been acknowledged yet
    assertEquals(List.of(), rig.asked());
    assertEquals(70, rig.view("b-stop").quantity());
    rig.accepted("b-target");
    assertEquals(List.of("amend b-target 70"), rig.asked());
    rig.report(new ExecutionReport.Amended(ACCOUNT, "b-target", 70, 10_200, rig.now));
    assertEquals(70, rig.view("b-target").quantity());
  }

  @Test
  void whatFillsOfTheTargetIsTakenOffTheStop() {
    entered(100);
    rig.filled("b-target", 30);
    assertEquals(70, rig.view("b-stop").quantity());

    rig.filled("b-target", 70);
    assertEquals(OrderStatus.CANCELED, rig.status("b-stop"));
    assertEquals(0, position());
    assertEquals(List.of(), rig.incidents);
  }

  @Test
  void aTriggeredStopGoesOnceTheTargetIsGone() {
    entered(100);
    rig.trade(9_900);
    assertEquals(List.of("cancel b-target"), rig.asked());
    assertEquals(OrderStatus.TRIGGER_PENDING, rig.status("b-stop"));

    rig.canceled("b-target");
    assertEquals(List.of("submit b-stop MARKET SELL 100"), rig.asked());
    rig.filled("b-stop", 100);
    assertEquals(0, position());
    assertEquals(List.of(), rig.incidents);
  }

  @Test
  void aTriggeredStopGoesForWhatTheTargetLeftToIt() {
    entered(100);
    rig.trade(9_900);
    rig.filled("b-target", 60); // while its cancel was on its way
    rig.canceled("b-target");

    assertEquals(List.of("cancel b-target", "submit b-stop MARKET SELL 40"), rig.asked());
  }

  @Test
  void aTriggeredStopDoesNotWaitForEverForTheTarget() {
    entered(100);
    rig.trade(9_900);
    rig.pass(SECOND);

    assertEquals(List.of("cancel b-target", "submit b-stop MARKET SELL 100"), rig.asked());
  }

  @Test
  void whatWasClosedTwiceIsFlattened() {
    entered(100);
    rig.trade(9_900);
    rig.pass(SECOND);
    rig.filled("b-stop", 100);
    rig.filled("b-target", 100); // protection came before its cancel
    assertEquals(-100, position());

    assertEquals(List.of(Incident.Kind.DOUBLE_COVERED), rig.incidentKinds());
    assertEquals("submit b-close MARKET BUY 100", rig.asked().getLast());
    rig.filled("b-close", 100);
    assertEquals(0, position());
    assertEquals(List.of(), rig.asked());
  }

  @Test
  void aStopThatIsTriggeredWhileTheEntryFillsEndsTheEntryFirst() {
    entered(40);
    rig.trade(9_900);
    assertEquals(List.of("cancel b-entry", "cancel b-target"), rig.asked());

    rig.canceled("b-target");
    rig.filled("b-entry", 10); // crossing its cancel
    rig.canceled("b-entry");
    assertEquals(List.of("submit b-stop MARKET SELL 50"), rig.asked());
  }

  @Test
  void aStopWithoutTargetGoesAtOnce() {
    var list = bracket("b");
    rig.list(
        new SubmitList(
            ACCOUNT, "b", list.contingency(), list.orders().subList(0, 2), "t", rig.now));
    rig.accepted("b-entry");
    rig.filled("b-entry", 100);
    rig.asked();
    rig.trade(9_900);

    assertEquals(List.of("submit b-stop MARKET SELL 100"), rig.asked());
  }

  @Test
  void aTargetThatIsHeldTooGoesInTheSameMoment() {
    rig.list(
        ListRig.list(
            "b",
            Contingency.BRACKET,
            ListRig.limit("b-entry", Side.BUY, 100, 10_000),
            ListRig.stop("b-stop", Side.SELL, 100, 9_900),
            Samples.instructed(
                "b-target",
                Side.SELL,
                OrderType.MARKET_IF_TOUCHED,
                TimeInForce.GTC,
                100,
                0,
                Instructions.trigger(10_200, TriggerBy.LAST_TRADE))));
    rig.accepted("b-entry");
    rig.filled("b-entry", 100);
    rig.asked();
    rig.trade(9_900);

    assertEquals(OrderStatus.CANCELED, rig.status("b-target"));
    assertEquals(List.of("submit b-stop MARKET SELL 100"), rig.asked());
  }

  @Test
  void aTargetThatIsTouchedGoesAndTheStopStaysUntilItHasFilled() {
    rig.list(
        ListRig.list(
            "b",
            Contingency.BRACKET,
            ListRig.limit("b-entry", Side.BUY, 100, 10_000),
            ListRig.stop("b-stop", Side.SELL, 100, 9_900),
            Samples.instructed(
                "b-target",
                Side.SELL,
                OrderType.MARKET_IF_TOUCHED,
                TimeInForce.GTC,
                100,
                0,
                Instructions.trigger(10_200, TriggerBy.LAST_TRADE))));
    rig.accepted("b-entry");
    rig.filled("b-entry", 100);
    rig.asked();
    rig.trade(10_200);

    assertEquals(List.of("submit b-target MARKET SELL 100"), rig.asked());
    assertEquals(OrderStatus.TRIGGER_PENDING, rig.status("b-stop"));
    rig.filled("b-target", 100);
    assertEquals(OrderStatus.CANCELED, rig.status("b-stop"));
  }

  @Test
  void aStopIsNotWatchedBeforeTheEntryHasFilled() {
    rig.list(bracket("b"));
    rig.accepted("b-entry");
    rig.trade(9_800);

    assertEquals(OrderStatus.TRIGGER_PENDING, rig.status("b-stop"));
    rig.asked();
    rig.filled("b-entry", 100); // the market is through the stop already
    assertEquals("submit b-stop MARKET SELL 100", rig.asked().getLast());
  }

  @Test
  void anEntryThatEndsUnfilledEndsItsChildren() {
    rig.list(bracket("b"));
    rig.report(new ExecutionReport.Rejected(ACCOUNT, "b-entry", "no", rig.now));

    assertEquals(OrderStatus.CANCELED, rig.status("b-stop"));
    assertEquals(OrderStatus.CANCELED, rig.status("b-target"));
    assertEquals(List.of(), rig.incidents);
  }

  @Test
  void anEntryCanceledInPartKeepsItsChildrenForWhatFilled() {
    entered(40);
    rig.command(new CancelOrder(ACCOUNT, "b-entry", "t", rig.now));
    rig.canceled("b-entry");

    assertEquals(40, rig.view("b-stop").quantity());
    assertEquals(OrderStatus.TRIGGER_PENDING, rig.status("b-stop"));
    assertEquals(OrderStatus.WORKING, rig.status("b-target"));
  }

  @Test
  void aFillAfterTheChildrenAreGoneIsClosedAtOnceAndTold() {
    rig.list(bracket("b"));
    rig.accepted("b-entry");
    rig.command(new CancelOrder(ACCOUNT, "b-entry", "t", rig.now));
    rig.canceled("b-entry");
    rig.asked();
    rig.filled("b-entry", 30);

    assertEquals(
        List.of(Incident.Kind.LATE_FILL, Incident.Kind.NAKED_POSITION), rig.incidentKinds());
    assertEquals(List.of("submit b-close MARKET SELL 30"), rig.asked());
    rig.filled("b-close", 30);
    assertEquals(0, position());
    rig.pass(10 * SECOND);
    assertEquals(List.of(), rig.asked());
  }

  @Test
  void aStopTheVenueRefusesIsReplacedByAClose() {
    entered(100);
    rig.trade(9_900);
    rig.canceled("b-target");
    rig.asked();
    rig.report(new ExecutionReport.Rejected(ACCOUNT, "b-stop", "no", rig.now));

    assertEquals(List.of("submit b-close MARKET SELL 100"), rig.asked());
    assertEquals(List.of(Incident.Kind.NAKED_POSITION), rig.incidentKinds());
  }

  @Test
  void aCloseThatFailsIsFollowedByAnotherAfterAWhile() {
    aStopTheVenueRefusesIsReplacedByAClose();
    rig.report(new ExecutionReport.Rejected(ACCOUNT, "b-close", "no", rig.now));
    assertEquals(List.of(), rig.asked());

    rig.pass(2 * SECOND);
    assertEquals(List.of("submit b-close2 MARKET SELL 100"), rig.asked());
  }

  @Test
  void aStopInDoubtIsNeverSentASecondTimeUnderAnotherName() {
    entered(100);
    rig.trade(9_900);
    rig.canceled("b-target");
    rig.asked();
    rig.pass(2 * SECOND); // nobody answers

    assertEquals(List.of("cancel b-stop"), rig.asked());
    assertEquals(List.of(Incident.Kind.NAKED_POSITION), rig.incidentKinds());
    rig.pass(100 * SECOND);
    assertEquals(List.of(), rig.asked());
    rig.canceled("b-stop");
    assertEquals(List.of("submit b-close MARKET SELL 100"), rig.asked());
  }

  @Test
  void aStopOfWhichThePartThatFilledIsTooLittleIsFollowedByAClose() {
    entered(100);
    rig.trade(9_900);
    rig.canceled("b-target");
    rig.filled("b-stop", 60);
    rig.asked();
    rig.canceled("b-stop"); // the rest of a market order

    assertEquals(List.of("submit b-close MARKET SELL 40"), rig.asked());
  }

  @Test
  void whoCancelsTheStopOfAPositionKeepsThePositionAndIsTold() {
    entered(40);
    rig.command(new CancelOrder(ACCOUNT, "b-stop", "t", rig.now));

    assertEquals(OrderStatus.CANCELED, rig.status("b-stop"));
    assertEquals(List.of(Incident.Kind.NAKED_POSITION), rig.incidentKinds());
    assertEquals(List.of("cancel b-entry"), rig.asked()); // no more of it
    assertEquals(OrderStatus.WORKING, rig.status("b-target"));
    assertEquals(40, position());
  }

  @Test
  void whoCancelsTheStopBeforeTheEntryFillsEndsTheBracket() {
    rig.list(bracket("b"));
    rig.accepted("b-entry");
    rig.asked();
    rig.command(new CancelOrder(ACCOUNT, "b-stop", "t", rig.now));

    assertEquals(List.of("cancel b-entry"), rig.asked());
    rig.filled("b-entry", 100); // crossing its cancel
    assertEquals(List.of("submit b-close MARKET SELL 100"), rig.asked());
  }

  @Test
  void cancelAllLeavesThePositionAndTells() {
    entered(40);
    rig.command(new CancelAll(ACCOUNT, "", "t", rig.now));
    rig.canceled("b-entry", "b-target");

    assertEquals(List.of("cancel b-entry", "cancel b-target"), rig.asked());
    assertEquals(List.of(Incident.Kind.NAKED_POSITION), rig.incidentKinds());
    assertEquals(40, position());
  }

  @Test
  void theKillSwitchLeavesThePositionAndTells() {
    entered(40);
    rig.command(
        new SetTradingState(
            ACCOUNT, TradingScope.GLOBAL, "", TradingState.HALTED, "r", "t", rig.now));
    rig.canceled("b-entry", "b-target");
    rig.pass(10 * SECOND);

    assertEquals(List.of("cancel b-entry", "cancel b-target"), rig.asked());
    assertEquals(List.of(Incident.Kind.NAKED_POSITION), rig.incidentKinds());
  }

  @Test
  void whatMustBeClosedWhileTradingIsHaltedIsClosedOnceItMay() {
    rig.list(bracket("b"));
    rig.accepted("b-entry");
    rig.command(
        new SetTradingState(
            ACCOUNT, TradingScope.GLOBAL, "", TradingState.HALTED, "r", "t", rig.now));
    rig.filled("b-entry", 100); // crossing the cancel of the kill switch
    rig.asked();
    assertEquals(List.of(Incident.Kind.NAKED_POSITION), rig.incidentKinds());

    rig.command(
        new SetTradingState(
            ACCOUNT, TradingScope.GLOBAL, "", TradingState.ACTIVE, "r", "t", rig.now));
    assertEquals(List.of("submit b-close MARKET SELL 100"), rig.asked());
  }

  @Test
  void aBustTakesTheChildrenBack() {
    rig.list(bracket("b"));
    rig.accepted("b-entry");
    rig.report(Samples.filled("b-entry", "x1", 60, 60));
    rig.report(Samples.filled("b-entry", "x2", 40, 100));
    rig.accepted("b-target");
    rig.report(new ExecutionReport.Amended(ACCOUNT, "b-target", 100, 10_200, rig.now));
    rig.asked();
    rig.report(new ExecutionReport.Busted(ACCOUNT, "b-entry", "x3", "x1", rig.now));

    assertEquals(40, rig.view("b-stop").quantity());
    assertEquals(List.of("amend b-target 40"), rig.asked());
    rig.report(new ExecutionReport.AmendRejected(ACCOUNT, "b-target", "no", rig.now));
    assertEquals(List.of("cancel b-target"), rig.asked()); // rather none than too much
  }

  @Test
  void aTargetThatCannotGrowIsLeftAsItIs() {
    entered(40);
    rig.filled("b-entry", 60);
    assertEquals(List.of("amend b-target 100"), rig.asked());
    rig.report(new ExecutionReport.AmendRejected(ACCOUNT, "b-target", "no", rig.now));

    rig.pass(10 * SECOND);
    assertEquals(List.of(), rig.asked());
    assertEquals(100, rig.view("b-stop").quantity());
  }

  @Test
  void theRestOfTheEntryIsCanceledOnceTheTargetIsReached() {
    entered(40);
    rig.filled("b-target", 40);

    assertEquals(List.of("cancel b-entry"), rig.asked());
    rig.filled("b-entry", 20); // crossing its cancel
    rig.canceled("b-entry");
    assertEquals(20, rig.view("b-stop").quantity());
    assertEquals(OrderStatus.TRIGGER_PENDING, rig.status("b-stop"));
  }

  @Test
  void aRefusedCancelIsAskedForAgainAfterAWhile() {
    entered(100);
    rig.trade(9_900);
    assertEquals(List.of("cancel b-target"), rig.asked());
    rig.report(new ExecutionReport.CancelRejected(ACCOUNT, "b-target", "busy", rig.now));
    assertEquals(List.of(), rig.asked());

    rig.pass(SECOND);
    assertEquals(List.of("submit b-stop MARKET SELL 100", "cancel b-target"), sorted(rig.asked()));
  }

  private static List<String> sorted(List<String> texts) {
    return texts.stream().sorted(Comparator.reverseOrder()).toList();
  }

  @Test
  void theQuantityOfAChildIsNotForAmending() {
    entered(40);
    var reply = rig.command(new AmendOrder(ACCOUNT, "b-target", 30, 10_300, "t", rig.now));

    assertEquals(new Refused(RefusalCode.FIELD_COMBINATION, "quantity: list b decides it"), reply);
    assertInstanceOf(
        Acknowledged.class,
        rig.command(new AmendOrder(ACCOUNT, "b-target", 40, 10_300, "t", rig.now)));
  }

  @Test
  void fourteenOfTwentyBracketsLeftWithoutStopsCannotHappen() {
    var config = OrderConfig.of(Map.of(ACCOUNT, ListRig.WIDE));
    rig.orders = Samples.orders(config);
    rig.orders.onMarket(Samples.quote(rig.now));
    for (int i = 0; i < 20; i++) {
      rig.list(bracket("b" + i));
      rig.accepted("b" + i + "-entry");
    }
    for (int i = 0; i < 20; i++) {
      rig.filled("b" + i + "-entry", 100);
      if (i == 6) { // the owner dies after six of them; the next one knows the journal only
        var replayed = Samples.orders(config);
        replayed.onMarket(Samples.quote(rig.now));
        rig.journal.forEach(replayed::apply);
        rig.orders = replayed;
        rig.due();
      }
    }
    for (int i = 0; i < 20; i++) {
      var stop = rig.view("b" + i + "-stop");
      assertEquals(OrderStatus.TRIGGER_PENDING, stop.status());
      assertEquals(100, stop.quantity());
    }
    rig.asked();
    rig.trade(9_900);
    for (int i = 0; i < 20; i++) {
      rig.canceled("b" + i + "-target");
      rig.filled("b" + i + "-stop", 100);
    }
    assertEquals(0, position());
    assertTrue(rig.incidents.isEmpty(), rig.incidents::toString);
  }
}
