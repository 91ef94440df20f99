package outcry.order.core.risk;

import java.time.Duration;
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
    final PriceWindow window;

    Reference(long windowNanos) {
      window = windowNanos > 0 ? new PriceWindow(windowNanos) : null;
    }

    void seen(long twicePrice, long nanos) {
      if (window != null) {
        window.add(twicePrice, nanos);
      }
    }
  }

  private final Map<String, Reference> bySymbol = new HashMap<>();
  private final long windowNanos;

  /**
   * @param window how long the extremes of each reference are remembered; zero for not at all
   */
  public References(Duration window) {
    windowNanos = window.toNanos();
  }

  public void on(MarketEvent event) {
    switch (event) {
      case Quote quote -> {
        if (quote.isTwoSided()) {
          var reference = of(quote.symbol());
          reference.twiceMid = quote.twiceMid();
          reference.quoteNanos = quote.receivedNanos();
          reference.seen(reference.twiceMid, reference.quoteNanos);
        }
      }
      case Trade trade -> {
        var reference = of(trade.symbol());
        reference.tradePrice = trade.price();
        reference.tradeNanos = trade.receivedNanos();
        if (reference.quoteNanos == Long.MIN_VALUE) {
          reference.seen(Math.multiplyExact(2, reference.tradePrice), reference.tradeNanos);
        }
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

  /**
   * The last price known, however old, for valuing what is held: the mid, rounded up to a price
   * unit, else the last trade; 0 if the market has not spoken yet.
   */
  long mark(String symbol) {
    return Math.ceilDiv(twiceMark(symbol), 2);
  }

  /** Twice the last mid known, however old, else twice the last trade; 0 if there is none. */
  long twiceMark(String symbol) {
    var reference = bySymbol.get(symbol);
    if (reference == null) {
      return 0;
    }
    return reference.quoteNanos == Long.MIN_VALUE
        ? Math.multiplyExact(2, reference.tradePrice)
        : reference.twiceMid;
  }

  /** Twice the lowest reference of the window before now; 0 if none is remembered. */
  long twiceLowest(String symbol, long nowNanos) {
    var reference = bySymbol.get(symbol);
    return reference == null || reference.window == null ? 0 : reference.window.lowest(nowNanos);
  }

  /** Twice the highest reference of the window before now; 0 if none is remembered. */
  long twiceHighest(String symbol, long nowNanos) {
    var reference = bySymbol.get(symbol);
    return reference == null || reference.window == null ? 0 : reference.window.highest(nowNanos);
  }

  private Reference of(String symbol) {
    return bySymbol.computeIfAbsent(symbol, _ -> new Reference(windowNanos));
  }
}
