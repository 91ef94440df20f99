package outcry.launcher.run;

import outcry.launcher.setup.SimulatedMarkets;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderType;

/** What a client asked for, as text: to be compared with what the journal holds. */
record Wanted(
    String account,
    String clientOrderId,
    String symbol,
    String side,
    String type,
    String timeInForce,
    String quantity,
    String price) {

  static Wanted of(SubmitOrder order) {
    var instrument = SimulatedMarkets.instruments().get(order.symbol());
    return new Wanted(
        order.account(),
        order.clientOrderId(),
        order.symbol(),
        order.side().name(),
        order.type().name(),
        order.timeInForce().name(),
        instrument.quantityText(order.quantity()),
        order.type() == OrderType.MARKET ? "" : instrument.priceText(order.price()));
  }

  Wanted withQuantity(String other) {
    return new Wanted(account, clientOrderId, symbol, side, type, timeInForce, other, price);
  }

  String json() {
    return """
    {"account": "%s", "clientOrderId": "%s", "symbol": "%s", "side": "%s", "type": "%s",
     "timeInForce": "%s", "quantity": "%s"%s}
    """
        .formatted(
            account,
            clientOrderId,
            symbol,
            side,
            type,
            timeInForce,
            quantity,
            price.isEmpty() ? "" : ", \"price\": \"" + price + "\"");
  }
}
