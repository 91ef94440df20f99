package outcry.venue.binance;

import outcry.model.Instrument;
import outcry.venue.binance.DecodeException.Code;
import outcry.venue.binance.JsonScanner.Value;

/**
 * The fields of one frame as they are read: one reused scratch pad for every kind of frame, because
 * which kind it is may only show at its end.
 */
final class FrameFields {

  static final int E = 1;
  static final int EVENT_TIME = 1 << 1;
  static final int TIME = 1 << 2;
  static final int S = 1 << 3;
  static final int TRADE_ID = 1 << 4;
  static final int P = 1 << 5;
  static final int Q = 1 << 6;
  static final int M = 1 << 7;
  static final int FIRST = 1 << 8;
  static final int LAST = 1 << 9;
  static final int PREVIOUS = 1 << 10;
  static final int A = 1 << 11;
  static final int B = 1 << 12;
  static final int ASK_QUANTITY = 1 << 13;
  static final int BID_QUANTITY = 1 << 14;
  static final int LAST_UPDATE = 1 << 15;
  static final int BIDS = 1 << 16;
  static final int ASKS = 1 << 17;
  static final int X = 1 << 18;
  static final int STREAM = 1 << 19;
  static final int DATA = 1 << 20;
  static final int RESULT = 1 << 21;

  /** What {@code e} said, or what the shape says where there is no {@code e}. */
  enum Kind {
    UNSAID,
    TRADE,
    AGGREGATE_TRADE,
    QUOTE,
    DELTA,
    /** Something we do not read: the rest of the frame is only checked to be JSON. */
    OTHER
  }

  private static final int OTHER_FIELDS_MAX = 64;

  private final SymbolTable symbols;
  private final JsonScanner json;
  private final FieldReader reader;
  private final String[] otherFields = new String[OTHER_FIELDS_MAX];
  private int otherCount;

  int seen;
  Kind kind;
  Instrument instrument;
  private String unknownStream;
  boolean marketTrade;
  boolean buyerIsMaker;
  long eventTime;
  long time;
  long tradeId;
  long aggregateId;
  long price;
  long quantity;
  long firstUpdate;
  long lastUpdate;
  long previousUpdate;
  long snapshotUpdate;
  long bidPrice;
  long bidQuantity;
  long askPrice;
  long askQuantity;
  final LevelBuffer bids = new LevelBuffer();
  final LevelBuffer asks = new LevelBuffer();

  FrameFields(SymbolTable symbols, JsonScanner json) {
    this.symbols = symbols;
    this.json = json;
    this.reader = new FieldReader(json);
  }

  void clear() {
    seen = 0;
    otherCount = 0;
    kind = Kind.UNSAID;
    instrument = symbols.only();
    unknownStream = null;
    marketTrade = true;
    eventTime = 0;
    time = 0;
    previousUpdate = -1;
    bids.clear();
    asks.clear();
  }

  boolean has(int bits) {
    return (seen & bits) == bits;
  }

  /** Reads the fields of the object just entered, to its end. */
  void readObject() {
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      readField(name, json.value());
      if (kind == Kind.OTHER && name.equals("e")) {
        json.skipMembers();
        return;
      }
    }
  }

  private void readField(String name, Value value) {
    switch (name) {
      case "stream" -> readStream(value);
      case "data" -> readData(value);
      case "e" -> readKind(value);
      case "s" -> readSymbol(value);
      case "E" -> eventTime = VenueTime.toNanos(integer(value, name, EVENT_TIME), name);
      case "T" -> time = VenueTime.toNanos(integer(value, name, TIME), name);
      case "t" -> tradeId = integer(value, name, TRADE_ID);
      case "U" -> firstUpdate = integer(value, name, FIRST);
      case "u" -> lastUpdate = integer(value, name, LAST);
      case "pu" -> previousUpdate = integer(value, name, PREVIOUS);
      case "lastUpdateId" -> snapshotUpdate = integer(value, name, LAST_UPDATE);
      case "p" -> price = price(value, name, P);
      case "q" -> quantity = quantity(value, name, Q);
      case "B" -> bidQuantity = quantity(value, name, BID_QUANTITY);
      case "A" -> askQuantity = quantity(value, name, ASK_QUANTITY);
      case "m" -> readBuyerIsMaker(value);
      case "X" -> readTradeType(value);
      case "a" -> readA(value);
      case "b" -> readB(value);
      case "bids" -> readLevels(value, name, BIDS, bids);
      case "asks" -> readLevels(value, name, ASKS, asks);
      case "result", "error" -> {
        mark(RESULT, name);
        json.skip(value);
      }
      default -> skipOther(name, value);
    }
  }

  private void readStream(Value value) {
    mark(STREAM, "stream");
    var name = reader.text(value, "stream");
    var named = symbols.byStream(name);
    if (named != null) {
      instrument = named;
    } else if (!has(S) && name.indexOf('@') > 0) {
      instrument = null; // another symbol's, which must not be taken for the only one we know
      unknownStream = shown(name);
    }
  }

  private void readData(Value value) {
    mark(DATA, "data");
    if (value == Value.ARRAY) {
      json.skip(value); // the all-market streams send arrays
      kind = Kind.OTHER;
      return;
    }
    FieldReader.require(value == Value.OBJECT, "data", "must be an object");
    readObject();
  }

  private void readKind(Value value) {
    mark(E, "e");
    var name = reader.text(value, "e");
    if (name.is("trade")) {
      kind = Kind.TRADE;
    } else if (name.is("bookTicker")) {
      kind = Kind.QUOTE;
    } else if (name.is("depthUpdate")) {
      kind = Kind.DELTA;
    } else if (name.is("aggTrade")) {
      kind = Kind.AGGREGATE_TRADE;
    } else {
      kind = Kind.OTHER;
    }
  }

  private void readSymbol(Value value) {
    mark(S, "s");
    var name = reader.text(value, "s");
    var named = symbols.bySymbol(name);
    if (named == null) {
      throw new DecodeException(Code.UNKNOWN_SYMBOL, "s", "unknown symbol " + shown(name));
    }
    if (instrument != null && has(STREAM) && instrument != named) {
      throw new DecodeException(
          Code.UNKNOWN_SYMBOL, "s", "symbol " + shown(name) + " on another symbol's stream");
    }
    instrument = named;
  }

  private void readBuyerIsMaker(Value value) {
    mark(M, "m");
    FieldReader.require(value == Value.TRUE || value == Value.FALSE, "m", "must be true or false");
    buyerIsMaker = value == Value.TRUE;
  }

  private void readTradeType(Value value) {
    mark(X, "X");
    marketTrade = reader.text(value, "X").is("MARKET");
  }

  /** Best ask, changed asks, or the id of an aggregate trade. */
  private void readA(Value value) {
    if (value == Value.ARRAY) {
      readLevels(value, "a", A, asks);
    } else if (value == Value.INTEGER) {
      aggregateId = integer(value, "a", A);
    } else {
      askPrice = price(value, "a", A);
    }
  }

  /** Best bid or changed bids; in older trade frames the buyer's order id. */
  private void readB(Value value) {
    if (value == Value.ARRAY) {
      readLevels(value, "b", B, bids);
    } else if (value == Value.INTEGER) {
      integer(value, "b", B);
    } else {
      bidPrice = price(value, "b", B);
    }
  }

  private void readLevels(Value value, String name, int bit, LevelBuffer levels) {
    mark(bit, name);
    FieldReader.require(value == Value.ARRAY, name, "must be an array of levels");
    reader.levels(name, instrument(name), levels);
  }

  private long price(Value value, String name, int bit) {
    mark(bit, name);
    return reader.notNegative(value, name, instrument(name).priceScale(), Code.PRICE_NOT_POSITIVE);
  }

  private long quantity(Value value, String name, int bit) {
    mark(bit, name);
    return reader.notNegative(value, name, instrument(name).quantityScale(), Code.QTY_NOT_POSITIVE);
  }

  private long integer(Value value, String name, int bit) {
    mark(bit, name);
    return reader.integer(value, name);
  }

  private Instrument instrument(String name) {
    if (instrument == null && unknownStream != null) {
      throw new DecodeException(
          Code.UNKNOWN_SYMBOL, "stream", "unknown symbol, on stream " + unknownStream);
    }
    if (instrument == null) {
      throw new DecodeException(
          Code.MISSING_FIELD, "s", "no symbol before " + name + ", and more than one is known");
    }
    return instrument;
  }

  private void skipOther(String name, Value value) {
    for (int i = 0; i < otherCount; i++) {
      if (otherFields[i].equals(name)) {
        throw duplicate(name);
      }
    }
    if (otherCount == OTHER_FIELDS_MAX) {
      throw new DecodeException(
          Code.LIMIT, "", "more than " + OTHER_FIELDS_MAX + " unknown fields");
    }
    otherFields[otherCount++] = name;
    json.skip(value);
  }

  private void mark(int bit, String name) {
    if ((seen & bit) != 0) {
      throw duplicate(name);
    }
    seen |= bit;
  }

  private static DecodeException duplicate(String name) {
    return new DecodeException(Code.DUPLICATE_KEY, name, "occurs twice");
  }

  private static String shown(CharSlice name) {
    var shown = new StringBuilder();
    for (int i = 0; i < Math.min(name.length(), 24); i++) {
      char c = name.charAt(i);
      shown.append(c > ' ' && c < 127 ? c : '?');
    }
    return shown.toString();
  }
}
