package outcry.position.core;

import java.util.HashMap;
import java.util.Map;
import outcry.model.query.SymbolTop;

/** What open positions are valued at. Not thread-safe. */
public final class Marks {

  private final Map<String, Long> prices = new HashMap<>();

  /**
   * The mid of a two-sided quote, rounded half to even, otherwise the last trade; without either
   * the mark stays what it was.
   */
  public void mark(SymbolTop top) {
    if (top.bidPrice() > 0 && top.askPrice() > 0) {
      long twiceMid = Math.addExact(top.bidPrice(), top.askPrice());
      long mid = twiceMid >> 1;
      prices.put(top.symbol(), mid + (twiceMid & mid & 1));
    } else if (top.lastPrice() > 0) {
      prices.put(top.symbol(), top.lastPrice());
    }
  }

  /** Price units; 0 if none is known. */
  public long price(String symbol) {
    return prices.getOrDefault(symbol, 0L);
  }
}
