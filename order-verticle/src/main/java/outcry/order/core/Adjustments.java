package outcry.order.core;

import java.util.List;
import outcry.model.Instructions;
import outcry.model.OrderCommand.CancelOrder;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent.BalanceAdjusted;
import outcry.model.OrderEvent.CancelRequested;
import outcry.model.OrderEvent.OrderAdopted;
import outcry.model.OrderEvent.PositionAdjusted;
import outcry.model.TradingState;

/**
 * What follows from the steps of a reconciliation: every change of ours is an event that says so.
 */
final class Adjustments {

  /** Whose orders and positions those are that nobody here asked for. */
  static final String STRATEGY = "reconciliation";

  private final Desk desk;
  private final Reports reports;
  private final Changes changes;
  private final Doubts doubts;

  Adjustments(Desk desk, Reports reports, Changes changes, Doubts doubts) {
    this.desk = desk;
    this.reports = reports;
    this.changes = changes;
    this.doubts = doubts;
  }

  Decision decide(Remedy remedy, long nowNanos) {
    return switch (remedy) {
      case Remedy.Adopt adopt -> adopt(adopt, nowNanos);
      case Remedy.Report(var report) -> reports.report(report, nowNanos);
      case Remedy.Doubt(var account, var id, var reason) ->
          doubts.missing(desk.table().find(account, id), reason, nowNanos);
      case Remedy.Query(var account, var id) -> query(desk.table().find(account, id));
      case Remedy.Cancel(var account, var id, var reason) -> {
        var canceled = changes.cancel(new CancelOrder(account, id, reason, nowNanos), nowNanos);
        yield new Decision(canceled.events(), canceled.effects(), null, canceled.incidents());
      }
      case Remedy.CancelGhost(var account, var id) -> ghost(desk.table().find(account, id));
      case Remedy.AdjustPosition adjust ->
          Decision.event(
              new PositionAdjusted(
                  adjust.account(),
                  adjust.symbol(),
                  STRATEGY,
                  adjust.side(),
                  adjust.quantity(),
                  adjust.price(),
                  adjust.reason(),
                  nowNanos));
      case Remedy.AdjustBalance adjust ->
          Decision.event(
              new BalanceAdjusted(
                  adjust.account(),
                  adjust.venue(),
                  adjust.currency(),
                  adjust.amount(),
                  adjust.reason(),
                  nowNanos));
      case Remedy.Halt(var account, var reason) -> {
        var draft = new Decision.Draft();
        reports.restrict(account, reason, draft, nowNanos);
        yield draft.reply(null);
      }
    };
  }

  private Decision adopt(Remedy.Adopt adopt, long nowNanos) {
    var found = adopt.order();
    if (desk.table().find(adopt.account(), found.clientOrderId()) != null) {
      return Decision.NONE; // it is ours already
    }
    var order =
        new SubmitOrder(
            adopt.account(),
            found.clientOrderId(),
            STRATEGY,
            found.symbol(),
            found.side(),
            found.type(),
            found.timeInForce(),
            found.quantity(),
            found.price(),
            false,
            false,
            Instructions.NONE,
            adopt.reason(),
            nowNanos);
    var draft = new Decision.Draft();
    long orderId = desk.table().nextOrderId();
    draft.events.add(
        new OrderAdopted(
            adopt.account(), orderId, 1, order, found.venueOrderId(), adopt.reason(), nowNanos));
    boolean isOpen = found.cumulativeQuantity() < found.quantity();
    boolean isHalted = desk.table().tradingStates().covering(order) == TradingState.HALTED;
    if (isOpen && (adopt.isCanceled() || isHalted)) { // the halt came when nobody knew of it
      draft.events.add(new CancelRequested(adopt.account(), orderId, 2, adopt.reason(), nowNanos));
      draft.effects.add(
          new Effect.Cancel(
              orderId, venueOf(found.symbol()), adopt.account(), found.clientOrderId()));
    }
    return draft.reply(null);
  }

  private String venueOf(String symbol) {
    return desk.instruments().find(symbol).orElseThrow().venue();
  }

  private static Decision query(Order order) {
    return order == null
        ? Decision.NONE
        : effect(
            new Effect.Query(
                order.orderId,
                order.instrument.venue(),
                order.submit.account(),
                order.submit.clientOrderId()));
  }

  private static Decision ghost(Order order) {
    return order == null || order.instrument == null // it named a symbol that nobody knows
        ? Decision.NONE
        : effect(
            new Effect.CancelGhost(
                order.orderId,
                order.instrument.venue(),
                order.submit.account(),
                order.submit.clientOrderId()));
  }

  private static Decision effect(Effect effect) {
    return new Decision(List.of(), List.of(effect), null, List.of());
  }
}
