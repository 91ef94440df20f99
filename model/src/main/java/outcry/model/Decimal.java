package outcry.model;

import java.math.BigDecimal;

/**
 * A fixed-point number: {@code units * 10^-scale}. Exact; nothing here ever rounds.
 *
 * @param units the unscaled value
 * @param scale decimal places, 0 to 18
 */
public record Decimal(long units, int scale) implements Comparable<Decimal> {

  /** The most decimal places any number of the system may have. */
  public static final int SCALE_MAX = 18;

  private static final int TEXT_MAX = 38;
  private static final int WHOLE_DIGITS_MAX = 19;
  private static final long[] POWERS = new long[SCALE_MAX + 1];

  static {
    POWERS[0] = 1;
    for (int i = 1; i <= SCALE_MAX; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  public Decimal {
    if (scale < 0 || scale > SCALE_MAX) {
      throw new IllegalArgumentException("scale must be 0 to 18, was " + scale);
    }
  }

  /** {@code 10^exponent} for exponents 0 to 18. */
  public static long powerOfTen(int exponent) {
    return POWERS[exponent];
  }

  /**
   * Reads decimal text under the strict grammar {@code -?(0|[1-9]\d{0,18})(\.\d{1,18})?}: ASCII, no
   * exponent, no sign but a minus, no leading zero, at most 38 characters. The scale is the number
   * of places written.
   *
   * @throws DecimalException DECIMAL_SYNTAX, or OVERFLOW if the units exceed 64 bits
   */
  public static Decimal parse(CharSequence text) {
    int scale = Math.max(0, text.length() - requireSyntax(text) - 1);
    return new Decimal(parse(text, scale), scale);
  }

  /**
   * Reads decimal text straight to units of {@code 10^-scale}. Trailing zeros beyond the scale are
   * the same number and are accepted; any other digit there is refused, never rounded.
   *
   * @param scale 0 to 18
   * @throws DecimalException DECIMAL_SYNTAX, else PRECISION, else OVERFLOW
   */
  public static long parse(CharSequence text, int scale) {
    int wholeEnd = requireSyntax(text);
    int length = text.length();
    for (int i = wholeEnd + 1 + scale; i < length; i++) {
      if (text.charAt(i) != '0') {
        throw DecimalException.precision(text, scale);
      }
    }
    boolean negative = text.charAt(0) == '-';
    long units = 0; // accumulated negatively: the most negative long has no positive twin
    for (int i = negative ? 1 : 0; i < wholeEnd; i++) {
      units = appendDigit(units, text.charAt(i) - '0', text);
    }
    for (int i = wholeEnd + 1; i <= wholeEnd + scale; i++) {
      units = appendDigit(units, i < length ? text.charAt(i) - '0' : 0, text);
    }
    if (negative) {
      return units;
    }
    if (units == Long.MIN_VALUE) {
      throw DecimalException.overflow(text);
    }
    return -units;
  }

  /** Where the whole part ends: the index of the point, or the length. */
  private static int requireSyntax(CharSequence text) {
    int length = text.length();
    if (length == 0 || length > TEXT_MAX) {
      throw DecimalException.syntax(text);
    }
    int start = text.charAt(0) == '-' ? 1 : 0;
    int wholeEnd = digitsEnd(text, start);
    int wholeDigits = wholeEnd - start;
    boolean leadingZero = wholeDigits > 1 && text.charAt(start) == '0';
    if (wholeDigits == 0 || wholeDigits > WHOLE_DIGITS_MAX || leadingZero) {
      throw DecimalException.syntax(text);
    }
    if (wholeEnd < length) {
      int places = length - wholeEnd - 1;
      if (text.charAt(wholeEnd) != '.'
          || places == 0
          || places > SCALE_MAX
          || digitsEnd(text, wholeEnd + 1) != length) {
        throw DecimalException.syntax(text);
      }
    }
    return wholeEnd;
  }

  private static int digitsEnd(CharSequence text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static long appendDigit(long negativeUnits, int digit, CharSequence text) {
    if (negativeUnits < -922_337_203_685_477_580L) {
      throw DecimalException.overflow(text);
    }
    long shifted = negativeUnits * 10;
    if (shifted < Long.MIN_VALUE + digit) {
      throw DecimalException.overflow(text);
    }
    return shifted - digit;
  }

  /**
   * The text of {@code units * 10^-scale} with exactly {@code scale} places.
   *
   * @param scale 0 to 18
   */
  public static String text(long units, int scale) {
    if (scale == 0) {
      return Long.toString(units);
    }
    long one = POWERS[scale];
    long places = Math.abs(units % one);
    var text = new StringBuilder(24);
    if (units < 0) {
      text.append('-');
    }
    text.append(Math.abs(units / one)).append('.');
    for (int i = scale - 1; i > 0 && places < POWERS[i]; i--) {
      text.append('0');
    }
    return text.append(places).toString();
  }

  /**
   * This number in units of {@code 10^-newScale}.
   *
   * @throws DecimalException PRECISION if digits would be lost, OVERFLOW if it exceeds 64 bits
   */
  public long unitsAt(int newScale) {
    if (newScale >= scale) {
      long factor = POWERS[newScale - scale];
      if (Math.multiplyHigh(units, factor) != (units * factor) >> 63) {
        throw DecimalException.overflow(toString());
      }
      return units * factor;
    }
    long divisor = POWERS[scale - newScale];
    if (units % divisor != 0) {
      throw DecimalException.precision(toString(), newScale);
    }
    return units / divisor;
  }

  /** By value: unlike {@link #equals}, 1.0 and 1.00 are the same here. */
  @Override
  public int compareTo(Decimal other) {
    return BigDecimal.valueOf(units, scale).compareTo(BigDecimal.valueOf(other.units, other.scale));
  }

  @Override
  public String toString() {
    return text(units, scale);
  }
}
