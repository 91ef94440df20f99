package outcry.venue;

import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;

/**
 * An order as it goes to a venue.
 *
 * @param quantity quantity units
 * @param price limit, price units; 0 for MARKET
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
    long deadlineNanos) {

  public static VenueOrder of(SubmitOrder order, long deadlineNanos) {
    return new VenueOrder(
        order.account(),
        order.clientOrderId(),
        order.symbol(),
        order.side(),
        order.type(),
        order.timeInForce(),
        order.quantity(),
        order.price(),
        order.postOnly(),
        deadlineNanos);
  }
}
