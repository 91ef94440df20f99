package outcry.model;

import outcry.model.OrderCommand.SubmitOrder;

/**
 * A fact about an order, journaled before anybody acts on it. Never refused, never changed. Each
 * event of an order has the next {@link #version}, starting at 1.
 */
public sealed interface OrderEvent {

  String account();

  /** Unique within the partition. 0 for events that are not about one order. */
  long orderId();

  /** 1 for the first event of an order, then one more each; 0 where there is no order. */
  int version();

  /** When its owner learned it: nanoseconds since the epoch, UTC. */
  long atNanos();

  /** Our own risk refused it. Terminal. */
  record OrderDenied(
      String account,
      long orderId,
      int version,
      SubmitOrder order,
      RefusalCode code,
      String detail,
      long atNanos)
      implements OrderEvent {}

  /**
   * The intent: from here the order may reach its venue, once.
   *
   * @param deadlineNanos the venue must not accept it later than this
   * @param limitsVersion which limits it passed
   */
  record OrderIntended(
      String account,
      long orderId,
      int version,
      SubmitOrder order,
      long deadlineNanos,
      int limitsVersion,
      long atNanos)
      implements OrderEvent {}

  /** The venue has it. */
  record OrderAccepted(
      String account, long orderId, int version, String venueOrderId, long venueNanos, long atNanos)
      implements OrderEvent {}

  /** The venue refused it. */
  record OrderRejected(String account, long orderId, int version, String reason, long atNanos)
      implements OrderEvent {}

  /**
   * A fill.
   *
   * @param executionId the venue's id, applied once (FIX 17)
   * @param quantity of this fill, quantity units
   * @param price of this fill, price units
   * @param leavesQuantity still open after it (FIX 151)
   * @param fee {@code 10^-8} of the fee currency; negative for a rebate
   */
  record OrderFilled(
      String account,
      long orderId,
      int version,
      String symbol,
      Side side,
      String strategy,
      String executionId,
      long quantity,
      long price,
      long leavesQuantity,
      long fee,
      String feeCurrency,
      Liquidity liquidity,
      long venueNanos,
      long atNanos)
      implements OrderEvent {}

  record CancelRequested(String account, long orderId, int version, String cause, long atNanos)
      implements OrderEvent {}

  record CancelRejected(String account, long orderId, int version, String reason, long atNanos)
      implements OrderEvent {}

  record OrderCanceled(String account, long orderId, int version, String reason, long atNanos)
      implements OrderEvent {}

  record OrderExpired(String account, long orderId, int version, String reason, long atNanos)
      implements OrderEvent {}

  record AmendRequested(
      String account,
      long orderId,
      int version,
      long quantity,
      long price,
      String cause,
      long atNanos)
      implements OrderEvent {}

  record AmendRejected(String account, long orderId, int version, String reason, long atNanos)
      implements OrderEvent {}

  /** The venue changed the order to this total quantity and limit. */
  record OrderAmended(
      String account, long orderId, int version, long quantity, long price, long atNanos)
      implements OrderEvent {}

  /** The outcome at the venue is unknown. */
  record OrderInDoubt(String account, long orderId, int version, String reason, long atNanos)
      implements OrderEvent {}

  /** The venue proved that it never had the order and never will. Terminal. */
  record OrderNotSent(String account, long orderId, int version, String reason, long atNanos)
      implements OrderEvent {}

  /** The trading state of a scope changed. */
  record TradingStateChanged(
      String account,
      long orderId,
      int version,
      TradingScope scope,
      String key,
      TradingState state,
      String reason,
      long atNanos)
      implements OrderEvent {}
}
