package outcry.order.core;

import outcry.model.ExecutionReport;
import outcry.model.Side;
import outcry.model.VenueAccount.OpenOrder;

/**
 * One step by which our state of an account is brought to its venue's, or kept from getting worse.
 */
public sealed interface Remedy {

  /**
   * An order of the venue's becomes ours; its fills are booked by the steps that follow.
   *
   * @param isCanceled at once: between two steps a process may die, and ours would stay
   */
  record Adopt(String account, OpenOrder order, boolean isCanceled, String reason)
      implements Remedy {}

  /** What the venue says goes the way of every report: known facts change nothing. */
  record Report(ExecutionReport report) implements Remedy {}

  /** An open order that the venue does not list may or may not be there. */
  record Doubt(String account, String clientOrderId, String reason) implements Remedy {}

  /** The venue is asked for all it knows of an order of ours. */
  record Query(String account, String clientOrderId) implements Remedy {}

  /** An open order of ours is canceled. */
  record Cancel(String account, String clientOrderId, String reason) implements Remedy {}

  /** An order that has ended here is canceled at its venue once more; nothing of ours changes. */
  record CancelGhost(String account, String clientOrderId) implements Remedy {}

  /**
   * @param side what must be added to our position
   * @param quantity what must be added to our position, quantity units
   * @param price what it is taken to have cost, price units
   */
  record AdjustPosition(
      String account, String symbol, Side side, long quantity, long price, String reason)
      implements Remedy {}

  /**
   * @param amount what must be added to our balance, {@code 10^-8}
   */
  record AdjustBalance(String account, String venue, String currency, long amount, String reason)
      implements Remedy {}

  /** No new risk in the account until people say so. */
  record Halt(String account, String reason) implements Remedy {}
}
