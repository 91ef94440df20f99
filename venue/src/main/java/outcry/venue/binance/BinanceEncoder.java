package outcry.venue.binance;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import outcry.model.AssetClass;
import outcry.model.Instruments;
import outcry.model.Levels;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.Bar;
import outcry.model.MarketEvent.BookDelta;
import outcry.model.MarketEvent.BookSnapshot;
import outcry.model.MarketEvent.InstrumentStatus;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.MarketEvent.Trade;
import outcry.model.Side;

/**
 * Writes market events as Binance combined-stream frames, so that a recording of any venue replays
 * through {@link BinanceDecoder}, which reads back exactly the event written. Frames carry {@link
 * BinanceInstruments#venueSymbol}.
 *
 * <p>Times that are no whole milliseconds are written in microseconds or nanoseconds: see {@link
 * BinanceDecoder}'s reading of both. Not thread-safe: it reuses its buffer.
 */
public final class BinanceEncoder {

  private final Instruments instruments;
  private final StringBuilder out = new StringBuilder(256);

  public BinanceEncoder(Instruments instruments) {
    this.instruments = instruments;
  }

  /** Whether the dialect has words for it: bars, status and health are ours, not the feed's. */
  public static boolean encodes(MarketEvent event) {
    return switch (event) {
      case Quote _, Trade _, BookSnapshot _, BookDelta _ -> true;
      case Bar _, InstrumentStatus _, StreamHealth _ -> false;
    };
  }

  /**
   * One frame, without a line end.
   *
   * @throws IllegalArgumentException if it is none of {@link #encodes}, of an unknown symbol, or
   *     happened before 2001
   */
  public byte[] encode(MarketEvent event) {
    out.setLength(0);
    switch (event) {
      case Quote quote -> append(quote);
      case Trade trade -> append(trade);
      case BookDelta delta -> append(delta);
      case BookSnapshot snapshot -> append(snapshot);
      case Bar _, InstrumentStatus _, StreamHealth _ ->
          throw new IllegalArgumentException("not a frame of a feed: " + event);
    }
    return out.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private void append(Quote quote) {
    open(quote.symbol(), "bookTicker");
    if (instruments.get(quote.symbol()).assetClass() != AssetClass.SPOT) {
      out.append("\"e\":\"bookTicker\","); // spot quotes do not say what they are
    }
    out.append("\"u\":").append(quote.sequence());
    symbol(quote.symbol());
    price(quote.symbol(), "b", quote.bidPrice());
    quantity(quote.symbol(), "B", quote.bidQuantity());
    price(quote.symbol(), "a", quote.askPrice());
    quantity(quote.symbol(), "A", quote.askQuantity());
    if (quote.venueNanos() != 0) {
      long time = VenueTime.fromNanos(quote.venueNanos());
      out.append(",\"T\":").append(time).append(",\"E\":").append(time);
    }
    out.append("}}");
  }

  private void append(Trade trade) {
    long time = VenueTime.fromNanos(trade.venueNanos());
    open(trade.symbol(), "trade");
    out.append("\"e\":\"trade\",\"E\":").append(time);
    symbol(trade.symbol());
    out.append(",\"t\":").append(trade.tradeId());
    price(trade.symbol(), "p", trade.price());
    quantity(trade.symbol(), "q", trade.quantity());
    out.append(",\"T\":").append(time);
    out.append(",\"m\":").append(trade.aggressor() == Side.SELL).append("}}");
  }

  private void append(BookDelta delta) {
    open(delta.symbol(), "depth");
    out.append("\"e\":\"depthUpdate\",\"E\":").append(VenueTime.fromNanos(delta.venueNanos()));
    symbol(delta.symbol());
    out.append(",\"U\":").append(delta.firstSequence());
    out.append(",\"u\":").append(delta.lastSequence());
    if (delta.previousSequence() >= 0) {
      out.append(",\"pu\":").append(delta.previousSequence());
    }
    levels(delta.symbol(), "b", delta.bids());
    levels(delta.symbol(), "a", delta.asks());
    out.append("}}");
  }

  private void append(BookSnapshot snapshot) {
    open(snapshot.symbol(), "depth");
    out.append("\"lastUpdateId\":").append(snapshot.sequence());
    symbol(snapshot.symbol());
    if (snapshot.venueNanos() != 0) {
      out.append(",\"E\":").append(VenueTime.fromNanos(snapshot.venueNanos()));
    }
    levels(snapshot.symbol(), "bids", snapshot.bids());
    levels(snapshot.symbol(), "asks", snapshot.asks());
    out.append("}}");
  }

  private void open(String symbol, String stream) {
    String name = frameSymbol(symbol).toLowerCase(Locale.ROOT);
    out.append("{\"stream\":\"").append(name).append('@').append(stream).append("\",\"data\":{");
  }

  private void symbol(String symbol) {
    out.append(",\"s\":\"").append(frameSymbol(symbol)).append('"');
  }

  private void price(String symbol, String field, long price) {
    out.append(",\"").append(field).append("\":\"");
    out.append(instruments.get(symbol).priceText(price)).append('"');
  }

  private void quantity(String symbol, String field, long quantity) {
    out.append(",\"").append(field).append("\":\"");
    out.append(instruments.get(symbol).quantityText(quantity)).append('"');
  }

  private void levels(String symbol, String field, Levels levels) {
    var instrument = instruments.get(symbol);
    out.append(",\"").append(field).append("\":[");
    for (int i = 0; i < levels.size(); i++) {
      out.append(i == 0 ? "[\"" : ",[\"").append(instrument.priceText(levels.price(i)));
      out.append("\",\"").append(instrument.quantityText(levels.quantity(i))).append("\"]");
    }
    out.append(']');
  }

  private String frameSymbol(String symbol) {
    return BinanceInstruments.venueSymbol(instruments.get(symbol));
  }
}
