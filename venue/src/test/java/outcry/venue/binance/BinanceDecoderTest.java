package outcry.venue.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import outcry.model.Instrument;
import outcry.model.Levels;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.BookDelta;
import outcry.model.MarketEvent.BookSnapshot;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.Trade;
import outcry.model.Side;
import outcry.venue.binance.DecodeException.Code;

class BinanceDecoderTest {

  private static final long RECEIVED = 1_700_000_000_123_456_789L;
  private static final long VENUE = 1_700_000_000_100_000_000L;
  private static final String BTC = "BTCUSDT.BINANCE";
  private static final Map<String, Instrument> ONLY_BTC =
      Map.of("BTCUSDT", BinanceInstruments.BTCUSDT);

  private final BinanceDecoder decoder = new BinanceDecoder(BinanceInstruments.spot());

  private MarketEvent decode(String json) {
    return decode(decoder, json);
  }

  /** In the middle of a larger buffer, as frames are. */
  private static MarketEvent decode(BinanceDecoder decoder, String json) {
    byte[] frame = ("[9 " + json + "]").getBytes(StandardCharsets.UTF_8);
    return decoder.decode(frame, 3, frame.length - 4, RECEIVED);
  }

  private static final String TRADE =
      """
      {"e":"trade","E":1700000000101,"s":"BTCUSDT","t":77,"p":"61837.63000000",\
      "q":"0.02000000","T":1700000000100,"m":true,"M":true}\
      """;

  @Test
  void readsTrades() {
    var expected = new Trade(BTC, 77, 6_183_763, 2_000_000, Side.SELL, VENUE, RECEIVED);
    assertEquals(expected, decode(TRADE));
    assertEquals(expected, decode("{\"stream\":\"btcusdt@trade\",\"data\":" + TRADE + "}"));
    assertEquals(expected, decode("{\"data\":" + TRADE + ",\"stream\":\"btcusdt@trade\"}"));
    assertEquals(expected, decode(TRADE.replace("1700000000100", "1700000000100000")));
  }

  @Test
  void readsAggregateTradesAndOlderTradeFrames() {
    assertEquals(
        new Trade("ETHUSDT.BINANCE", 26_129, 250_001, 470_000_000, Side.BUY, VENUE, RECEIVED),
        decode(
            """
            {"e":"aggTrade","E":1700000000101,"s":"ETHUSDT","a":26129,"p":"2500.01","q":"4.7",\
            "f":100,"l":105,"T":1700000000100,"m":false,"M":true}\
            """));
    assertEquals(
        new Trade(BTC, 77, 6_183_763, 2_000_000, Side.SELL, VENUE, RECEIVED),
        decode(TRADE.replace("\"T\"", "\"b\":88,\"a\":50,\"T\"")));
  }

  @Test
  void readsQuotes() {
    assertEquals(
        new Quote(BTC, 6_183_763, 378_826_000, 6_183_764, 154_698_000, 12, 0, RECEIVED),
        decode(
            """
            {"stream":"btcusdt@bookTicker","data":{"u":12,"s":"BTCUSDT","b":"61837.63000000",\
            "B":"3.78826000","a":"61837.64000000","A":"1.54698000"}}\
            """));
  }

  @Test
  void readsOneSidedQuotes() {
    assertEquals(
        new Quote(BTC, 0, 0, 6_183_764, 100_000_000, 12, 0, RECEIVED),
        decode(
            """
            {"u":12,"s":"BTCUSDT","b":"0.00000000","B":"0.00000000","a":"61837.64","A":"1"}\
            """));
  }

  @Test
  void readsFuturesQuotesWithTheEnginesTime() {
    var futures = new BinanceDecoder(BinanceInstruments.usdm());
    assertEquals(
        new Quote("BTCUSDT-PERP.BINANCE", 6_180_020, 2_507, 6_180_030, 2_510, 9, VENUE, RECEIVED),
        decode(
            futures,
            """
            {"stream":"btcusdt@bookTicker","data":{"e":"bookTicker","u":9,"s":"BTCUSDT",\
            "b":"61800.20","B":"2.507","a":"61800.30","A":"2.510","T":1700000000100,\
            "E":1700000000102}}\
            """));
  }

  @Test
  void readsDifferencesOfSpotAndFutures() {
    var depth =
        """
        {"e":"depthUpdate","E":1700000000100,"s":"BTCUSDT","U":5,"u":8,\
        "b":[["10.00","1.00"],["9.99","0.00"]],"a":[]}\
        """;
    assertEquals(
        new BookDelta(
            BTC, 5, 8, -1, Levels.of(1000, 100_000_000, 999, 0), Levels.NONE, VENUE, RECEIVED),
        decode(depth));
    assertEquals(
        new BookDelta(
            "BTCUSDT-PERP.BINANCE",
            5,
            8,
            4,
            Levels.of(1000, 1000, 999, 0),
            Levels.NONE,
            VENUE,
            RECEIVED),
        decode(
            new BinanceDecoder(BinanceInstruments.usdm()),
            depth.replace("\"u\":8,", "\"u\":8,\"pu\":4,")));
  }

  @Test
  void aSnapshotOfAnUnknownStreamIsNotTakenForTheOnlyInstruments() {
    var onlyBtc = new BinanceDecoder(ONLY_BTC);
    var snapshot = "{\"lastUpdateId\":7,\"bids\":[[\"1.00\",\"2\"]],\"asks\":[]}";
    var refused =
        assertThrows(
            DecodeException.class,
            () -> decode(onlyBtc, "{\"stream\":\"ethusdt@depth\",\"data\":" + snapshot + "}"));
    assertEquals(Code.UNKNOWN_SYMBOL, refused.code());
    assertEquals("field stream: unknown symbol, on stream ethusdt@depth", refused.getMessage());
    assertThrows(
        DecodeException.class,
        () -> decode(onlyBtc, "{\"data\":" + snapshot + ",\"stream\":\"ethusdt@depth\"}"));
  }

  @Test
  void aSnapshotBelongsToItsStreamOrTheOnlyInstrument() {
    var json = "{\"lastUpdateId\":7,\"bids\":[[\"10.00\",\"1\"]],\"asks\":[[\"10.01\",\"2\"]]}";
    var expected =
        new BookSnapshot(
            BTC, 7, Levels.of(1000, 100_000_000), Levels.of(1001, 200_000_000), 0, RECEIVED);
    assertEquals(expected, decode(new BinanceDecoder(ONLY_BTC), json));
    assertEquals(expected, decode("{\"stream\":\"btcusdt@depth\",\"data\":" + json + "}"));
    assertEquals(
        Code.MISSING_FIELD, assertThrows(DecodeException.class, () -> decode(json)).code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"result\":null,\"id\":1}",
        "{\"e\":\"kline\",\"E\":1700000000101,\"s\":\"BTCUSDT\",\"k\":{\"t\":1,\"o\":\"1e5\"}}",
        "{\"stream\":\"xyz@miniTicker\",\"data\":{\"e\":\"24hrMiniTicker\",\"s\":\"XYZ\",\"c\":1}}",
        "{\"stream\":\"!miniTicker@arr\",\"data\":[{\"e\":\"24hrMiniTicker\"},{}]}",
        "{\"e\":\"trade\",\"s\":\"BTCUSDT\",\"t\":1,\"p\":\"0\",\"q\":\"0\",\"X\":\"NA\"}"
      })
  void whatWeDoNotReadIsCountedAndSkipped(String json) {
    assertNull(decode(json));
    assertEquals(1, decoder.skipped());
    assertEquals(77, ((Trade) decode(TRADE)).tradeId());
  }

  /** Each is the good trade with one thing replaced. */
  @ParameterizedTest(name = "{0} -> {1}: {2} {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "\"61837.63000000\"|\"NaN\"|DECIMAL_SYNTAX|p",
        "\"61837.63000000\"|\"1e400\"|DECIMAL_SYNTAX|p",
        "\"61837.63000000\"|\"Infinity\"|DECIMAL_SYNTAX|p",
        "\"61837.63000000\"|\"061837\"|DECIMAL_SYNTAX|p",
        "\"61837.63000000\"|\"-1.00\"|PRICE_NOT_POSITIVE|p",
        "\"61837.63000000\"|\"0.00\"|PRICE_NOT_POSITIVE|p",
        "\"61837.63000000\"|\"1.001\"|PRECISION|p",
        "\"61837.63000000\"|\"99999999999999999999\"|DECIMAL_SYNTAX|p",
        "\"61837.63000000\"|\"999999999999999999\"|OVERFLOW|p",
        "\"61837.63000000\"|61837.63|TYPE|p",
        "\"61837.63000000\"|NaN|NOT_JSON|''",
        "\"61837.63000000\"|null|TYPE|p",
        "\"0.02000000\"|\"0.00000000\"|QTY_NOT_POSITIVE|q",
        "\"0.02000000\"|\"-0.5\"|QTY_NOT_POSITIVE|q",
        "\"0.02000000\"|\"0.000000001\"|PRECISION|q",
        "\"q\":\"0.02000000\",|''|MISSING_FIELD|q",
        "\"s\":\"BTCUSDT\",|''|MISSING_FIELD|s",
        "\"t\":77,|''|MISSING_FIELD|t",
        "\"T\":1700000000100,|''|MISSING_FIELD|T",
        "\"m\":true,|''|MISSING_FIELD|m",
        "\"m\":true|\"m\":1|TYPE|m",
        "\"t\":77|\"t\":77.5|TYPE|t",
        "\"t\":77|\"t\":-77|TYPE|t",
        "\"t\":77|\"t\":99999999999999999999|OVERFLOW|t",
        "\"t\":77|\"t\":77,\"t\":77|DUPLICATE_KEY|t",
        "\"M\":true|\"M\":true,\"M\":true|DUPLICATE_KEY|M",
        "BTCUSDT|btcusdt|UNKNOWN_SYMBOL|s",
        "BTCUSDT|DOGEUSDT|UNKNOWN_SYMBOL|s",
        "\"T\":1700000000100|\"T\":1700000000|TIMESTAMP|T",
        "\"M\":true}|\"M\":true|NOT_JSON|''",
        "\"M\":true}|\"M\":true}{}|NOT_JSON|''",
        "\"M\":true}|\"M\":true,}|NOT_JSON|''",
        "\"M\":true|\"M\":[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]|LIMIT|''",
      })
  void refusesBadTrades(String good, String bad, Code code, String field) {
    var refused = assertThrows(DecodeException.class, () -> decode(TRADE.replace(good, bad)));
    assertEquals(code + " " + field, refused.code() + " " + refused.field());
    assertEquals(77, ((Trade) decode(TRADE)).tradeId(), "the next frame is read as ever");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "hello|NOT_JSON",
        "''|NOT_A_FRAME",
        "[]|NOT_A_FRAME",
        "12|NOT_A_FRAME",
        "{}|NOT_A_FRAME",
        "{\"foo\":1}|NOT_A_FRAME",
        "{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"s\":\"BTC|NOT_JSON",
        "{\"stream\":\"btcusdt@trade\",\"data\":7}|TYPE",
        "{\"u\":1,\"s\":\"BTCUSDT\",\"b\":\"1\",\"B\":\"1\",\"a\":\"2\"}|MISSING_FIELD",
        "{\"u\":1,\"s\":\"BTCUSDT\",\"b\":\"1\",\"B\":\"0\",\"a\":\"2\",\"A\":\"1\"}|QTY_NOT_POSITIVE",
        "{\"u\":1,\"s\":\"BTCUSDT\",\"b\":\"0\",\"B\":\"1\",\"a\":\"2\",\"A\":\"1\"}|PRICE_NOT_POSITIVE",
        "{\"e\":\"depthUpdate\",\"s\":\"BTCUSDT\",\"U\":9,\"u\":8,\"b\":[],\"a\":[]}|SEQUENCE",
        "{\"e\":\"depthUpdate\",\"s\":\"BTCUSDT\",\"U\":7,\"u\":8,\"b\":[[\"1\"]],\"a\":[]}|TYPE",
        "{\"e\":\"depthUpdate\",\"s\":\"BTCUSDT\",\"U\":7,\"u\":8,\"b\":[[\"-1\",\"1\"]],\"a\":[]}"
            + "|PRICE_NOT_POSITIVE",
        "{\"e\":\"depthUpdate\",\"s\":\"BTCUSDT\",\"U\":7,\"u\":8,\"b\":[]}|MISSING_FIELD",
        "{\"stream\":\"ethusdt@trade\",\"data\":{\"e\":\"trade\",\"s\":\"BTCUSDT\"}}|UNKNOWN_SYMBOL",
      })
  void refusesWhatIsNoFrame(String json, Code code) {
    assertEquals(code, assertThrows(DecodeException.class, () -> decode(json)).code());
  }

  @Test
  void aMessageNamesTheField() {
    assertEquals(
        "field p: not a decimal number: \"NaN\"",
        assertThrows(DecodeException.class, () -> decode(TRADE.replace("61837.63000000", "NaN")))
            .getMessage());
  }
}
