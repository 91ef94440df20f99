package outcry.order.core;

import outcry.model.OrderCommand.AmendOrder;
import outcry.model.OrderCommand.CancelAll;
import outcry.model.OrderCommand.CancelOrder;
import outcry.model.OrderCommand.SetTradingState;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent.AmendRequested;
import outcry.model.OrderEvent.CancelRequested;
import outcry.model.OrderEvent.OrderCanceled;
import outcry.model.OrderEvent.TradingStateChanged;
import outcry.model.OrderReply.Acknowledged;
import outcry.model.OrderStatus;
import outcry.model.RefusalCode;
import outcry.model.TradingScope;
import outcry.order.core.risk.Limits;
import outcry.order.core.risk.PreTradeRisk;
import outcry.order.core.risk.Verdict;

/** What follows from cancels, amends and the kill switch. */
final class Changes {

  /** The status in answers to commands that are not about one order; it says nothing. */
  private static final OrderStatus NO_ORDER = OrderStatus.PENDING_CANCEL;

  private final Desk desk;
  private final PreTradeRisk risk;
  private final Restrictions restrictions;
  private final HeldAmends heldAmends;

  Changes(Desk desk) {
    this.desk = desk;
    this.risk = new PreTradeRisk(desk.table().tradingStates(), desk.references());
    this.restrictions = new Restrictions(desk);
    this.heldAmends = new HeldAmends(desk, risk);
  }

  Decision cancel(CancelOrder command, long nowNanos) {
    var order = desk.table().find(command.account(), command.clientOrderId());
    if (order == null) {
      return Decision.refused(RefusalCode.UNKNOWN_ORDER, command.clientOrderId());
    }
    if (order.isCancelPending() || (!order.isOpen() && order.wasCancelAsked())) {
      return Decision.answer(acknowledged(order, order.status())); // a repetition
    }
    if (!order.isOpen()) {
      return Decision.refused(RefusalCode.TERMINAL, "the order is " + order.status());
    }
    var draft = new Decision.Draft();
    var status = cancel(order, command.cause(), draft, nowNanos);
    countMessage(order, nowNanos);
    return draft.reply(acknowledged(order, status));
  }

  Decision cancelAll(CancelAll command, long nowNanos) {
    var draft = new Decision.Draft();
    Algorithms.endAll(
        desk.table().algorithms(), command.account(), command.symbol(), draft, nowNanos);
    for (var order : desk.table().openOrders()) {
      boolean covered =
          order.submit.account().equals(command.account())
              && (command.symbol().isEmpty() || order.submit.symbol().equals(command.symbol()));
      if (covered && !order.isCancelPending()) {
        cancel(order, command.cause(), draft, nowNanos);
        countMessage(order, nowNanos);
      }
    }
    return draft.reply(new Acknowledged("", 0, NO_ORDER));
  }

  /** A cancel always passes; what it took of the message rate is missing for orders. */
  private void countMessage(Order order, long nowNanos) {
    var limits = desk.config().limits().get(order.submit.account());
    if (limits != null) {
      desk.rates().canceled(order.submit.account(), order.submit.strategy(), limits, nowNanos);
    }
  }

  Decision setTradingState(SetTradingState command, long nowNanos) {
    var draft = new Decision.Draft();
    var key = command.scope() == TradingScope.GLOBAL ? "" : command.key();
    if (!desk.table().tradingStates().isEverywhere(command.scope(), key, command.state())) {
      if (isSuperseded(command, key, nowNanos)) {
        return Decision.refused(
            RefusalCode.DEADLINE_PASSED,
            "made before the last change; if it still holds, repeat it");
      }
      draft.events.add(
          new TradingStateChanged(
              command.account(),
              0,
              0,
              command.scope(),
              key,
              command.state(),
              command.reason(),
              Math.max(nowNanos, command.atNanos()))); // so that it is later than what came before
    }
    restrictions.withdraw(command.scope(), key, command.state(), command.cause(), draft, nowNanos);
    return draft.reply(new Acknowledged("", 0, NO_ORDER));
  }

  /**
   * Whether a later decision about the scope has been carried out already: the bus may bring a copy
   * of an old command at any time. A release is left out if it may be older than what it releases,
   * a halt only if it is certainly older than the release.
   */
  private boolean isSuperseded(SetTradingState command, String key, long nowNanos) {
    var states = desk.table().tradingStates();
    long changed = states.changedNanos(command.scope(), key);
    long ageMax = desk.config().commandAgeMax().toNanos();
    int change = command.state().compareTo(states.inForce(command.scope(), key));
    if (change < 0) {
      return command.atNanos() < changed || nowNanos - command.atNanos() > ageMax;
    }
    return change > 0 && command.atNanos() + ageMax < changed; // if it is 0, elsewhere it is so
  }

  /** The status once the order is canceled or being canceled. */
  static OrderStatus cancel(Order order, String cause, Decision.Draft draft, long nowNanos) {
    return cancel(order, cause, "canceled before it was sent", draft, nowNanos);
  }

  /**
   * @param reason why it has ended, if no venue has it
   */
  static OrderStatus cancel(
      Order order, String cause, String reason, Decision.Draft draft, long nowNanos) {
    var account = order.submit.account();
    draft.events.add(
        new CancelRequested(account, order.orderId, order.nextVersion(), cause, nowNanos));
    if (order.status() == OrderStatus.INTENT || order.isHeld()) { // no session has it
      draft.events.add(
          new OrderCanceled(account, order.orderId, order.nextVersion() + 1, reason, nowNanos));
      return OrderStatus.CANCELED;
    }
    draft.effects.add(
        new Effect.Cancel(
            order.orderId, order.instrument.venue(), account, order.submit.clientOrderId()));
    return order.status() == OrderStatus.IN_DOUBT
        ? OrderStatus.IN_DOUBT
        : OrderStatus.PENDING_CANCEL;
  }

  Decision amend(AmendOrder command, long nowNanos) {
    var order = desk.table().find(command.account(), command.clientOrderId());
    if (order == null) {
      return Decision.refused(RefusalCode.UNKNOWN_ORDER, command.clientOrderId());
    }
    var list = desk.table().lists().of(order);
    if (list != null && list.decidesQuantity(order) && command.quantity() != order.quantity()) {
      return Decision.refused(
          RefusalCode.FIELD_COMBINATION, "quantity: list " + list.listId + " decides it");
    }
    if (order.isHeld()) {
      return heldAmends.amend(order, command, nowNanos);
    }
    boolean repeated =
        order.isAmendPending()
            ? order.amendQuantity() == command.quantity() && order.amendPrice() == command.price()
            : order.quantity() == command.quantity() && order.price() == command.price();
    if (repeated && order.isOpen()) {
      return Decision.answer(acknowledged(order, order.status()));
    }
    var verdict = amendable(order, command, nowNanos);
    if (verdict != null) {
      return Decision.refused(verdict.code(), verdict.detail());
    }
    var draft = new Decision.Draft();
    draft.events.add(
        new AmendRequested(
            command.account(),
            order.orderId,
            order.nextVersion(),
            command.quantity(),
            command.price(),
            command.cause(),
            nowNanos));
    draft.effects.add(
        new Effect.Amend(
            order.orderId,
            order.instrument.venue(),
            command.account(),
            command.clientOrderId(),
            command.quantity(),
            command.price()));
    return draft.reply(acknowledged(order, OrderStatus.PENDING_AMEND));
  }

  private Verdict amendable(Order order, AmendOrder command, long nowNanos) {
    if (!order.submit.instructions().parent().isEmpty()) {
      return new Verdict(
          RefusalCode.FIELD_COMBINATION,
          "it belongs to the algorithm " + order.submit.instructions().parent());
    }
    var refused = stateForAmend(order);
    if (refused != null) {
      return refused;
    }
    if (!order.submit.type().hasLimit()) {
      return new Verdict(
          RefusalCode.FIELD_COMBINATION,
          "a " + order.submit.type() + " order cannot be amended once it is sent");
    }
    if (command.triggerPrice() != 0) {
      return new Verdict(
          RefusalCode.FIELD_COMBINATION, "the trigger price of a sent order is the venue's");
    }
    if (!desk.venues().get(order.instrument.venue()).amend()) {
      return new Verdict(
          RefusalCode.FIELD_COMBINATION, order.instrument.venue() + " cannot amend orders");
    }
    if (nowNanos - command.atNanos() > desk.config().commandAgeMax().toNanos()) {
      return new Verdict(RefusalCode.DEADLINE_PASSED, "the command is too old");
    }
    if (command.quantity() > 0 && command.quantity() <= order.cumulativeQuantity()) {
      return new Verdict(RefusalCode.BELOW_FILLED, "that much is filled already");
    }
    var limits = desk.config().limits().get(command.account());
    if (limits == null) {
      return new Verdict(RefusalCode.UNKNOWN_ACCOUNT, command.account());
    }
    var verdict = checkRisk(order, command, limits, nowNanos);
    return verdict == null
        ? desk.rates().take(command.account(), order.submit.strategy(), limits, nowNanos)
        : verdict;
  }

  private Verdict checkRisk(Order order, AmendOrder command, Limits limits, long nowNanos) {
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
            command.cause(),
            command.atNanos());
    return risk.checkAmend(
        amended,
        command.quantity() - order.quantity(),
        command.price() == order.price(),
        order.instrument,
        limits,
        desk.table().exposure(was.account(), was.symbol()),
        nowNanos);
  }

  private static Verdict stateForAmend(Order order) {
    return switch (order.status()) {
      case WORKING, PARTIALLY_FILLED -> null;
      case INTENT, SENT, TRIGGER_PENDING, PENDING_CANCEL, PENDING_AMEND ->
          new Verdict(RefusalCode.PENDING, "the order is " + order.status());
      case IN_DOUBT -> new Verdict(RefusalCode.UNKNOWN_STATE, "the order is in doubt");
      case DENIED, FILLED, CANCELED, EXPIRED, REJECTED, NOT_SENT ->
          new Verdict(RefusalCode.TERMINAL, "the order is " + order.status());
    };
  }

  private static Acknowledged acknowledged(Order order, OrderStatus status) {
    return new Acknowledged(order.submit.clientOrderId(), order.orderId, status);
  }
}
