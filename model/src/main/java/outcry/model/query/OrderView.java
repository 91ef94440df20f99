package outcry.model.query;

import outcry.model.OrderStatus;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;

/**
 * An order as it stands. Quantities and prices in units of its instrument.
 *
 * @param triggerPrice as it stands, for a trailing stop; 0 if it has none
 * @param notional sum of price times quantity of its fills, {@code 10^-8} quote currency
 * @param reason why it ended or is in doubt; may be empty
 * @param cause what led to it
 */
public record OrderView(
    String account,
    String clientOrderId,
    long orderId,
    int version,
    String strategy,
    String symbol,
    Side side,
    OrderType type,
    TimeInForce timeInForce,
    long quantity,
    long price,
    long triggerPrice,
    boolean postOnly,
    long cumulativeQuantity,
    long notional,
    OrderStatus status,
    String reason,
    String cause,
    long createdNanos,
    long updatedNanos) {}
