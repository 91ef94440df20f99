package outcry.venue.binance;

import outcry.model.Decimal;

/**
 * Reads the decimals frames are full of straight from their bytes. Whatever is out of the ordinary
 * (a sign, an escape, many digits, a place too many, no number at all) it leaves to {@link
 * Decimal#parse}, which decides what is right.
 */
final class PlainDecimal {

  /** So many digits always fit 64 bits. */
  static final int DIGITS_MAX = 18;

  private long units;

  /** What was read last. */
  long units() {
    return units;
  }

  /**
   * Reads the string whose first byte after the quote is at {@code from} as units of {@code
   * 10^-scale}.
   *
   * @return the index after its closing quote; -1 if it is not plain
   */
  int read(byte[] bytes, int from, int end, int scale) {
    units = 0;
    int at = from;
    for (; at < end && JsonScanner.isDigit(bytes[at]); at++) {
      units = units * 10 + (bytes[at] - '0');
    }
    int whole = at - from;
    if (whole == 0 || whole + scale > DIGITS_MAX || (whole > 1 && bytes[from] == '0')) {
      return -1;
    }
    int places = 0;
    if (at < end && bytes[at] == '.') {
      for (at++; at < end && JsonScanner.isDigit(bytes[at]); at++, places++) {
        if (places < scale) {
          units = units * 10 + (bytes[at] - '0');
        } else if (bytes[at] != '0') {
          return -1;
        }
      }
      if (places == 0 || places > Decimal.SCALE_MAX) {
        return -1;
      }
    }
    if (at == end || bytes[at] != '"') {
      return -1;
    }
    if (places < scale) {
      units *= Decimal.powerOfTen(scale - places);
    }
    return at + 1;
  }
}
