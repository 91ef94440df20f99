package outcry.venue;

import outcry.model.Instructions;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;

/**
 * An order as it goes to a venue.
 *
 * @param quantity quantity units
 * @param price limit, price units; 0 for a type without one
 * @param reduceOnly the venue must not let it make the position larger; false where the venue does
 *     not know that
 * @param instructions of an order whose condition the venue itself watches, else none
 * @param deadlineNanos the venue must not accept it later than this, epoch nanoseconds
 */
public record VenueOrder(
    String account,
    String clientOrderId,
    String symbol,
    Side side,
    OrderType type,
    TimeInForce timeInForce,
    long quantity,
    long price,
    boolean postOnly,
    boolean reduceOnly,
    Instructions instructions,
    long deadlineNanos) {

  /** A plain order. */
  public VenueOrder(
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
    this(
        account,
        clientOrderId,
        symbol,
        side,
        type,
        timeInForce,
        quantity,
        price,
        postOnly,
        false,
        Instructions.NONE,
        deadlineNanos);
  }

  /** An order without a condition, or whose condition was met. */
  public static VenueOrder of(SubmitOrder order, long deadlineNanos) {
    return new VenueOrder(
        order.account(),
        order.clientOrderId(),
        order.symbol(),
        order.side(),
        order.type().released(),
        order.timeInForce(),
        order.quantity(),
        order.price(),
        order.postOnly(),
        deadlineNanos);
  }
}
