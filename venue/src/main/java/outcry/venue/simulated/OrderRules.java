package outcry.venue.simulated;

import java.util.Optional;
import outcry.model.Instrument;
import outcry.model.OrderType;
import outcry.model.RefusalCode;
import outcry.model.TimeInForce;
import outcry.venue.VenueOrder;

/** What an instrument allows an order to be; the first rule broken is the answer. */
final class OrderRules {

  static Optional<RefusalCode> broken(Instrument instrument, VenueOrder order) {
    return switch (order.type()) {
      case MARKET ->
          order.price() != 0 || order.postOnly()
              ? Optional.of(RefusalCode.FIELD_COMBINATION)
              : quantity(instrument, order.quantity());
      case LIMIT ->
          order.postOnly() && order.timeInForce() != TimeInForce.GTC
              ? Optional.of(RefusalCode.FIELD_COMBINATION)
              : limit(instrument, order.quantity(), order.price());
      case STOP, STOP_LIMIT, MARKET_IF_TOUCHED, LIMIT_IF_TOUCHED, TRAILING_STOP ->
          Optional.of(RefusalCode.FIELD_COMBINATION); // no triggers at this exchange
    };
  }

  /** Also for the total quantity and limit an order is to be amended to. */
  static Optional<RefusalCode> limit(Instrument instrument, long quantity, long price) {
    return quantity(instrument, quantity).or(() -> price(instrument, quantity, price));
  }

  /** Whether it can rest in a book. */
  static boolean mayRest(VenueOrder order) {
    return order.type() == OrderType.LIMIT && order.timeInForce() == TimeInForce.GTC;
  }

  private static Optional<RefusalCode> quantity(Instrument instrument, long quantity) {
    if (quantity <= 0) {
      return Optional.of(RefusalCode.QTY_NOT_POSITIVE);
    }
    if (!instrument.isOnLot(quantity)) {
      return Optional.of(RefusalCode.LOT_SIZE);
    }
    if (quantity < instrument.minQuantity()) {
      return Optional.of(RefusalCode.MIN_QTY);
    }
    return quantity > instrument.maxQuantity()
        ? Optional.of(RefusalCode.MAX_QTY)
        : Optional.empty();
  }

  private static Optional<RefusalCode> price(Instrument instrument, long quantity, long price) {
    if (price <= 0) {
      return Optional.of(RefusalCode.PRICE_NOT_POSITIVE);
    }
    if (!instrument.isOnTick(price)) {
      return Optional.of(RefusalCode.TICK_SIZE);
    }
    try {
      return instrument.notional(price, quantity) < instrument.minNotional()
          ? Optional.of(RefusalCode.MIN_NOTIONAL)
          : Optional.empty();
    } catch (ArithmeticException e) {
      return Optional.of(RefusalCode.OVERFLOW);
    }
  }

  private OrderRules() {}
}
