package outcry.strategy;

import java.util.HashMap;
import java.util.Map;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.Side;

/** What one strategy has seen of the market last. On its thread. */
final class MarketSight {

  private final Map<String, StreamHealth.State> streams = new HashMap<>();

  /** The newest price of each symbol, as a buyer and as a seller would have to pay. */
  private final Map<String, long[]> prices = new HashMap<>();

  /** Data from a stream that never said how it is: taken as live. */
  void seen(String symbol) {
    streams.putIfAbsent(symbol, StreamHealth.State.LIVE);
  }

  void health(StreamHealth health) {
    streams.put(health.symbol(), health.state());
  }

  /** Null if nothing of that symbol has come yet. */
  StreamHealth.State stream(String symbol) {
    return streams.get(symbol);
  }

  void price(String symbol, long forBuyer, long forSeller) {
    var price = prices.computeIfAbsent(symbol, _ -> new long[2]);
    price[0] = forBuyer;
    price[1] = forSeller;
  }

  /** The newest price that an order on this side would have met, price units; 0 if none came. */
  long price(Side side, String symbol) {
    var price = prices.get(symbol);
    return price == null ? 0 : price[side == Side.BUY ? 0 : 1];
  }
}
