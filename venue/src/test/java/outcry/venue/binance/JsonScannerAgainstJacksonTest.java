package outcry.venue.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import outcry.model.Decimal;
import outcry.model.DecimalException;
import outcry.venue.binance.DecodeException.Code;
import outcry.venue.binance.JsonScanner.Value;

/** Whatever the bytes: the scanner takes and refuses what Jackson does, and reads the same. */
class JsonScannerAgainstJacksonTest {

  private static final JsonFactory JACKSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(JsonScanner.DEPTH_MAX)
                  .maxNumberLength(JsonScanner.DIGITS_MAX)
                  .maxNameLength(NameTable.NAME_MAX)
                  .build())
          .build();

  private static final int GUESSED_BYTES = 4;

  /** Every character that means something in JSON, and one or two of every other kind. */
  private static final byte[] TELLING =
      "\"\\/{}[]:, \t\r\n-+.0159eEaflnrstuxX_$!\0\b\u001f\u007f\u0080\u00a9\u00bf\u00c0\u00c3\u00e2\u00f0\u00f8"
          .getBytes(StandardCharsets.ISO_8859_1);

  private static final String REFUSED = "refused";

  static final List<String> FRAMES =
      List.of(
          """
          {"stream":"btcusdt@trade","data":{"e":"trade","E":1700000000101,"s":"BTCUSDT","t":77,\
          "p":"61837.63000000","q":"0.02000000","T":1700000000100,"m":true,"M":false}}\
          """,
          """
          {"u":12,"s":"BTCUSDT","b":"61837.63000000","B":"3.78826000","a":"61837.64","A":"1"}\
          """,
          """
          {"e":"depthUpdate","E":1700000000100,"s":"BTCUSDT","U":5,"u":8,\
          "b":[["10.00","1.00"],["9.99","0.00"]],"a":[]}\
          """,
          """
          {"stream":"btcusdt@depth","data":{"lastUpdateId":7,"bids":[["1","1"]],"asks":[]}}\
          """,
          """
           { "e":"kline","k":{ "o":-1.5e+7 ,"x":[ 0, -0,null,{}, [ ] ,"\\u00e9\\n"]}, "é€😀":"é€😀" }\t
          """,
          "{\"\\u0065\":\"\\u0074rade\",\"s\":\"\\u0042TCUSDT\",\"p\":\"\\u0036.1\",\"\\\"\":\"\\/\\\\\"}",
          "[[[[[[[[[[[[[[[[9223372036854775807,9223372036854775808]]]]]]]]]]]]]]]]",
          "{\"n\":[1111111111222222222233333333334444444444,1.111111111222222222233333333334444444444]}",
          "[true,false,null]");

  private final JsonScanner scanner = new JsonScanner();
  private final BinanceDecoder decoder = new BinanceDecoder(BinanceInstruments.spot());

  @ParameterizedTest
  @FieldSource("FRAMES")
  void agreesOnEveryTruncation(String frame) {
    byte[] bytes = utf8(frame);
    for (int length = 0; length <= bytes.length; length++) {
      check(Arrays.copyOf(bytes, length));
    }
  }

  @ParameterizedTest
  @FieldSource("FRAMES")
  void agreesOnEveryChangeOfOneByte(String frame) {
    byte[] bytes = utf8(frame);
    for (int at = 0; at < bytes.length; at++) {
      for (byte value : TELLING) {
        byte[] changed = bytes.clone();
        changed[at] = value;
        check(changed);
      }
    }
  }

  @ParameterizedTest
  @FieldSource("FRAMES")
  void agreesOnEveryByteLeftOutOrDoubled(String frame) {
    byte[] bytes = utf8(frame);
    for (int at = 0; at < bytes.length; at++) {
      check(spliced(bytes, at, bytes, at + 1));
      check(spliced(bytes, at + 1, bytes, at));
    }
  }

  @ParameterizedTest
  @FieldSource("FRAMES")
  void agreesOnRandomMixturesOfFrames(String frame) {
    var random = new Random(frame.hashCode());
    byte[] bytes = utf8(frame);
    for (int i = 0; i < 1_000; i++) {
      byte[] other = utf8(FRAMES.get(random.nextInt(FRAMES.size())));
      byte[] mixed =
          spliced(bytes, random.nextInt(bytes.length), other, random.nextInt(other.length));
      mixed[random.nextInt(mixed.length)] = other[random.nextInt(other.length)];
      check(mixed);
    }
  }

  @ParameterizedTest
  @CsvSource({"17, 1, 1", "1, 65, 1", "1, 1, 41"})
  void refusesMoreThanAFrameMayHave(int depth, int nameLength, int digits) {
    assertEquals(Code.LIMIT, codeOf(nested(depth, nameLength, digits)));
    assertEquals(Code.NOT_A_FRAME, codeOf(nested(16, 64, 40)));
  }

  private static String nested(int depth, int nameLength, int digits) {
    var object = "{\"" + "n".repeat(nameLength) + "\":";
    return object.repeat(depth) + "1".repeat(digits) + "}".repeat(depth);
  }

  private Code codeOf(String frame) {
    byte[] bytes = utf8(frame);
    return assertThrows(DecodeException.class, () -> decoder.decode(bytes, 0, bytes.length, 1))
        .code();
  }

  @Test
  void aPlainDecimalIsWhatTheStrictGrammarReads() {
    var random = new Random(3);
    String[] parts = {"0", "1", "9", "00", "12", "34567", "999999999", "922337203", ".", "-", "e"};
    int plain = 0;
    for (int i = 0; i < 200_000; i++) {
      var text = new StringBuilder();
      for (int part = random.nextInt(6); part >= 0; part--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      int scale = random.nextInt(Decimal.SCALE_MAX + 1);
      byte[] json = utf8("\"" + text + "\"");
      scanner.over(json, 0, json.length);
      assertEquals(Value.STRING, scanner.value());
      long units = scanner.plainDecimal(scale);
      if (units == JsonScanner.NOT_PLAIN) {
        assertTrue(scanner.text().is(text.toString()), "still to be read");
      } else {
        plain++;
        assertEquals(unitsOf(text, scale), units, () -> text + " at scale " + scale);
      }
      scanner.requireEnd();
    }
    assertTrue(plain > 10_000, "few were plain: " + plain);
  }

  private static long unitsOf(CharSequence text, int scale) {
    try {
      return Decimal.parse(text, scale);
    } catch (DecimalException e) {
      return JsonScanner.NOT_PLAIN - 1; // whatever it is, no plain decimal
    }
  }

  private void check(byte[] bytes) {
    if (isBeyondJackson(bytes)) {
      return;
    }
    var jacksons = byJackson(bytes);
    var ours = byScanner(bytes);
    boolean refused = jacksons.equals(REFUSED);
    if (refused || isUtf8(bytes)) {
      assertEquals(jacksons, ours, () -> shown(bytes));
    } else {
      assertNotEquals(REFUSED, ours, () -> shown(bytes)); // each makes other characters of it
    }
    var code = byDecoder(bytes);
    assertFalse(refused ? code == null : code == Code.NOT_JSON, () -> code + shown(bytes));
  }

  /** Jackson guesses the encoding by the first bytes, and takes 0xff in some names. */
  private static boolean isBeyondJackson(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == -1 || (i < GUESSED_BYTES && bytes[i] <= 0)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Everything it reads, in one line. */
  private String byScanner(byte[] bytes) {
    try {
      byte[] larger = spliced(utf8("\"{1"), 3, bytes, 0);
      larger = spliced(larger, larger.length, utf8("1}\""), 0);
      scanner.over(larger, 3, bytes.length);
      var read = new StringBuilder();
      scan(scanner.value(), read);
      scanner.requireEnd();
      return read.toString();
    } catch (DecodeException e) {
      assertTrue(
          e.code() == Code.NOT_JSON || e.code() == Code.LIMIT, () -> e.code() + shown(bytes));
      return REFUSED;
    }
  }

  private void scan(Value value, StringBuilder read) {
    switch (value) {
      case OBJECT -> {
        read.append('{');
        for (var name = scanner.nextName(); name != null; name = scanner.nextName()) {
          read.append(name).append(':');
          scan(scanner.value(), read);
        }
        read.append('}');
      }
      case ARRAY -> {
        read.append('[');
        while (scanner.nextElement()) {
          scan(scanner.value(), read);
          read.append(' ');
        }
        read.append(']');
      }
      case STRING -> read.append('"').append(scanner.text()).append('"');
      case INTEGER -> read.append(integer());
      case FRACTION -> read.append("fraction");
      case TRUE, FALSE, NULL -> read.append(value.name().toLowerCase(Locale.ROOT));
      case END -> {}
    }
  }

  private String integer() {
    try {
      return Long.toString(scanner.integer());
    } catch (NumberFormatException e) {
      return "big";
    }
  }

  private static String byJackson(byte[] bytes) {
    try (var parser = JACKSON.createParser(bytes)) {
      var read = new StringBuilder();
      if (parser.nextToken() != null) {
        read(parser, read);
        if (parser.nextToken() != null) {
          return REFUSED;
        }
      }
      return read.toString();
    } catch (JsonProcessingException e) {
      return REFUSED;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void read(JsonParser parser, StringBuilder read) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        read.append('{');
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
          read.append(name).append(':');
          parser.nextToken();
          read(parser, read);
        }
        read.append('}');
      }
      case START_ARRAY -> {
        read.append('[');
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          read(parser, read);
          read.append(' ');
        }
        read.append(']');
      }
      case VALUE_STRING -> read.append('"').append(parser.getText()).append('"');
      case VALUE_NUMBER_INT ->
          read.append(
              parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                  ? "big"
                  : Long.toString(parser.getLongValue()));
      case VALUE_NUMBER_FLOAT -> read.append("fraction");
      case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> read.append(parser.getText());
      default -> throw new AssertionError(parser.currentToken());
    }
  }

  /** The code of the refusal; null if it was taken. */
  private Code byDecoder(byte[] bytes) {
    try {
      decoder.decode(bytes, 0, bytes.length, 1);
      return null;
    } catch (DecodeException e) {
      return e.code();
    }
  }

  private static byte[] spliced(byte[] head, int headLength, byte[] tail, int tailFrom) {
    byte[] both = Arrays.copyOf(head, headLength + tail.length - tailFrom);
    System.arraycopy(tail, tailFrom, both, headLength, tail.length - tailFrom);
    return both;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String shown(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1) + " " + Arrays.toString(bytes);
  }
}
