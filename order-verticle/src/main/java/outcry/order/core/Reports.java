package outcry.order.core;

import outcry.model.ExecutionReport;
import outcry.model.ExecutionReport.Filled;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.AmendRejected;
import outcry.model.OrderEvent.CancelRejected;
import outcry.model.OrderEvent.FillBusted;
import outcry.model.OrderEvent.OrderAccepted;
import outcry.model.OrderEvent.OrderAmended;
import outcry.model.OrderEvent.OrderCanceled;
import outcry.model.OrderEvent.OrderExpired;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderEvent.OrderInDoubt;
import outcry.model.OrderEvent.OrderRejected;
import outcry.model.OrderEvent.TradingStateChanged;
import outcry.model.OrderStatus;
import outcry.model.TradingScope;
import outcry.model.TradingState;

/**
 * What follows from what a venue says. Reports come twice, late and in any order, so each is judged
 * by its content against what is known, never by its place in a sequence.
 */
final class Reports {

  private final Desk desk;

  Reports(Desk desk) {
    this.desk = desk;
  }

  Decision report(ExecutionReport report, long nowNanos) {
    var order = desk.table().find(report.account(), report.clientOrderId());
    if (order == null) {
      return unknown(report, nowNanos);
    }
    if (order.isHeld() && !(report instanceof Filled)) { // it never left the house
      return Decision.incident(Incident.Kind.IMPOSSIBLE_REPORT, report + " of " + text(order));
    }
    var draft = new Decision.Draft();
    switch (report) {
      case ExecutionReport.Accepted accepted -> accepted(order, accepted, draft, nowNanos);
      case Filled filled -> filled(order, filled, draft, nowNanos);
      case ExecutionReport.Rejected rejected -> rejected(order, rejected.reason(), draft, nowNanos);
      case ExecutionReport.Busted busted -> busted(order, busted, draft, nowNanos);
      case ExecutionReport.Canceled canceled -> {
        overtaken(order, canceled.cumulativeQuantity(), draft, nowNanos);
        if (mayEnd(order)) {
          add(
              draft,
              Expiries.isExpiry(order)
                  ? expired(order, canceled.reason(), nowNanos)
                  : canceled(order, canceled.reason(), nowNanos));
        }
      }
      case ExecutionReport.Expired expired -> {
        overtaken(order, expired.cumulativeQuantity(), draft, nowNanos);
        if (mayEnd(order)) {
          add(draft, expired(order, expired.reason(), nowNanos));
        }
      }
      case ExecutionReport.Amended amended -> amended(order, amended, draft, nowNanos);
      case ExecutionReport.CancelRejected rejected ->
          cancelRejected(order, rejected, draft, nowNanos);
      case ExecutionReport.AmendRejected rejected -> {
        if (isNewsOfAmend(order, rejected.venueNanos())) {
          order.waiting.amendRefused(rejected.venueNanos());
          add(draft, amendRejected(order, rejected.reason(), nowNanos));
        }
      }
      case ExecutionReport.NotFound _ ->
          draft.incident(
              Incident.Kind.IMPOSSIBLE_REPORT, "not found, without a query: " + text(order));
    }
    askAgain(order, draft);
    return draft.reply(null);
  }

  /** Nobody's order. A fill of it is nobody's risk: the account takes none until people look. */
  private Decision unknown(ExecutionReport report, long nowNanos) {
    var text = report.account() + " " + report.clientOrderId();
    if (!(report instanceof Filled fill)) {
      return Decision.incident(Incident.Kind.UNKNOWN_ORDER, text);
    }
    var draft = new Decision.Draft();
    draft.incident(
        Incident.Kind.UNATTRIBUTED_FILL, text + " " + fill.quantity() + " at " + fill.price());
    restrict(
        report.account(), "a fill of an unknown order: " + report.clientOrderId(), draft, nowNanos);
    return draft.reply(null);
  }

  /**
   * No new risk in an account of which something is wrong, until people have looked. What protects
   * it may still go: a halt would hold back stops as well.
   */
  void restrict(String account, String reason, Decision.Draft draft, long nowNanos) {
    var states = desk.table().tradingStates();
    if (states.of(TradingScope.ACCOUNT, account).compareTo(TradingState.REDUCING) < 0) {
      draft.events.add(
          new TradingStateChanged(
              account,
              0,
              0,
              TradingScope.ACCOUNT,
              account,
              TradingState.REDUCING,
              reason,
              nowNanos));
    }
  }

  private void accepted(
      Order order, ExecutionReport.Accepted report, Decision.Draft draft, long nowNanos) {
    boolean news =
        switch (order.status()) {
          case INTENT, SENT -> true;
          case IN_DOUBT -> !order.missesFill(); // what is in doubt is not whether it exists
          case PENDING_CANCEL -> !order.isAcknowledged();
          case WORKING, PARTIALLY_FILLED, PENDING_AMEND -> false; // a repetition
          case FILLED, CANCELED, EXPIRED -> false; // the acceptance was overtaken
          case DENIED, TRIGGER_PENDING -> {
            draft.incident(Incident.Kind.GHOST_ORDER, text(order)); // it was never a venue's
            yield false;
          }
          case REJECTED, NOT_SENT -> {
            draft.incident(Incident.Kind.GHOST_ORDER, text(order));
            draft.effects.add(
                new Effect.Cancel(
                    order.orderId,
                    order.instrument.venue(),
                    report.account(),
                    report.clientOrderId()));
            yield false;
          }
        };
    if (news) {
      draft.events.add(
          new OrderAccepted(
              report.account(),
              order.orderId,
              order.nextVersion(),
              report.venueOrderId(),
              report.venueNanos(),
              nowNanos));
    }
  }

  private void filled(Order order, Filled report, Decision.Draft draft, long nowNanos) {
    if (report.quantity() <= 0 || order.instrument == null) {
      draft.incident(
          Incident.Kind.IMPOSSIBLE_REPORT,
          report.executionId() + " fills " + report.quantity() + " of " + text(order));
      return;
    }
    var seen = desk.table().execution(order, report.executionId());
    long filled = order.cumulativeQuantity();
    if (seen == null) {
      filled = Math.addExact(filled, report.quantity());
      booked(order, report, filled, draft, nowNanos);
      var bust = desk.table().bustOf(order, report.executionId());
      if (bust != null) {
        var gone = Execution.of((OrderFilled) draft.events.getLast());
        takeBack(order, bust, gone, order.nextVersion() + 1, draft, nowNanos);
      }
    } else if (!seen.isSame(order.orderId, report)) {
      disputed(order, report, draft, nowNanos);
    }
    if (report.cumulativeQuantity() > filled) {
      boolean leaves = order.worstQuantity() > filled;
      int version = order.nextVersion() + (seen == null ? draft.events.size() : 0);
      missing(
          order,
          report.cumulativeQuantity(),
          report.executionId(),
          leaves && (seen == null || order.status() != OrderStatus.IN_DOUBT),
          version,
          draft,
          nowNanos);
    }
  }

  private static void booked(
      Order order, Filled report, long filled, Decision.Draft draft, long nowNanos) {
    if (!order.isOpen()) {
      draft.incident(Incident.Kind.LATE_FILL, report.executionId() + " of " + text(order));
    }
    if (filled > order.worstQuantity()) {
      draft.incident(Incident.Kind.OVERFILL, report.executionId() + " of " + text(order));
    }
    draft.events.add(
        new OrderFilled(
            report.account(),
            order.orderId,
            order.nextVersion(),
            order.submit.symbol(),
            order.submit.side(),
            order.submit.strategy(),
            report.executionId(),
            report.quantity(),
            report.price(),
            order.isOpen() ? Math.max(0, order.worstQuantity() - filled) : 0,
            report.fee(),
            report.feeCurrency(),
            report.liquidity(),
            report.venueNanos(),
            nowNanos));
  }

  /** One id, two meanings (I7): the first one stays, and the account takes no risk on it. */
  private void disputed(Order order, Filled report, Decision.Draft draft, long nowNanos) {
    if (desk.table().isNewDispute(order, report)) {
      var text = report.executionId() + " of " + text(order);
      draft.incident(Incident.Kind.EXECUTION_CONFLICT, text);
      restrict(report.account(), "an execution with two meanings: " + text, draft, nowNanos);
    }
  }

  private void busted(
      Order order, ExecutionReport.Busted report, Decision.Draft draft, long nowNanos) {
    if (desk.table().execution(order, report.executionId()) != null) {
      return; // a repetition
    }
    var gone = desk.table().execution(order, report.bustedExecutionId());
    if (gone == null && order.instrument != null && order.status() != OrderStatus.DENIED) {
      if (desk.table().isGoneEarly(order, report)) { // kept until the fill comes
        draft.incident(
            Incident.Kind.MISSING_FILL,
            report.bustedExecutionId() + " is taken back before it came, of " + text(order));
        draft.effects.add(
            new Effect.Query(
                order.orderId, order.instrument.venue(), report.account(), report.clientOrderId()));
      }
      return;
    }
    if (gone == null || gone.orderId() != order.orderId || gone.isBust() || gone.isGone()) {
      draft.incident(
          Incident.Kind.IMPOSSIBLE_REPORT,
          report.executionId()
              + " takes back "
              + report.bustedExecutionId()
              + ", no fill that stands of "
              + text(order));
      return;
    }
    takeBack(order, report, gone, order.nextVersion(), draft, nowNanos);
  }

  private static void takeBack(
      Order order,
      ExecutionReport.Busted report,
      Execution gone,
      int version,
      Decision.Draft draft,
      long nowNanos) {
    draft.incident(Incident.Kind.FILL_BUSTED, report.bustedExecutionId() + " of " + text(order));
    draft.events.add(
        new FillBusted(
            report.account(),
            order.orderId,
            version,
            order.submit.symbol(),
            order.submit.side(),
            order.submit.strategy(),
            report.executionId(),
            report.bustedExecutionId(),
            gone.quantity(),
            gone.price(),
            Math.negateExact(gone.fee()),
            gone.feeCurrency(),
            report.venueNanos(),
            nowNanos));
  }

  /** An end that tells of more than has come: it has overtaken a fill. */
  private void overtaken(
      Order order, long cumulativeQuantity, Decision.Draft draft, long nowNanos) {
    if (cumulativeQuantity > order.cumulativeQuantity()) {
      boolean news = order.status() != OrderStatus.IN_DOUBT;
      missing(order, cumulativeQuantity, "the end", news, order.nextVersion(), draft, nowNanos);
    }
  }

  /**
   * One fill at least before this is not here. The order is in doubt, and asked about, until all
   * are; one that has ended by our count is asked about, too.
   */
  private void missing(
      Order order,
      long cumulativeQuantity,
      String before,
      boolean isDoubtful,
      int version,
      Decision.Draft draft,
      long nowNanos) {
    if (!order.missesFill()) {
      draft.incident(Incident.Kind.MISSING_FILL, "one before " + before + " of " + text(order));
    }
    desk.table().told(order, cumulativeQuantity);
    if (order.isOpen() && !order.isHeld() && isDoubtful) {
      draft.events.add(
          new OrderInDoubt(
              order.submit.account(),
              order.orderId,
              version,
              "a fill before " + before + " is missing",
              nowNanos));
    }
  }

  /**
   * An end that was told before is a repetition. One that comes while a fill is missing is not
   * believed yet: the venue is asked until it tells of it again.
   */
  private boolean mayEnd(Order order) {
    if (order.isOpen() && order.missesFill()) {
      desk.table().endTold(order);
    }
    return order.isOpen() && !order.missesFill();
  }

  private void rejected(Order order, String reason, Decision.Draft draft, long nowNanos) {
    if (!mayEnd(order)) {
      return;
    }
    if (order.cumulativeQuantity() > 0) { // what has filled was not refused
      draft.events.add(canceled(order, "rejected by the venue: " + reason, nowNanos));
    } else {
      draft.events.add(
          new OrderRejected(
              order.submit.account(), order.orderId, order.nextVersion(), reason, nowNanos));
    }
  }

  /** A refusal is of the pending amend unless it came before, or was told before. */
  private boolean isNewsOfAmend(Order order, long venueNanos) {
    return order.isOpen()
        && order.isAmendPending()
        && order.status() != OrderStatus.IN_DOUBT // what is refused proves nothing then
        && venueNanos > order.waiting.amendRefusedNanos()
        && venueNanos + desk.config().clockSkew().toNanos() >= order.amendAskedNanos();
  }

  private static void amended(
      Order order, ExecutionReport.Amended report, Decision.Draft draft, long nowNanos) {
    boolean news =
        order.isOpen()
            && report.venueNanos() > order.amendedVenueNanos() // otherwise told late, or again
            && (order.isAmendPending()
                || order.quantity() != report.quantity()
                || order.price() != report.price());
    if (news && report.quantity() > 0) {
      draft.events.add(
          new OrderAmended(
              report.account(),
              order.orderId,
              order.nextVersion(),
              report.quantity(),
              report.price(),
              report.venueNanos(),
              nowNanos));
    }
  }

  /**
   * A refusal to cancel is not believed while it is not known that the venue has the order (the
   * cancel may have overtaken it), nor against a halt: the cancel is asked for again once the order
   * is accepted, or found. In doubt, what is refused proves nothing either.
   */
  private void cancelRejected(
      Order order, ExecutionReport.CancelRejected report, Decision.Draft draft, long nowNanos) {
    if (!order.isOpen() || !order.isCancelPending() || order.status() == OrderStatus.IN_DOUBT) {
      return; // a repetition, or what the query will tell
    }
    boolean halted = desk.table().tradingStates().covering(order.submit) == TradingState.HALTED;
    if (hadFilledBefore(order, report)) {
      add(draft, amendRejected(order, "it had filled before", nowNanos));
    } else if (!order.isAcknowledged() || halted) {
      order.waiting.cancelRefused();
    } else {
      add(draft, cancelRejected(order, report.reason(), nowNanos));
    }
  }

  /**
   * All of it had filled, but for an amend that may have made it larger: had it been made, there
   * would have been something to cancel.
   */
  private static boolean hadFilledBefore(Order order, ExecutionReport.CancelRejected report) {
    return order.isAmendPending()
        && order.cumulativeQuantity() >= order.quantity()
        && report.venueNanos() >= order.filledVenueNanos();
  }

  /**
   * An order that comes out of doubt with a cancel or amend unanswered is asked for it again: both
   * may be repeated safely, unlike the order itself.
   */
  private static void askAgain(Order order, Decision.Draft draft) {
    boolean refused = order.isCancelPending() && order.waiting.wasCancelRefused();
    if ((order.status() != OrderStatus.IN_DOUBT && !refused) || draft.events.isEmpty()) {
      return;
    }
    boolean found =
        switch (draft.events.getLast()) {
          case OrderAccepted _ -> true;
          case OrderFilled fill -> fill.leavesQuantity() > 0;
          case OrderEvent _ -> false;
        };
    if (found && order.isCancelPending()) {
      draft.effects.add(
          new Effect.Cancel(
              order.orderId,
              order.instrument.venue(),
              order.submit.account(),
              order.submit.clientOrderId()));
    } else if (found && order.isAmendPending()) {
      draft.effects.add(
          new Effect.Amend(
              order.orderId,
              order.instrument.venue(),
              order.submit.account(),
              order.submit.clientOrderId(),
              order.amendQuantity(),
              order.amendPrice()));
    }
  }

  private static void add(Decision.Draft draft, OrderEvent event) {
    draft.events.add(event);
  }

  private static OrderCanceled canceled(Order order, String reason, long nowNanos) {
    return new OrderCanceled(
        order.submit.account(), order.orderId, order.nextVersion(), reason, nowNanos);
  }

  private static OrderExpired expired(Order order, String reason, long nowNanos) {
    return new OrderExpired(
        order.submit.account(), order.orderId, order.nextVersion(), reason, nowNanos);
  }

  private static CancelRejected cancelRejected(Order order, String reason, long nowNanos) {
    return new CancelRejected(
        order.submit.account(), order.orderId, order.nextVersion(), reason, nowNanos);
  }

  private static AmendRejected amendRejected(Order order, String reason, long nowNanos) {
    return new AmendRejected(
        order.submit.account(), order.orderId, order.nextVersion(), reason, nowNanos);
  }

  static String text(Order order) {
    return order.submit.account()
        + " "
        + order.submit.clientOrderId()
        + " ("
        + order.status()
        + ")";
  }
}
