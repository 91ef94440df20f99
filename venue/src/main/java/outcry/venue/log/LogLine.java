package outcry.venue.log;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** Tab-separated fields with a checksum as the last one. */
final class LogLine {

  private static final int CHECKSUM_DIGITS = 8;
  private static final int CODE_DIGITS = 4;

  /** Builds a line field by field. */
  static final class Writer {
    private final StringBuilder line = new StringBuilder(160);

    Writer text(String value) {
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if (c < ' ' || c > '~' || c == '\\') {
          line.append("\\u").append(HexFormat.of().toHexDigits(c));
        } else {
          line.append(c);
        }
      }
      line.append('\t');
      return this;
    }

    Writer number(long value) {
      line.append(value).append('\t');
      return this;
    }

    String finish() {
      return line.append(checksum(line)).toString();
    }
  }

  /** Takes a line apart field by field. */
  static final class Reader {
    private final String line;
    private final int end;
    private int position;

    /**
     * @throws VenueLogException if the checksum is missing or wrong
     */
    Reader(String line) {
      this.line = line;
      this.end = line.lastIndexOf('\t') + 1;
      if (!line.substring(end).equals(checksum(line.substring(0, end)))) {
        throw new VenueLogException("checksum missing or wrong");
      }
    }

    String text() {
      return unescaped(next());
    }

    long number() {
      var field = next();
      try {
        return Long.parseLong(field);
      } catch (NumberFormatException e) {
        throw new VenueLogException("not a number: " + field);
      }
    }

    boolean flag() {
      return switch (next()) {
        case "true" -> true;
        case "false" -> false;
        case String other -> throw new VenueLogException("neither true nor false: " + other);
      };
    }

    <E extends Enum<E>> E name(Class<E> type) {
      var field = next();
      try {
        return Enum.valueOf(type, field);
      } catch (IllegalArgumentException e) {
        throw new VenueLogException("not a " + type.getSimpleName() + ": " + field);
      }
    }

    void requireEnd() {
      if (position != end) {
        throw new VenueLogException("more fields than expected");
      }
    }

    private String next() {
      if (position == end) {
        throw new VenueLogException("fewer fields than expected");
      }
      int tab = line.indexOf('\t', position);
      var field = line.substring(position, tab);
      position = tab + 1;
      return field;
    }

    private static String unescaped(String field) {
      int escape = field.indexOf('\\');
      if (escape < 0) {
        return field;
      }
      var text = new StringBuilder();
      int from = 0;
      for (; escape >= 0; escape = field.indexOf('\\', from)) {
        int codeEnd = escape + 2 + CODE_DIGITS;
        text.append(field, from, escape).append(escaped(field, escape + 2, codeEnd));
        from = codeEnd;
      }
      return text.append(field, from, field.length()).toString();
    }
  }

  private static char escaped(String field, int from, int to) {
    try {
      return (char) HexFormat.fromHexDigits(field, from, to);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new VenueLogException("not an escaped character: " + field);
    }
  }

  private static String checksum(CharSequence covered) {
    var crc = new CRC32();
    crc.update(covered.toString().getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().toHexDigits(crc.getValue(), CHECKSUM_DIGITS);
  }

  private LogLine() {}
}
