package outcry.model;

/**
 * What a venue says about one of our orders (FIX 35=8 and 35=9). May arrive twice, late or out of
 * order.
 */
public sealed interface ExecutionReport {

  /** The cumulative quantity of a venue that does not tell it. */
  long UNTOLD = -1;

  String account();

  String clientOrderId();

  /** When the venue says it happened: nanoseconds since the epoch, UTC. */
  long venueNanos();

  record Accepted(String account, String clientOrderId, String venueOrderId, long venueNanos)
      implements ExecutionReport {}

  /** A definitive refusal of a new order. */
  record Rejected(String account, String clientOrderId, String reason, long venueNanos)
      implements ExecutionReport {}

  /**
   * A fill.
   *
   * @param executionId unique at the venue within the account
   * @param quantity of this fill, quantity units
   * @param price price units
   * @param cumulativeQuantity filled so far, with this fill
   * @param fee {@code 10^-8} of the fee currency; negative for a rebate
   */
  record Filled(
      String account,
      String clientOrderId,
      String venueOrderId,
      String executionId,
      long quantity,
      long price,
      long cumulativeQuantity,
      long fee,
      String feeCurrency,
      Liquidity liquidity,
      long venueNanos)
      implements ExecutionReport {}

  /**
   * A fill is taken back (FIX 150=H).
   *
   * @param executionId of this report
   * @param bustedExecutionId of the fill that is gone
   */
  record Busted(
      String account,
      String clientOrderId,
      String executionId,
      String bustedExecutionId,
      long venueNanos)
      implements ExecutionReport {}

  /**
   * The order is over.
   *
   * @param cumulativeQuantity filled before that in all, quantity units (FIX 14), so that an end
   *     which overtakes a fill is known to have; {@link #UNTOLD} if the venue does not say
   */
  record Canceled(
      String account, String clientOrderId, String reason, long cumulativeQuantity, long venueNanos)
      implements ExecutionReport {}

  /**
   * The order is over.
   *
   * @param cumulativeQuantity as in {@link Canceled}
   */
  record Expired(
      String account, String clientOrderId, String reason, long cumulativeQuantity, long venueNanos)
      implements ExecutionReport {}

  /** The order now has this total quantity and limit. */
  record Amended(String account, String clientOrderId, long quantity, long price, long venueNanos)
      implements ExecutionReport {}

  record CancelRejected(String account, String clientOrderId, String reason, long venueNanos)
      implements ExecutionReport {}

  record AmendRejected(String account, String clientOrderId, String reason, long venueNanos)
      implements ExecutionReport {}

  /** The answer to a query for an order the venue does not know. */
  record NotFound(String account, String clientOrderId, long venueNanos)
      implements ExecutionReport {}
}
