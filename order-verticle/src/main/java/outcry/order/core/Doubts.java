package outcry.order.core;

import java.util.ArrayList;
import java.util.List;
import outcry.model.ExecutionReport;
import outcry.model.OrderEvent.OrderInDoubt;
import outcry.model.OrderEvent.OrderNotSent;
import outcry.model.OrderStatus;

/**
 * What follows from a venue's silence. An order in doubt is asked about for ever, at a bounded
 * rate; only the venue's own evidence ends the doubt (I3).
 */
final class Doubts {

  private final Desk desk;
  private final Reports reports;

  Doubts(Desk desk, Reports reports) {
    this.desk = desk;
    this.reports = reports;
  }

  Decision timeouts(long nowNanos) {
    var draft = new Decision.Draft();
    long patience = desk.config().ackTimeout().toNanos();
    for (var order : desk.table().awaitingVenue()) {
      if (order.awaitsVenue()
          && order.status() != OrderStatus.IN_DOUBT
          && nowNanos - order.waiting.sinceNanos() >= patience) {
        draft.events.add(doubt(order, "no answer to " + order.status(), nowNanos));
      }
    }
    return draft.reply(null);
  }

  Decision recovery(long nowNanos) {
    var draft = new Decision.Draft();
    for (var order : desk.table().openOrders()) {
      if (order.status() != OrderStatus.IN_DOUBT && !order.isHeld()) {
        draft.events.add(doubt(order, "the owner changed while " + order.status(), nowNanos));
      }
    }
    return draft.reply(null);
  }

  Decision outcomeUnknown(long orderId, String reason, long nowNanos) {
    var order = desk.table().find(orderId);
    boolean news = order != null && order.awaitsVenue() && order.status() != OrderStatus.IN_DOUBT;
    return news ? Decision.event(doubt(order, reason, nowNanos)) : Decision.NONE;
  }

  /** An order that rests here is not among those that its venue lists as open. */
  Decision missing(Order order, String reason, long nowNanos) {
    boolean rests =
        order != null
            && (order.status() == OrderStatus.WORKING
                || order.status() == OrderStatus.PARTIALLY_FILLED);
    return rests ? Decision.event(doubt(order, reason, nowNanos)) : Decision.NONE;
  }

  Decision orderNotSent(long orderId, String reason, long nowNanos) {
    var order = desk.table().find(orderId);
    boolean neverLeft =
        order != null
            && !order.isAcknowledged()
            && (order.status() == OrderStatus.SENT || order.status() == OrderStatus.PENDING_CANCEL);
    return neverLeft
        ? notSent(desk, order, reason, nowNanos)
        : outcomeUnknown(orderId, reason, nowNanos);
  }

  Decision found(long orderId, ExecutionReport report, long askedNanos, long nowNanos) {
    var order = desk.table().find(orderId);
    if (order == null || !(report instanceof ExecutionReport.NotFound)) {
      return reports.report(report, nowNanos);
    }
    if (order.status() != OrderStatus.IN_DOUBT) {
      return Decision.NONE; // it answered while we asked
    }
    if (order.isAcknowledged()) {
      return alarm(order, Incident.Kind.FORGOTTEN_BY_VENUE);
    }
    var venue = desk.venues().get(order.instrument.venue());
    if (venue == null || !venue.honoursDeadline()) { // it could still arrive, whenever that may be
      return canceledToBeSafe(order);
    }
    long proven =
        order.deadlineNanos()
            + desk.config().clockSkew().toNanos()
            + venue.processingBoundNanos()
            + venue.notFoundLagNanos();
    return askedNanos > proven
        ? notSent(desk, order, "not found at the venue, and too late to be", nowNanos)
        : Decision.NONE;
  }

  /** Should it arrive after all, it is to go. Whether it ever will, nobody here can know. */
  private static Decision canceledToBeSafe(Order order) {
    var alarm = alarm(order, Incident.Kind.UNRESOLVABLE_DOUBT);
    if (alarm.incidents().isEmpty()) {
      return alarm;
    }
    var cancel =
        new Effect.Cancel(
            order.orderId,
            order.instrument.venue(),
            order.submit.account(),
            order.submit.clientOrderId());
    return new Decision(List.of(), List.of(cancel), null, alarm.incidents());
  }

  private static Decision alarm(Order order, Incident.Kind kind) {
    return order.waiting.alarm() ? Decision.incident(kind, Reports.text(order)) : Decision.NONE;
  }

  List<Effect.Query> dueQueries(int limit, long nowNanos) {
    var due = new ArrayList<Effect.Query>();
    for (var order : desk.table().awaitingVenue()) {
      if (due.size() >= limit) {
        break;
      }
      boolean isAsked = order.status() == OrderStatus.IN_DOUBT || order.owesTelling();
      if (isAsked && order.waiting.isQueryDue(nowNanos)) {
        due.add(
            new Effect.Query(
                order.orderId,
                order.instrument.venue(),
                order.submit.account(),
                order.submit.clientOrderId()));
      }
    }
    return due;
  }

  void queryStarted(long orderId) {
    var order = desk.table().find(orderId);
    if (order != null) {
      order.waiting.queryStarted();
    }
  }

  void queryEnded(long orderId, long nowNanos) {
    var order = desk.table().find(orderId);
    if (order != null) {
      order.waiting.queryEnded(nowNanos, desk.config());
    }
  }

  private static OrderInDoubt doubt(Order order, String reason, long nowNanos) {
    return new OrderInDoubt(
        order.submit.account(), order.orderId, order.nextVersion(), reason, nowNanos);
  }

  /**
   * An order that never reached its venue is over. Whoever gave one that waits for a price is not
   * there to see that it came to nothing, so people are told, unless it belongs to a list: that
   * closes what is not protected.
   */
  static Decision notSent(Desk desk, Order order, String reason, long nowNanos) {
    var event =
        new OrderNotSent(
            order.submit.account(), order.orderId, order.nextVersion(), reason, nowNanos);
    boolean isMissed =
        order.submit.type().hasTrigger()
            && !order.isCancelPending()
            && desk.table().lists().of(order) == null;
    return isMissed
        ? new Decision(
            List.of(event),
            List.of(),
            null,
            List.of(
                new Incident(Incident.Kind.RELEASE_NOT_SENT, Reports.text(order) + ": " + reason)))
        : Decision.event(event);
  }
}
