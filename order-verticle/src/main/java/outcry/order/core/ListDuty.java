package outcry.order.core;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import outcry.model.Contingency;
import outcry.model.MarketEvent;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.AccountEvent;
import outcry.model.OrderEvent.AmendRequested;
import outcry.model.OrderEvent.OrderAmended;
import outcry.model.OrderStatus;
import outcry.order.core.contingent.Circumstances;
import outcry.order.core.contingent.ContingencyRules;
import outcry.order.core.contingent.Goal;
import outcry.order.core.contingent.Plan;
import outcry.order.core.risk.PreTradeRisk;

/**
 * Makes the orders of every list what {@link ContingencyRules} say they should be. Which lists to
 * look at is only a matter of cost: any look at any time finds the same.
 */
final class ListDuty implements Duty {

  /** After a venue refused a cancel, before it is asked again. */
  static final long CANCEL_AGAIN_NANOS = 1_000_000_000;

  /** After the limits left no room for an order to grow, before it is tried again. */
  static final long GROW_AGAIN_NANOS = 1_000_000_000;

  private final Desk desk;
  private final Legs legs;
  private final ListCloses closes;
  private final PreTradeRisk risk;
  private final Consumer<Order> touch;
  private final Set<OrderList> dirty = new LinkedHashSet<>();
  private final Set<OrderList> timed = new LinkedHashSet<>();

  /**
   * @param touch tells the other duties that an order may do something else now
   */
  ListDuty(Desk desk, Legs legs, Consumer<Order> touch) {
    this.desk = desk;
    this.legs = legs;
    this.closes = new ListCloses(desk);
    this.risk = new PreTradeRisk(desk.table().tradingStates(), desk.references());
    this.touch = touch;
  }

  @Override
  public void applied(OrderEvent event, Order order) {
    if (order != null) {
      touched(order);
    } else if (event instanceof AccountEvent) { // a trading state, perhaps: some may go on now
      dirty.addAll(timed);
    }
  }

  @Override
  public void touched(Order order) {
    var list = desk.table().lists().of(order);
    if (list != null) {
      dirty.add(list);
      touchHeld(list);
    }
  }

  private void touchHeld(OrderList list) {
    for (var member : list.members()) {
      if (member.order.isHeld()) {
        touch.accept(member.order);
      }
    }
  }

  @Override
  public boolean onMarket(MarketEvent event) {
    return false;
  }

  @Override
  public void due(long nowNanos, Decision.Draft draft) {
    if (!timed.isEmpty()) {
      for (var list : timed) {
        if (list.attention.nextNanos <= nowNanos) {
          dirty.add(list);
        }
      }
    }
    while (!dirty.isEmpty() && draft.isEmpty()) {
      var list = dirty.iterator().next();
      if (desk.table().lists().find(list.account, list.listId) != list) { // memory let it go
        list.attention.nextNanos = NEVER;
      } else {
        look(list, nowNanos, draft);
      }
      if (draft.isEmpty()) {
        settled(list);
      }
    }
  }

  private void settled(OrderList list) {
    dirty.remove(list);
    if (list.attention.nextNanos == NEVER) {
      timed.remove(list);
    } else {
      timed.add(list);
    }
  }

  private void look(OrderList list, long nowNanos, Decision.Draft draft) {
    list.attention.nextNanos = NEVER;
    if (!list.isComplete()) {
      return; // the rest of what was appended with it follows
    }
    var circumstances = legs.circumstances(list, nowNanos);
    if (circumstances.patienceOver() && !list.attention.patienceOver) {
      list.attention.patienceOver = true;
      touchHeld(list);
    }
    lookAgain(list, legs.nextNanos(list, nowNanos));
    var plan = ContingencyRules.plan(list.contingency, legs.of(list), circumstances);
    for (int i = 0; i < plan.goals().size(); i++) {
      pursue(list, list.members().get(i), plan.goals().get(i), nowNanos, draft);
    }
    if (list.contingency == Contingency.BRACKET) {
      protect(list, plan, circumstances, nowNanos, draft);
    }
  }

  private void pursue(
      OrderList list, OrderList.Member member, Goal goal, long nowNanos, Decision.Draft draft) {
    switch (goal) {
      case Goal.Keep _ -> {
        // it is what it should be
      }
      case Goal.Release _ -> {
        // Triggers lets it go, as it does all that is held, when its leash allows
      }
      case Goal.Cancel(var reason) -> cancel(list, member, reason, nowNanos, draft);
      case Goal.Total(long total) -> resize(list, member, total, nowNanos, draft);
    }
  }

  private void cancel(
      OrderList list, OrderList.Member member, String reason, long nowNanos, Decision.Draft draft) {
    var order = member.order;
    if (order.isCancelPending()) {
      return;
    }
    long again = member.cancelRefusedNanos() + CANCEL_AGAIN_NANOS;
    if (member.cancelRefusedNanos() > 0 && nowNanos < again) {
      lookAgain(list, again);
      return;
    }
    Changes.cancel(order, list.cause(), reason, draft, nowNanos);
    if (member.cancelRefusedNanos() > 0) { // it may be over, and the word of it lost
      draft.effects.add(
          new Effect.Query(
              order.orderId, order.instrument.venue(), list.account, order.submit.clientOrderId()));
    }
  }

  private void resize(
      OrderList list, OrderList.Member member, long total, long nowNanos, Decision.Draft draft) {
    var order = member.order;
    if (order.isHeld()) {
      draft.events.add(
          new OrderAmended(
              order.submit.account(),
              order.orderId,
              order.nextVersion(),
              total,
              order.price(),
              0,
              nowNanos));
      return;
    }
    if (order.status() != OrderStatus.WORKING && order.status() != OrderStatus.PARTIALLY_FILLED) {
      return; // an answer is due: then there is another look
    }
    boolean possible =
        legs.isResizable(member)
            && !member.isRefused(total)
            && total >= order.instrument.minQuantity()
            && order.instrument.isOnLot(total);
    boolean isGrowth = total > order.quantity() && !legs.isExit(order);
    if (possible && isGrowth && !draft.isEmpty()) {
      return; // judged once what was decided before it counts: this list is looked at again
    }
    if (possible && isGrowth && !mayGrow(order, total, nowNanos)) {
      lookAgain(list, nowNanos + GROW_AGAIN_NANOS); // there may be room again
    } else if (possible) {
      amend(list, order, total, nowNanos, draft);
    } else if (total < order.quantity()) { // rather nothing there than twice as much as is held
      cancel(list, member, "it cannot be made smaller", nowNanos, draft);
    }
  }

  /** Unlike an exit of a bracket, which takes off what was put on, it may put more on. */
  private boolean mayGrow(Order order, long total, long nowNanos) {
    var account = order.submit.account();
    var limits = desk.config().limits().get(account);
    if (limits == null) {
      return false;
    }
    var verdict =
        risk.checkAmend(
            order.submit.with(total, order.price()),
            total - order.quantity(),
            true,
            order.instrument,
            limits,
            desk.table().exposure(account, order.submit.symbol()),
            nowNanos);
    return verdict == null;
  }

  private static void amend(
      OrderList list, Order order, long total, long nowNanos, Decision.Draft draft) {
    var account = order.submit.account();
    draft.events.add(
        new AmendRequested(
            account,
            order.orderId,
            order.nextVersion(),
            total,
            order.price(),
            list.cause(),
            nowNanos));
    draft.effects.add(
        new Effect.Amend(
            order.orderId,
            order.instrument.venue(),
            account,
            order.submit.clientOrderId(),
            total,
            order.price()));
  }

  private void protect(
      OrderList list, Plan plan, Circumstances circumstances, long nowNanos, Decision.Draft draft) {
    if (plan.close() != 0) {
      lookAgain(list, closes.close(list, plan.close(), nowNanos, draft));
    } else if (plan.exposed() > 0 && (circumstances.isWaived() || circumstances.isUnanswered())) {
      ListCloses.tell(
          list,
          plan.exposed(),
          circumstances.isWaived() ? "its stop was canceled" : "its stop is not answered",
          draft);
    }
    askAfter(list, list.members().get(1).order, nowNanos, draft);
    for (var close : list.closes()) {
      askAfter(list, close, nowNanos, draft);
    }
  }

  /** What protects is not taken for open on old word: one that rests for nothing is asked about. */
  private void askAfter(OrderList list, Order order, long nowNanos, Decision.Draft draft) {
    boolean isOut = order.isOpen() && !order.isHeld() && !order.submit.type().hasLimit();
    if (!isOut) {
      return;
    }
    long wait = desk.config().lists().protectWithin().toNanos();
    long next = Math.max(order.updatedNanos(), list.attention.askedNanos) + wait;
    if (nowNanos >= next) {
      list.attention.askedNanos = nowNanos;
      draft.effects.add(
          new Effect.Query(
              order.orderId, order.instrument.venue(), list.account, order.submit.clientOrderId()));
      next = nowNanos + wait;
    }
    lookAgain(list, next);
  }

  private static void lookAgain(OrderList list, long atNanos) {
    list.attention.nextNanos = Math.min(list.attention.nextNanos, atNanos);
  }

  @Override
  public long nextNanos() {
    long next = NEVER;
    for (var list : timed) {
      next = Math.min(next, list.attention.nextNanos);
    }
    return next;
  }
}
