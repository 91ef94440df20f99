package outcry.model.query;

import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;

/**
 * One request to the simulated exchange's order entry. Fields a kind does not need are 0, empty or
 * their first constant.
 *
 * @param quantity quantity units
 * @param price price units
 * @param deadlineNanos of a new order, epoch nanoseconds
 */
public record ExchangeRequest(
    Kind kind,
    String account,
    String clientOrderId,
    String symbol,
    Side side,
    OrderType type,
    TimeInForce timeInForce,
    long quantity,
    long price,
    boolean postOnly,
    long deadlineNanos) {

  /** What is asked. */
  public enum Kind {
    SUBMIT,
    CANCEL,
    AMEND,
    QUERY
  }

  /** A request about an order that exists. */
  public static ExchangeRequest about(
      Kind kind, String account, String clientOrderId, long quantity, long price) {
    return new ExchangeRequest(
        kind,
        account,
        clientOrderId,
        "",
        Side.BUY,
        OrderType.LIMIT,
        TimeInForce.GTC,
        quantity,
        price,
        false,
        0);
  }
}
