package outcry.order.core;

import java.util.ArrayList;
import java.util.List;
import outcry.model.Contingency;
import outcry.model.TimeInForce;
import outcry.order.core.contingent.Circumstances;
import outcry.order.core.contingent.ContingencyRules;
import outcry.order.core.contingent.Goal;
import outcry.order.core.contingent.Leg;
import outcry.order.core.contingent.Leg.Place;

/** Lists as the rules see them, and what the rules let those of their orders do that we hold. */
final class Legs implements Leash {

  private final Desk desk;

  Legs(Desk desk) {
    this.desk = desk;
  }

  List<Leg> of(OrderList list) {
    var legs = new ArrayList<Leg>(list.members().size());
    for (var member : list.members()) {
      legs.add(of(member, member.order.isTriggered()));
    }
    return legs;
  }

  private Leg of(OrderList.Member member, boolean triggered) {
    var order = member.order;
    return new Leg(
        place(order),
        order.submit.quantity(),
        order.quantity(),
        order.cumulativeQuantity(),
        order.netQuantity(),
        order.worstLeaves(),
        order.submit.type().hasTrigger(),
        triggered,
        isResizable(member));
  }

  private static Place place(Order order) {
    return switch (order.status()) {
      case TRIGGER_PENDING -> Place.HELD;
      case INTENT, SENT -> Place.LEAVING;
      case PENDING_CANCEL, IN_DOUBT -> order.isAcknowledged() ? Place.WORKING : Place.LEAVING;
      case WORKING, PARTIALLY_FILLED, PENDING_AMEND -> Place.WORKING;
      case DENIED, FILLED, CANCELED, EXPIRED, REJECTED, NOT_SENT -> Place.ENDED;
    };
  }

  /** Whether it rests at its venue, and the venue can change its quantity. */
  boolean isResizable(OrderList.Member member) {
    var order = member.order;
    var venue = order.instrument == null ? null : desk.venues().get(order.instrument.venue());
    return venue != null
        && venue.amend()
        && !member.isAmendRefused()
        && order.submit.type().hasLimit()
        && rests(order.submit.timeInForce());
  }

  private static boolean rests(TimeInForce timeInForce) {
    return switch (timeInForce) {
      case GTC, DAY, GTD -> true;
      case IOC, FOK, AT_OPEN, AT_CLOSE -> false;
    };
  }

  Circumstances circumstances(OrderList list, long nowNanos) {
    long since = leavingNanos(list);
    boolean patienceOver =
        since > 0 && nowNanos - since >= desk.config().lists().othersFirst().toNanos();
    if (list.contingency != Contingency.BRACKET) {
      return new Circumstances(patienceOver, false, false, 0, 0);
    }
    return new Circumstances(
        patienceOver, isUnanswered(list, nowNanos), list.isWaived(), list.closed(), list.closing());
  }

  /** Since when an order has waited for others to go first; 0 if none has. */
  private static long leavingNanos(OrderList list) {
    if (list.contingency == Contingency.BRACKET) {
      var stop = list.members().get(1).order;
      return stop.isHeld() || stop.isTriggered() ? stop.triggeredNanos() : stop.updatedNanos();
    }
    for (var member : list.members()) {
      if (member.order.isTriggered() && member.order.isOpen()) {
        return member.order.triggeredNanos();
      }
    }
    return 0;
  }

  private boolean isUnanswered(OrderList list, long nowNanos) {
    var stop = list.members().get(1).order;
    return place(stop) == Place.LEAVING && nowNanos >= answerNanos(stop);
  }

  private long answerNanos(Order stop) {
    return stop.updatedNanos() + desk.config().lists().protectWithin().toNanos();
  }

  /** When the rules may say something else though nothing has happened. */
  long nextNanos(OrderList list, long nowNanos) {
    long next = Duty.NEVER;
    long since = leavingNanos(list);
    if (since > 0) {
      next = later(since + desk.config().lists().othersFirst().toNanos(), nowNanos);
    }
    if (list.contingency == Contingency.BRACKET) {
      var stop = list.members().get(1).order;
      if (place(stop) == Place.LEAVING) {
        next = Math.min(next, later(answerNanos(stop), nowNanos));
      }
    }
    return next;
  }

  private static long later(long nanos, long nowNanos) {
    return nanos > nowNanos ? nanos : Duty.NEVER;
  }

  @Override
  public long mayRelease(Order order) {
    var list = desk.table().lists().deciding(order);
    return list == null ? order.quantity() : released(list, order, true);
  }

  @Override
  public boolean mustWait(Order order) {
    var list = desk.table().lists().deciding(order);
    return list != null && released(list, order, list.attention.patienceOver) == 0;
  }

  /**
   * An exit of a bracket: it goes for what was entered and not left, so it takes off what its
   * account has, and no limit may keep it here.
   */
  @Override
  public boolean isExit(Order order) {
    var list = desk.table().lists().deciding(order);
    return list != null && list.contingency == Contingency.BRACKET;
  }

  /** What it would be released for were its price met now; 0 if it would not be. */
  private long released(OrderList list, Order order, boolean patienceOver) {
    if (!list.isComplete()) {
      return 0;
    }
    var legs = new ArrayList<Leg>(list.members().size());
    int place = -1;
    for (var member : list.members()) {
      boolean isIt = member.order == order;
      place = isIt ? legs.size() : place;
      legs.add(of(member, isIt || member.order.isTriggered()));
    }
    var now = new Circumstances(patienceOver, false, list.isWaived(), list.closed(), 0);
    var plan = ContingencyRules.plan(list.contingency, legs, now);
    if (!(plan.goals().get(place) instanceof Goal.Release(long quantity))) {
      return 0;
    }
    boolean tooSmall =
        quantity < order.instrument.minQuantity() || !order.instrument.isOnLot(quantity);
    return tooSmall && !order.submit.type().hasTrigger() ? 0 : quantity; // more may fill
  }
}
