package outcry.venue.binance;

import outcry.venue.binance.DecodeException.Code;

/** Reads JSON strings from UTF-8 into a reused buffer, and undoes their escapes. */
final class JsonText {

  static final int CHARS_MAX = 4_096;

  private final char[] chars = new char[CHARS_MAX];
  private final CharSlice slice = new CharSlice();
  private int length;
  private boolean skipping;
  private byte[] bytes;
  private int at;
  private int end;

  /** The string last read. */
  CharSlice slice() {
    return slice;
  }

  /**
   * Reads the string whose first byte after the quote is at {@code from}.
   *
   * @return the index after its closing quote
   */
  int read(byte[] json, int from, int to) {
    int most = Math.min(to - from, CHARS_MAX);
    for (int i = 0; i < most; i++) {
      int c = json[from + i];
      if (c == '"') {
        slice.over(chars, 0, i);
        return from + i + 1;
      }
      if (c < ' ' || c == '\\') {
        break; // rare: once more, with care
      }
      chars[i] = (char) c;
    }
    skipping = false;
    int after = scan(json, from, to);
    slice.over(chars, 0, length);
    return after;
  }

  /** Like {@link #read}, but only checks it: it may have any length. */
  int skip(byte[] json, int from, int to) {
    skipping = true;
    return scan(json, from, to);
  }

  private int scan(byte[] json, int from, int to) {
    bytes = json;
    at = from;
    end = to;
    length = 0;
    for (int c = take(); c != '"'; c = take()) {
      if (c == '\\') {
        add(escaped());
      } else if (c >= ' ') {
        add((char) c);
      } else if (c >= 0) {
        throw broken("a control character inside a string");
      } else {
        multiByte(c & 0xff);
      }
    }
    return at;
  }

  private int take() {
    if (at == end) {
      throw broken("the frame ends inside a string");
    }
    return bytes[at++];
  }

  private void add(char c) {
    if (skipping) {
      return;
    }
    if (length == CHARS_MAX) {
      throw new DecodeException(Code.LIMIT, "", "text of more than " + CHARS_MAX + " characters");
    }
    chars[length++] = c;
  }

  private char escaped() {
    int c = take();
    return switch (c) {
      case '"', '\\', '/' -> (char) c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> (char) (hex() << 12 | hex() << 8 | hex() << 4 | hex());
      default -> throw broken("an unknown escape inside a string");
    };
  }

  private int hex() {
    int c = take();
    int digit = c < 0 ? -1 : Character.digit(c, 16);
    if (digit < 0) {
      throw broken("an unknown escape inside a string");
    }
    return digit;
  }

  /** The rest of a character of two to four bytes. */
  private void multiByte(int lead) {
    if ((lead & 0xe0) == 0xc0) {
      add((char) ((lead & 0x1f) << 6 | continuation()));
    } else if ((lead & 0xf0) == 0xe0) {
      add((char) ((lead & 0x0f) << 12 | continuation() << 6 | continuation()));
    } else if ((lead & 0xf8) == 0xf0) {
      int point = (lead & 0x07) << 18 | continuation() << 12 | continuation() << 6 | continuation();
      add((char) (0xd7c0 + (point >> 10)));
      add((char) (0xdc00 | point & 0x3ff));
    } else {
      throw broken("not UTF-8 inside a string");
    }
  }

  private int continuation() {
    int c = take();
    if ((c & 0xc0) != 0x80) {
      throw broken("not UTF-8 inside a string");
    }
    return c & 0x3f;
  }

  private static DecodeException broken(String what) {
    return new DecodeException(Code.NOT_JSON, "", what);
  }
}
