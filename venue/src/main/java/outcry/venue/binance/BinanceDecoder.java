package outcry.venue.binance;

import java.util.Map;
import outcry.model.Instrument;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.BookDelta;
import outcry.model.MarketEvent.BookSnapshot;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.Trade;
import outcry.model.Side;
import outcry.venue.binance.DecodeException.Code;

/**
 * Reads Binance market-data frames straight to fixed point: trade, aggTrade, bookTicker,
 * depthUpdate and the REST depth snapshot, each with or without the combined-stream envelope. Spot
 * or USD-M is a matter of the instruments it is given: one decoder reads one market.
 *
 * <p>A snapshot carries no symbol: it belongs to its stream's, else to the decoder's only
 * instrument. A price comes after the symbol or stream it belongs to, as the venue writes it.
 *
 * <p>Not thread-safe: it reuses its buffers.
 */
public final class BinanceDecoder {

  private static final int TRADE = FrameFields.P | FrameFields.Q | FrameFields.TIME | FrameFields.M;
  private static final int QUOTE =
      FrameFields.LAST
          | FrameFields.B
          | FrameFields.BID_QUANTITY
          | FrameFields.A
          | FrameFields.ASK_QUANTITY;
  private static final int DELTA =
      FrameFields.FIRST | FrameFields.LAST | FrameFields.B | FrameFields.A;
  private static final int SNAPSHOT = FrameFields.LAST_UPDATE | FrameFields.BIDS | FrameFields.ASKS;

  private final JsonScanner json = new JsonScanner();
  private final FrameFields fields;
  private long skipped;

  /**
   * @param bySymbol the instrument of each symbol as frames carry it, e.g. {@code BTCUSDT}; not
   *     empty
   */
  public BinanceDecoder(Map<String, Instrument> bySymbol) {
    if (bySymbol.isEmpty()) {
      throw new IllegalArgumentException("a decoder needs at least one instrument");
    }
    fields = new FrameFields(new SymbolTable(bySymbol), json);
  }

  /** Frames that were well-formed but held no market data we read. */
  public long skipped() {
    return skipped;
  }

  /**
   * The event of one frame, or null if it holds no market data we read (counted as skipped).
   *
   * @throws DecodeException if the frame cannot be taken as it stands
   */
  public MarketEvent decode(byte[] frame, int offset, int length, long receivedNanos) {
    fields.clear();
    json.over(frame, offset, length);
    if (json.value() != JsonScanner.Value.OBJECT) {
      throw new DecodeException(Code.NOT_A_FRAME, "", "a frame is a JSON object");
    }
    fields.readObject();
    json.requireEnd();
    return event(receivedNanos);
  }

  private MarketEvent event(long receivedNanos) {
    var event =
        switch (fields.kind) {
          case TRADE -> trade(fields.tradeId, FrameFields.TRADE_ID, "t", receivedNanos);
          case AGGREGATE_TRADE -> trade(fields.aggregateId, FrameFields.A, "a", receivedNanos);
          case QUOTE -> quote(receivedNanos);
          case DELTA -> delta(receivedNanos);
          case UNSAID -> unsaid(receivedNanos);
          case OTHER -> null;
        };
    if (event == null) {
      skipped++;
    }
    return event;
  }

  /** Spot quotes and snapshots do not say what they are. */
  private MarketEvent unsaid(long receivedNanos) {
    if (fields.has(FrameFields.LAST_UPDATE)) {
      return snapshot(receivedNanos);
    }
    if (fields.has(FrameFields.BID_QUANTITY) || fields.has(FrameFields.ASK_QUANTITY)) {
      return quote(receivedNanos);
    }
    if (fields.has(FrameFields.RESULT)) {
      return null; // the answer to a subscription
    }
    if (fields.has(FrameFields.S | FrameFields.LAST)) {
      throw missing(fields.has(FrameFields.FIRST) ? "e" : "B");
    }
    throw new DecodeException(Code.NOT_A_FRAME, "", "JSON, but no market-data frame");
  }

  private MarketEvent trade(long id, int idBit, String idField, long receivedNanos) {
    if (!fields.marketTrade) {
      return null; // USD-M: insurance fund and deleveraging, not the market
    }
    requireAll(TRADE | idBit | FrameFields.S, idField);
    if (fields.price == 0) {
      throw new DecodeException(Code.PRICE_NOT_POSITIVE, "p", "a trade's price must be positive");
    }
    if (fields.quantity == 0) {
      throw new DecodeException(Code.QTY_NOT_POSITIVE, "q", "a trade's quantity must be positive");
    }
    return new Trade(
        fields.instrument.symbol(),
        id,
        fields.price,
        fields.quantity,
        fields.buyerIsMaker ? Side.SELL : Side.BUY,
        fields.time,
        receivedNanos);
  }

  private Quote quote(long receivedNanos) {
    requireAll(QUOTE | FrameFields.S, "a");
    requireWholeSide(fields.bidPrice, fields.bidQuantity, "b", "B");
    requireWholeSide(fields.askPrice, fields.askQuantity, "a", "A");
    return new Quote(
        fields.instrument.symbol(),
        fields.bidPrice,
        fields.bidQuantity,
        fields.askPrice,
        fields.askQuantity,
        fields.lastUpdate,
        venueNanos(),
        receivedNanos);
  }

  private BookDelta delta(long receivedNanos) {
    requireAll(DELTA | FrameFields.S, "a");
    if (fields.firstUpdate > fields.lastUpdate) {
      throw new DecodeException(
          Code.SEQUENCE, "U", fields.firstUpdate + " is after u " + fields.lastUpdate);
    }
    return new BookDelta(
        fields.instrument.symbol(),
        fields.firstUpdate,
        fields.lastUpdate,
        fields.previousUpdate,
        fields.bids.toLevels(),
        fields.asks.toLevels(),
        venueNanos(),
        receivedNanos);
  }

  private BookSnapshot snapshot(long receivedNanos) {
    requireAll(SNAPSHOT, "a");
    if (fields.instrument == null) {
      throw new DecodeException(Code.MISSING_FIELD, "s", "whose snapshot this is, is not said");
    }
    return new BookSnapshot(
        fields.instrument.symbol(),
        fields.snapshotUpdate,
        fields.bids.toLevels(),
        fields.asks.toLevels(),
        venueNanos(),
        receivedNanos);
  }

  /** The matching engine's time where given, else the time of the message. */
  private long venueNanos() {
    return fields.time != 0 ? fields.time : fields.eventTime;
  }

  private void requireAll(int bits, String aField) {
    if (fields.has(bits)) {
      return;
    }
    int absent = bits & ~fields.seen;
    throw missing(nameOf(Integer.lowestOneBit(absent), aField));
  }

  private static String nameOf(int bit, String aField) {
    return switch (bit) {
      case FrameFields.S -> "s";
      case FrameFields.TRADE_ID -> "t";
      case FrameFields.P -> "p";
      case FrameFields.Q -> "q";
      case FrameFields.TIME -> "T";
      case FrameFields.M -> "m";
      case FrameFields.FIRST -> "U";
      case FrameFields.LAST -> "u";
      case FrameFields.A -> aField;
      case FrameFields.B -> "b";
      case FrameFields.ASK_QUANTITY -> "A";
      case FrameFields.BID_QUANTITY -> "B";
      case FrameFields.LAST_UPDATE -> "lastUpdateId";
      case FrameFields.BIDS -> "bids";
      case FrameFields.ASKS -> "asks";
      default -> throw new IllegalStateException("no required field has bit " + bit);
    };
  }

  private static DecodeException missing(String field) {
    return new DecodeException(Code.MISSING_FIELD, field, "is missing");
  }

  private static void requireWholeSide(long price, long quantity, String p, String q) {
    if (price == 0 && quantity != 0) {
      throw new DecodeException(Code.PRICE_NOT_POSITIVE, p, "a quantity without a price");
    }
    if (quantity == 0 && price != 0) {
      throw new DecodeException(Code.QTY_NOT_POSITIVE, q, "a price without a quantity");
    }
  }
}
