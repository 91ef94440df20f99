package outcry.venue.paper;

import java.util.Optional;
import outcry.model.OrderType;
import outcry.model.TimeInForce;
import outcry.venue.VenueOrder;

/** What the venue refuses about an order's content. */
final class OrderRules {

  /** Why the order is refused as the market stands; empty if it is not. */
  static Optional<String> refusal(VenueOrder order, PaperMarket market) {
    var instrument = market.instrument();
    if (order.quantity() < instrument.minQuantity()) {
      return Optional.of("quantity below minimum");
    }
    if (order.quantity() > instrument.maxQuantity()) {
      return Optional.of("quantity above maximum");
    }
    if (!instrument.isOnLot(order.quantity())) {
      return Optional.of("quantity not on lot size");
    }
    var priceRefusal =
        switch (order.type()) {
          case LIMIT -> limitRefusal(order, market);
          case MARKET ->
              order.price() != 0 || order.postOnly()
                  ? Optional.of("market order with a limit")
                  : Optional.<String>empty();
          case STOP, STOP_LIMIT, MARKET_IF_TOUCHED, LIMIT_IF_TOUCHED, TRAILING_STOP ->
              Optional.of("order type not known here");
        };
    return priceRefusal.or(() -> valueRefusal(order, market));
  }

  private static Optional<String> limitRefusal(VenueOrder order, PaperMarket market) {
    if (order.price() <= 0) {
      return Optional.of("price not positive");
    }
    if (!market.instrument().isOnTick(order.price())) {
      return Optional.of("price not on tick size");
    }
    if (!order.postOnly()) {
      return Optional.empty();
    }
    if (order.timeInForce() != TimeInForce.GTC) {
      return Optional.of("post-only must be good till canceled");
    }
    return market.isMarketable(order.side(), order.price())
        ? Optional.of("post-only would take")
        : Optional.empty();
  }

  /** A market order is worth what the displayed price makes of it; without one it cannot fill. */
  private static Optional<String> valueRefusal(VenueOrder order, PaperMarket market) {
    long displayed = market.opposite(order.side()).price();
    long price = order.type() == OrderType.LIMIT ? order.price() : displayed;
    try {
      // a sell limit may fill at the better displayed price, whose value must be exact as well
      market.instrument().notional(Math.max(price, displayed), order.quantity());
      return price > 0
              && market.instrument().notional(price, order.quantity())
                  < market.instrument().minNotional()
          ? Optional.of("value below minimum")
          : Optional.empty();
    } catch (ArithmeticException _) {
      return Optional.of("value exceeds 64 bits");
    }
  }

  private OrderRules() {}
}
