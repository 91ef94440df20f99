package outcry.order.core.reconcile;

import java.util.ArrayList;
import java.util.List;
import outcry.model.ExecutionReport;
import outcry.model.FindingAction;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.VenueAccount.Execution;
import outcry.model.VenueAccount.OpenOrder;
import outcry.order.core.Remedy;

/**
 * What each action means for each finding. Fills are only ever booked as the venue reports them,
 * with their execution ids: none is inferred, and no opposite one is invented.
 */
final class Remedies {

  private static final String REASON = "reconciliation: ";

  private final String account;
  private final String venue;

  Remedies(String account, String venue) {
    this.account = account;
    this.venue = venue;
  }

  /**
   * In this order, each decided once the one before it is applied. Empty if people must decide.
   *
   * @param asOfNanos when it was so, by the venue's clock
   */
  List<Remedy> of(Finding finding, FindingAction action, long asOfNanos) {
    var steps = new ArrayList<Remedy>();
    switch (action) {
      case ASK, IGNORE -> {
        return List.of();
      }
      case HALT -> steps.add(new Remedy.Halt(account, REASON + finding.id()));
      case ADOPT, CANCEL -> {
        // below: what it is depends on the finding
      }
    }
    boolean adopts = action == FindingAction.ADOPT || action == FindingAction.CANCEL;
    switch (finding) {
      case Finding.UnknownOrder unknown -> {
        if (adopts) {
          boolean isCanceled = action == FindingAction.CANCEL;
          adopt(unknown.theirs(), isCanceled, unknown.fills(), finding, steps);
        }
      }
      case Finding.MissingOrder missing ->
          steps.add(
              new Remedy.Doubt(
                  account, missing.subject(), "not among the open orders of " + venue));
      case Finding.GhostOrder ghost -> {
        if (action == FindingAction.CANCEL) {
          steps.add(new Remedy.CancelGhost(account, ghost.subject()));
        }
      }
      case Finding.OrderDiffers differs -> {
        if (adopts) {
          steps.add(new Remedy.Report(amended(differs.theirs(), asOfNanos)));
        }
        if (action == FindingAction.CANCEL) {
          steps.add(new Remedy.Cancel(account, differs.subject(), REASON + finding.id()));
        }
      }
      case Finding.FilledDiffers differs -> steps.add(new Remedy.Query(account, differs.subject()));
      case Finding.MissingFill fill -> steps.add(new Remedy.Report(fill.theirs().report()));
      case Finding.UnknownFill unknown -> {
        if (adopts) {
          adopt(orderOf(unknown.fills()), false, unknown.fills(), finding, steps);
        }
      }
      case Finding.FillDiffers _, Finding.PhantomFill _ -> {
        // nothing of ours may change because of these: a halt, or people
      }
      case Finding.PositionDiffers position -> {
        if (adopts && position.averagePrice() > 0) {
          steps.add(adjusted(position));
        }
      }
      case Finding.BalanceDiffers balance -> {
        if (adopts) {
          steps.add(
              new Remedy.AdjustBalance(
                  account,
                  venue,
                  balance.currency(),
                  Math.subtractExact(balance.theirs(), balance.ours()),
                  REASON + finding.id()));
        }
      }
    }
    return steps;
  }

  private void adopt(
      OpenOrder order,
      boolean isCanceled,
      List<Execution> fills,
      Finding finding,
      List<Remedy> steps) {
    steps.add(new Remedy.Adopt(account, order, isCanceled, REASON + finding.id()));
    long told = 0;
    for (var fill : fills) {
      steps.add(new Remedy.Report(fill.report()));
      told += fill.report().quantity();
    }
    if (told < order.cumulativeQuantity()) { // older ones the venue tells when asked for the order
      steps.add(new Remedy.Query(account, order.clientOrderId()));
    }
  }

  /** What must have been ordered for these fills: that much, and no longer open. */
  private static OpenOrder orderOf(List<Execution> fills) {
    var last = fills.getLast();
    long filled = last.report().cumulativeQuantity();
    return new OpenOrder(
        last.report().clientOrderId(),
        last.report().venueOrderId(),
        last.symbol(),
        last.side(),
        OrderType.MARKET,
        TimeInForce.IOC,
        filled,
        0,
        filled);
  }

  private ExecutionReport amended(OpenOrder theirs, long asOfNanos) {
    return new ExecutionReport.Amended(
        account, theirs.clientOrderId(), theirs.quantity(), theirs.price(), asOfNanos);
  }

  private Remedy adjusted(Finding.PositionDiffers position) {
    long missing = Math.subtractExact(position.theirs(), position.ours());
    return new Remedy.AdjustPosition(
        account,
        position.symbol(),
        missing > 0 ? Side.BUY : Side.SELL,
        Math.absExact(missing),
        position.averagePrice(),
        REASON + position.id());
  }
}
