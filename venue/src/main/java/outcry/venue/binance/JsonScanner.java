package outcry.venue.binance;

import java.nio.charset.StandardCharsets;
import outcry.venue.binance.DecodeException.Code;

/**
 * A pull scanner over the bytes of one JSON text (RFC 8259, UTF-8), made for small frames read by
 * the million: it makes no objects but the names it has not seen before. It refuses whatever is not
 * JSON as it comes to it. Of UTF-8 only the shape is checked: a lead byte and its continuations.
 *
 * <p>Ask for the next {@link #value}, and depending on what it is: enter it ({@link #nextName},
 * {@link #nextElement} until they say it has ended), read it ({@link #text}, {@link #integer}) or
 * {@link #skip} it. A string must be read or skipped before going on.
 */
final class JsonScanner {

  /** What a value is; numbers and literals have been read when this is known. */
  enum Value {
    OBJECT,
    ARRAY,
    STRING,
    /** A number without fraction and exponent. */
    INTEGER,
    FRACTION,
    TRUE,
    FALSE,
    NULL,
    /** There is no value: the text has ended. Only before the first. */
    END
  }

  static final int DEPTH_MAX = 16;
  static final int DIGITS_MAX = 40;

  /** What {@link #plainDecimal} says of any other string. */
  static final long NOT_PLAIN = -1;

  private final JsonText text = new JsonText();
  private final PlainDecimal decimal = new PlainDecimal();
  private final NameTable names = new NameTable();

  private byte[] bytes = new byte[0];
  private int start;
  private int at;
  private int end;
  private int depth;
  private boolean first;
  private int numberAt;

  /** Starts on another text: {@code length} bytes from {@code offset}, used in place. */
  void over(byte[] json, int offset, int length) {
    bytes = json;
    start = offset;
    at = offset;
    end = offset + length;
    depth = 0;
    first = true;
  }

  /** Goes to the next value and says what it is. */
  Value value() {
    int c = next();
    if (c < 0 && depth > 0) {
      throw ended();
    }
    return switch (c) {
      case '"' -> Value.STRING;
      case '{' -> entered(Value.OBJECT);
      case '[' -> entered(Value.ARRAY);
      case 't' -> literal("true", Value.TRUE);
      case 'f' -> literal("false", Value.FALSE);
      case 'n' -> literal("null", Value.NULL);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(c);
      case -1 -> Value.END;
      default -> throw unexpected(c);
    };
  }

  private Value entered(Value value) {
    if (++depth > DEPTH_MAX) {
      throw new DecodeException(Code.LIMIT, "", "nested deeper than " + DEPTH_MAX);
    }
    first = true;
    return value;
  }

  /** The next name in the object entered, its colon read too; null at the end of the object. */
  String nextName() {
    if (!hasMore('}')) {
      return null;
    }
    require('"');
    var name = names.of(text());
    require(':');
    return name;
  }

  /** Whether the array entered has another element, to be had by {@link #value}. */
  boolean nextElement() {
    return hasMore(']');
  }

  /** Passes the comma before the next part of a container, or its end. */
  private boolean hasMore(char close) {
    int c = next();
    if (c == close) {
      depth--;
      first = false;
      return false;
    }
    if (c < 0) {
      throw ended();
    }
    if (first) {
      first = false;
      at--; // the part itself
    } else if (c != ',') {
      throw unexpected(c);
    }
    return true;
  }

  /** The text of the string just met, valid until the next text or name. */
  CharSlice text() {
    at = text.read(bytes, at, end);
    return text.slice();
  }

  /**
   * The string just met as units of {@code 10^-scale}, if it is a plain decimal that surely fits;
   * otherwise {@link #NOT_PLAIN}, and the string is still to be read.
   */
  long plainDecimal(int scale) {
    int after = decimal.read(bytes, at, end, scale);
    if (after < 0) {
      return NOT_PLAIN;
    }
    at = after;
    return decimal.units();
  }

  /**
   * The INTEGER just met.
   *
   * @throws NumberFormatException if it exceeds 64 bits
   */
  long integer() {
    int length = at - numberAt;
    if (length > PlainDecimal.DIGITS_MAX || bytes[numberAt] == '-') {
      return Long.parseLong(new String(bytes, numberAt, length, StandardCharsets.ISO_8859_1));
    }
    long value = 0;
    for (int i = numberAt; i < at; i++) {
      value = value * 10 + (bytes[i] - '0');
    }
    return value;
  }

  /** Passes over the value of that kind just met, checking that it is JSON. */
  void skip(Value value) {
    switch (value) {
      case STRING -> at = text.skip(bytes, at, end);
      case ARRAY -> {
        while (nextElement()) {
          skip(value());
        }
      }
      case OBJECT -> skipMembers();
      case INTEGER, FRACTION, TRUE, FALSE, NULL, END -> {}
    }
  }

  /** Passes over what is left of the object entered, its end included. */
  void skipMembers() {
    while (nextName() != null) {
      skip(value());
    }
  }

  /** Refuses anything but white space after the value. */
  void requireEnd() {
    if (next() >= 0) {
      throw new DecodeException(Code.NOT_JSON, "", "something follows the object");
    }
  }

  /** The next byte that is not white space, taken; -1 at the end. */
  private int next() {
    while (at < end) {
      int c = bytes[at++];
      if (c > ' ') {
        return c;
      }
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        throw unexpected(c);
      }
    }
    return -1;
  }

  private Value literal(String word, Value value) {
    for (int i = 1; i < word.length(); i++, at++) {
      if (at == end) {
        throw ended();
      }
      if (bytes[at] != word.charAt(i)) {
        throw unexpected(bytes[at++]);
      }
    }
    if (at < end && (bytes[at] < 0 || isLetter(bytes[at]))) {
      throw unexpected(bytes[at++]);
    }
    return value;
  }

  private Value number(int firstCharacter) {
    numberAt = at - 1;
    if (firstCharacter != '-') {
      at--;
    }
    int from = at;
    int digits = digits();
    if (digits > 1 && bytes[from] == '0') {
      throw new DecodeException(Code.NOT_JSON, "", "a number with a leading zero" + place(from));
    }
    boolean fraction = at < end && bytes[at] == '.';
    if (fraction) {
      at++;
      digits += digits();
    }
    boolean exponent = at < end && (bytes[at] == 'e' || bytes[at] == 'E');
    if (exponent) {
      at++;
      if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
        at++;
      }
      digits += digits();
    }
    if (digits > DIGITS_MAX) {
      throw new DecodeException(Code.LIMIT, "", "a number of more than " + DIGITS_MAX + " digits");
    }
    return fraction || exponent ? Value.FRACTION : Value.INTEGER;
  }

  /** Passes over at least one digit. */
  private int digits() {
    int from = at;
    while (at < end && isDigit(bytes[at])) {
      at++;
    }
    if (at == from) {
      throw at == end ? ended() : unexpected(bytes[at++]);
    }
    return at - from;
  }

  private static boolean isLetter(int c) {
    return c >= '0' && Character.isJavaIdentifierPart(c);
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private void require(char wanted) {
    int c = next();
    if (c != wanted) {
      throw c < 0 ? ended() : unexpected(c);
    }
  }

  private static DecodeException ended() {
    return new DecodeException(Code.NOT_JSON, "", "the frame ends in the middle of it");
  }

  /** Of the byte just taken. */
  private DecodeException unexpected(int c) {
    var shown = c > ' ' && c < 127 ? "'" + (char) c + "'" : "byte 0x%02x".formatted(c & 0xff);
    return new DecodeException(Code.NOT_JSON, "", "unexpected " + shown + place(at - 1));
  }

  private String place(int index) {
    return " at byte " + (index - start + 1);
  }
}
