package outcry.order.core.risk;

import java.util.HashMap;
import java.util.Map;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.Bar;
import outcry.model.MarketEvent.BookDelta;
import outcry.model.MarketEvent.BookSnapshot;
import outcry.model.MarketEvent.InstrumentStatus;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.MarketEvent.Trade;

/**
 * What orders are priced against: the last two-sided quote, else the last trade, of each
 * instrument. Prices are kept doubled so that a mid stays exact. Not journaled: after a start there
 * is no reference until the market speaks.
 */
public final class References {

  private static final class Reference {
    long twiceMid;
    long quoteNanos = Long.MIN_VALUE;
    long tradePrice;
    long tradeNanos = Long.MIN_VALUE;
    StreamHealth.State health = StreamHealth.State.LIVE;
  }

  private final Map<String, Reference> bySymbol = new HashMap<>();

  public void on(MarketEvent event) {
    switch (event) {
      case Quote quote -> {
        if (quote.isTwoSided()) {
          var reference = of(quote.symbol());
          reference.twiceMid = quote.twiceMid();
          reference.quoteNanos = quote.receivedNanos();
        }
      }
      case Trade trade -> {
        var reference = of(trade.symbol());
        reference.tradePrice = trade.price();
        reference.tradeNanos = trade.receivedNanos();
      }
      case StreamHealth health -> of(health.symbol()).health = health.state();
      case BookSnapshot _, BookDelta _, Bar _, InstrumentStatus _ -> {
        // says nothing that quotes and trades do not say
      }
    }
  }

  /** Nothing is known of the symbol: neither a quote nor a trade was ever seen. */
  boolean isUnknown(String symbol) {
    var reference = bySymbol.get(symbol);
    return reference == null
        || (reference.quoteNanos == Long.MIN_VALUE && reference.tradeNanos == Long.MIN_VALUE);
  }

  boolean isLive(String symbol) {
    var reference = bySymbol.get(symbol);
    return reference != null && reference.health == StreamHealth.State.LIVE;
  }

  /** Twice the reference price, price units; 0 if nothing is younger than {@code maxAgeNanos}. */
  long twicePrice(String symbol, long nowNanos, long maxAgeNanos) {
    var reference = bySymbol.get(symbol);
    if (reference == null) {
      return 0;
    }
    long oldest = nowNanos - maxAgeNanos;
    if (reference.quoteNanos >= oldest) {
      return reference.twiceMid;
    }
    return reference.tradeNanos >= oldest ? Math.multiplyExact(2, reference.tradePrice) : 0;
  }

  private Reference of(String symbol) {
    return bySymbol.computeIfAbsent(symbol, _ -> new Reference());
  }
}
