package outcry.order.core;

import outcry.model.OrderCommand.AmendOrder;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent.OrderAmended;
import outcry.model.OrderEvent.TriggerMoved;
import outcry.model.OrderReply.Acknowledged;
import outcry.model.RefusalCode;
import outcry.order.core.risk.ConditionRules;
import outcry.order.core.risk.PreTradeRisk;
import outcry.order.core.risk.Verdict;

/** What follows from amends of orders that we hold: nobody else is asked, so they are done. */
final class HeldAmends {

  private final Desk desk;
  private final PreTradeRisk risk;

  HeldAmends(Desk desk, PreTradeRisk risk) {
    this.desk = desk;
    this.risk = risk;
  }

  Decision amend(Order order, AmendOrder command, long nowNanos) {
    long trigger = command.triggerPrice() == 0 ? order.triggerPrice() : command.triggerPrice();
    boolean sameTerms = command.quantity() == order.quantity() && command.price() == order.price();
    var answer = new Acknowledged(command.clientOrderId(), order.orderId, order.status());
    if (sameTerms && trigger == order.triggerPrice()) {
      return Decision.answer(answer); // a repetition
    }
    var verdict = verdict(order, command, trigger, nowNanos);
    if (verdict != null) {
      return Decision.refused(verdict.code(), verdict.detail());
    }
    var draft = new Decision.Draft();
    int version = order.nextVersion();
    if (!sameTerms) {
      draft.events.add(
          new OrderAmended(
              command.account(),
              order.orderId,
              version++,
              command.quantity(),
              command.price(),
              0, // no venue has it
              nowNanos));
    }
    if (trigger != order.triggerPrice()) {
      draft.events.add(
          new TriggerMoved(
              command.account(), order.orderId, version, trigger, command.cause(), nowNanos));
    }
    return draft.reply(answer);
  }

  private Verdict verdict(Order order, AmendOrder command, long trigger, long nowNanos) {
    if (order.isTriggered()) {
      return new Verdict(RefusalCode.PENDING, "its trigger price was met");
    }
    if (nowNanos - command.atNanos() > desk.config().commandAgeMax().toNanos()) {
      return new Verdict(RefusalCode.DEADLINE_PASSED, "the command is too old");
    }
    var limits = desk.config().limits().get(command.account());
    if (limits == null) {
      return new Verdict(RefusalCode.UNKNOWN_ACCOUNT, command.account());
    }
    var venue = desk.venues().get(order.instrument.venue());
    if (venue == null) {
      return new Verdict(RefusalCode.VENUE_DOWN, "no session of " + order.instrument.venue());
    }
    if (command.triggerPrice() != 0) {
      var verdict = trigger(order, trigger);
      if (verdict != null) {
        return verdict;
      }
    }
    var was = order.submit;
    var amended =
        new SubmitOrder(
            was.account(),
            was.clientOrderId(),
            was.strategy(),
            was.symbol(),
            was.side(),
            was.type(),
            was.timeInForce(),
            command.quantity(),
            command.price(),
            was.postOnly(),
            was.reduceOnly(),
            was.instructions().withTrigger(trigger),
            command.cause(),
            command.atNanos());
    var verdict =
        risk.checkHeld(
            amended,
            VenueTerms.of(amended, command.quantity(), command.price(), venue),
            order.instrument,
            venue,
            limits,
            desk.table().exposure(was.account(), was.symbol()));
    return verdict == null
        ? desk.rates().take(was.account(), was.strategy(), limits, nowNanos)
        : verdict;
  }

  private static Verdict trigger(Order order, long trigger) {
    return order.submit.type().hasTrigger()
        ? ConditionRules.triggerPrice(trigger, order.instrument)
        : new Verdict(
            RefusalCode.FIELD_COMBINATION,
            "a " + order.submit.type() + " order has no trigger price");
  }
}
