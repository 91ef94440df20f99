package outcry.order.core;

import outcry.model.Instructions;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.OrderType;
import outcry.model.TimeInForce;
import outcry.model.TradingState;

/**
 * Closes at the market what nothing covers of a bracket, and what was closed twice. Each order a
 * list closes with is known by its id, so it is sent once, whoever owns the partition; another one
 * follows only when what the ones before have done is known not to be enough, after a wait that
 * doubles.
 */
final class ListCloses {

  /** Before a list that may not close now is looked at again. */
  private static final long BLOCKED_NANOS = 250_000_000;

  private final Desk desk;

  ListCloses(Desk desk) {
    this.desk = desk;
  }

  /**
   * @param signed as the exits of the list are
   * @return when to look again; {@link Duty#NEVER} if an event will say so
   */
  long close(OrderList list, long signed, long nowNanos, Decision.Draft draft) {
    long quantity = Math.absExact(signed);
    if (!list.isClosable(quantity)) {
      tell(list, signed, "no order can close that", draft);
      return Duty.NEVER;
    }
    long next = nextNanos(list);
    if (nowNanos < next) {
      return next;
    }
    var entry = list.members().getFirst().order;
    var limits = desk.config().limits().get(list.account);
    if (isHalted(entry.submit) || limits == null) {
      tell(list, signed, "trading is halted", draft);
      return nowNanos + BLOCKED_NANOS;
    }
    var order =
        new SubmitOrder(
            list.account,
            OrderList.closeId(list.listId, list.closes().size() + 1),
            entry.submit.strategy(),
            entry.submit.symbol(),
            signed > 0 ? list.exitSide() : list.exitSide().opposite(),
            OrderType.MARKET,
            TimeInForce.IOC,
            quantity,
            0,
            false,
            false, // the account may hold the opposite for somebody else: what counts is the list
            Instructions.childOf(list.cause()),
            list.cause(),
            nowNanos);
    long orderId = draft.newOrderId(desk.table());
    draft.events.add(
        new OrderIntended(
            list.account,
            orderId,
            1,
            order,
            nowNanos + desk.config().submitDeadline().toNanos(),
            limits.version(),
            nowNanos));
    draft.effects.add(new Effect.Enqueue(orderId, entry.instrument.venue()));
    draft.incident(
        signed > 0 ? Incident.Kind.NAKED_POSITION : Incident.Kind.DOUBLE_COVERED,
        text(list, signed) + ", closed by " + order.clientOrderId());
    return Duty.NEVER;
  }

  private long nextNanos(OrderList list) {
    if (list.closes().isEmpty()) {
      return 0;
    }
    long wait = desk.config().lists().protectWithin().toNanos() << (list.closes().size() - 1);
    return list.closes().getLast().updatedNanos() + wait;
  }

  private boolean isHalted(SubmitOrder order) {
    var states = desk.table().tradingStates();
    return states.covering(order) == TradingState.HALTED
        || states.coveringElsewhere(order) == TradingState.HALTED;
  }

  /** Once: a person must look. */
  static void tell(OrderList list, long signed, String why, Decision.Draft draft) {
    if (list.attention.isNews(why)) {
      draft.incident(
          signed > 0 ? Incident.Kind.NAKED_POSITION : Incident.Kind.DOUBLE_COVERED,
          text(list, signed) + ": " + why);
    }
  }

  private static String text(OrderList list, long signed) {
    var entry = list.members().getFirst().order;
    var quantity =
        entry.instrument == null
            ? String.valueOf(Math.absExact(signed))
            : entry.instrument.quantityText(Math.absExact(signed));
    return list.account
        + " list "
        + list.listId
        + (signed > 0 ? " holds " : " has closed too much, ")
        + quantity
        + " "
        + entry.submit.symbol()
        + (signed > 0 ? " without a stop" : "");
  }
}
