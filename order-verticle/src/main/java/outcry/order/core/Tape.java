package outcry.order.core;

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
 * The newest prices of each instrument and what has traded, as far as its stream is to be believed.
 * Not journaled: after a start nothing is known until the market speaks.
 */
final class Tape {

  /** Which price. */
  enum Source {
    LAST,
    BID,
    ASK,
    MID
  }

  private static final class Line {
    final long[] twice = new long[Source.values().length];
    final long[] nanos = new long[Source.values().length];
    StreamHealth.State health = StreamHealth.State.LIVE;
    long tradeId;
    long quoteSequence;
    long volume;

    void put(Source source, long twicePrice, long atNanos) {
      twice[source.ordinal()] = twicePrice;
      nanos[source.ordinal()] = atNanos;
    }
  }

  private final Map<String, Line> bySymbol = new HashMap<>();

  void on(MarketEvent event) {
    switch (event) {
      case Quote quote -> quote(of(quote.symbol()), quote);
      case Trade trade -> {
        var line = of(trade.symbol());
        line.put(Source.LAST, Math.multiplyExact(2, trade.price()), trade.receivedNanos());
        line.tradeId = trade.tradeId();
        line.volume += trade.quantity(); // differences only: a wrap does no harm
      }
      case StreamHealth health -> of(health.symbol()).health = health.state();
      case BookSnapshot _, BookDelta _, Bar _, InstrumentStatus _ -> {
        // says nothing that quotes and trades do not say
      }
    }
  }

  private static void quote(Line line, Quote quote) {
    long now = quote.receivedNanos();
    line.put(Source.BID, Math.multiplyExact(2, quote.bidPrice()), now);
    line.put(Source.ASK, Math.multiplyExact(2, quote.askPrice()), now);
    line.put(Source.MID, quote.isTwoSided() ? quote.twiceMid() : 0, now);
    line.quoteSequence = quote.sequence();
  }

  private Line of(String symbol) {
    return bySymbol.computeIfAbsent(symbol, _ -> new Line());
  }

  /** Whether the stream is LIVE, as far as anybody said. */
  boolean isLive(String symbol) {
    var line = bySymbol.get(symbol);
    return line != null && line.health == StreamHealth.State.LIVE;
  }

  /** Twice the newest price of a LIVE stream, price units; 0 if there is none that young. */
  long twicePrice(String symbol, Source source, long oldestNanos) {
    var line = bySymbol.get(symbol);
    boolean known =
        line != null
            && line.health == StreamHealth.State.LIVE
            && line.nanos[source.ordinal()] >= oldestNanos;
    return known ? line.twice[source.ordinal()] : 0;
  }

  /** The market event that the newest price is of, for causes. */
  String origin(String symbol, Source source) {
    var line = bySymbol.get(symbol);
    return switch (source) {
      case LAST -> "trade:" + symbol + ":" + line.tradeId;
      case BID, ASK, MID -> "quote:" + symbol + ":" + line.quoteSequence;
    };
  }

  /** What has traded so far, quantity units; only differences mean anything. */
  long volume(String symbol) {
    var line = bySymbol.get(symbol);
    return line == null ? 0 : line.volume;
  }
}
