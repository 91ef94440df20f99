package outcry.venue.binance;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import outcry.model.Decimal;
import outcry.model.DecimalException;
import outcry.model.Instrument;
import outcry.venue.binance.DecodeException.Code;

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
  private final CharSlice text = new CharSlice();
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

  FrameFields(SymbolTable symbols) {
    this.symbols = symbols;
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

  /** Reads the fields of the object the parser has just entered, to its end. */
  void readObject(JsonParser parser) throws IOException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      readField(parser, name);
      if (kind == Kind.OTHER && name.equals("e")) {
        skipToEnd(parser);
        return;
      }
    }
    if (parser.currentToken() != JsonToken.END_OBJECT) {
      throw new DecodeException(Code.NOT_JSON, "", "the object does not end");
    }
  }

  private void readField(JsonParser parser, String name) throws IOException {
    JsonToken token = parser.nextToken();
    switch (name) {
      case "stream" -> readStream(parser, token);
      case "data" -> readData(parser, token);
      case "e" -> readKind(parser, token);
      case "s" -> readSymbol(parser, token);
      case "E" -> eventTime = VenueTime.toNanos(integer(parser, token, name, EVENT_TIME), name);
      case "T" -> time = VenueTime.toNanos(integer(parser, token, name, TIME), name);
      case "t" -> tradeId = integer(parser, token, name, TRADE_ID);
      case "U" -> firstUpdate = integer(parser, token, name, FIRST);
      case "u" -> lastUpdate = integer(parser, token, name, LAST);
      case "pu" -> previousUpdate = integer(parser, token, name, PREVIOUS);
      case "lastUpdateId" -> snapshotUpdate = integer(parser, token, name, LAST_UPDATE);
      case "p" -> price = price(parser, token, name, P);
      case "q" -> quantity = quantity(parser, token, name, Q);
      case "B" -> bidQuantity = quantity(parser, token, name, BID_QUANTITY);
      case "A" -> askQuantity = quantity(parser, token, name, ASK_QUANTITY);
      case "m" -> readBuyerIsMaker(parser, token);
      case "X" -> readTradeType(parser, token);
      case "a" -> readA(parser, token);
      case "b" -> readB(parser, token);
      case "bids" -> readLevels(parser, token, name, BIDS, bids);
      case "asks" -> readLevels(parser, token, name, ASKS, asks);
      case "result", "error" -> {
        mark(RESULT, name);
        parser.skipChildren();
      }
      default -> skipOther(parser, name);
    }
  }

  private void readStream(JsonParser parser, JsonToken token) throws IOException {
    mark(STREAM, "stream");
    var name = textOf(parser, token, "stream");
    var named = symbols.byStream(name);
    if (named != null) {
      instrument = named;
    } else if (!has(S) && name.indexOf('@') > 0) {
      instrument = null; // another symbol's, which must not be taken for the only one we know
      unknownStream = shown(name);
    }
  }

  private void readData(JsonParser parser, JsonToken token) throws IOException {
    mark(DATA, "data");
    if (token == JsonToken.START_ARRAY) {
      parser.skipChildren(); // the all-market streams send arrays
      kind = Kind.OTHER;
      return;
    }
    require(token == JsonToken.START_OBJECT, "data", "must be an object");
    readObject(parser);
  }

  private void readKind(JsonParser parser, JsonToken token) throws IOException {
    mark(E, "e");
    var name = textOf(parser, token, "e");
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

  private void readSymbol(JsonParser parser, JsonToken token) throws IOException {
    mark(S, "s");
    var name = textOf(parser, token, "s");
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

  private void readBuyerIsMaker(JsonParser parser, JsonToken token) throws IOException {
    mark(M, "m");
    require(token.isBoolean(), "m", "must be true or false");
    buyerIsMaker = parser.getBooleanValue();
  }

  private void readTradeType(JsonParser parser, JsonToken token) throws IOException {
    mark(X, "X");
    marketTrade = textOf(parser, token, "X").is("MARKET");
  }

  /** Best ask, changed asks, or the id of an aggregate trade. */
  private void readA(JsonParser parser, JsonToken token) throws IOException {
    if (token == JsonToken.START_ARRAY) {
      readLevels(parser, token, "a", A, asks);
    } else if (token == JsonToken.VALUE_NUMBER_INT) {
      aggregateId = integer(parser, token, "a", A);
    } else {
      askPrice = price(parser, token, "a", A);
    }
  }

  /** Best bid or changed bids; in older trade frames the buyer's order id. */
  private void readB(JsonParser parser, JsonToken token) throws IOException {
    if (token == JsonToken.START_ARRAY) {
      readLevels(parser, token, "b", B, bids);
    } else if (token == JsonToken.VALUE_NUMBER_INT) {
      integer(parser, token, "b", B);
    } else {
      bidPrice = price(parser, token, "b", B);
    }
  }

  private void readLevels(
      JsonParser parser, JsonToken token, String name, int bit, LevelBuffer levels)
      throws IOException {
    mark(bit, name);
    require(token == JsonToken.START_ARRAY, name, "must be an array of levels");
    var known = instrument(name);
    int priceScale = known.priceScale();
    int quantityScale = known.quantityScale();
    while (parser.nextToken() == JsonToken.START_ARRAY) {
      long levelPrice = decimal(parser, parser.nextToken(), name, priceScale);
      long levelQuantity = decimal(parser, parser.nextToken(), name, quantityScale);
      if (levelPrice <= 0) {
        throw new DecodeException(Code.PRICE_NOT_POSITIVE, name, "a level's price is not positive");
      }
      requireNotNegative(levelQuantity, name, Code.QTY_NOT_POSITIVE);
      require(parser.nextToken() == JsonToken.END_ARRAY, name, "a level is a price and a quantity");
      levels.add(levelPrice, levelQuantity, name);
    }
    require(parser.currentToken() == JsonToken.END_ARRAY, name, "must be an array of levels");
  }

  private long price(JsonParser parser, JsonToken token, String name, int bit) throws IOException {
    mark(bit, name);
    long units = decimal(parser, token, name, instrument(name).priceScale());
    requireNotNegative(units, name, Code.PRICE_NOT_POSITIVE);
    return units;
  }

  private long quantity(JsonParser parser, JsonToken token, String name, int bit)
      throws IOException {
    mark(bit, name);
    long units = decimal(parser, token, name, instrument(name).quantityScale());
    requireNotNegative(units, name, Code.QTY_NOT_POSITIVE);
    return units;
  }

  private long decimal(JsonParser parser, JsonToken token, String name, int scale)
      throws IOException {
    var digits = textOf(parser, token, name);
    try {
      return Decimal.parse(digits, scale);
    } catch (DecimalException e) {
      throw new DecodeException(Code.valueOf(e.code().name()), name, e.getMessage());
    }
  }

  private long integer(JsonParser parser, JsonToken token, String name, int bit)
      throws IOException {
    mark(bit, name);
    require(token == JsonToken.VALUE_NUMBER_INT, name, "must be an integer");
    var type = parser.getNumberType();
    if (type == JsonParser.NumberType.BIG_INTEGER) {
      throw new DecodeException(Code.OVERFLOW, name, "exceeds 64 bits");
    }
    long value = parser.getLongValue();
    if (value < 0) {
      throw new DecodeException(Code.TYPE, name, "must not be negative, was " + value);
    }
    return value;
  }

  private CharSlice textOf(JsonParser parser, JsonToken token, String name) throws IOException {
    require(token == JsonToken.VALUE_STRING, name, "must be a string");
    return text.over(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
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

  private void skipOther(JsonParser parser, String name) throws IOException {
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
    parser.skipChildren();
  }

  private void mark(int bit, String name) {
    if ((seen & bit) != 0) {
      throw duplicate(name);
    }
    seen |= bit;
  }

  /** Leaves the parser on the end of the object it is in. */
  private static void skipToEnd(JsonParser parser) throws IOException {
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_OBJECT;
        token = parser.nextToken()) {
      if (token == null) {
        throw new DecodeException(Code.NOT_JSON, "", "the object does not end");
      }
      parser.skipChildren();
    }
  }

  private static DecodeException duplicate(String name) {
    return new DecodeException(Code.DUPLICATE_KEY, name, "occurs twice");
  }

  private static void require(boolean condition, String name, String what) {
    if (!condition) {
      throw new DecodeException(Code.TYPE, name, what);
    }
  }

  private static void requireNotNegative(long units, String name, Code code) {
    if (units < 0) {
      throw new DecodeException(code, name, "must not be negative");
    }
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
