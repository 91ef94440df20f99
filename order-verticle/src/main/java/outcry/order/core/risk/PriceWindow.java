package outcry.order.core.risk;

import java.util.Arrays;

/**
 * The extremes of a price over the last so many nanoseconds, in parts of an eighth: what is
 * remembered reaches back at least the whole window, at most an eighth more.
 */
final class PriceWindow {

  private static final int PARTS = 9; // the one being filled, and eight that are full

  private final long partNanos;
  private final long[] part = new long[PARTS];
  private final long[] lowest = new long[PARTS];
  private final long[] highest = new long[PARTS];
  private long last;
  private long lastPart = Long.MIN_VALUE;

  PriceWindow(long windowNanos) {
    partNanos = Math.max(1, windowNanos / (PARTS - 1));
    Arrays.fill(part, Long.MIN_VALUE);
  }

  void add(long price, long nanos) {
    long number = nanos / partNanos;
    int slot = (int) (number % PARTS);
    if (part[slot] == number) {
      lowest[slot] = Math.min(lowest[slot], price);
      highest[slot] = Math.max(highest[slot], price);
    } else if (part[slot] < number) { // a late one of a part that is gone says nothing any more
      boolean stood = lastPart > number - PARTS; // the price before this one stood until now
      part[slot] = number;
      lowest[slot] = stood ? Math.min(last, price) : price;
      highest[slot] = stood ? Math.max(last, price) : price;
    }
    last = price;
    lastPart = number;
  }

  /** 0 if nothing was seen. */
  long lowest(long nowNanos) {
    long found = Long.MAX_VALUE;
    long oldest = nowNanos / partNanos - PARTS;
    for (int slot = 0; slot < PARTS; slot++) {
      if (part[slot] > oldest) {
        found = Math.min(found, lowest[slot]);
      }
    }
    return found == Long.MAX_VALUE ? 0 : found;
  }

  /** 0 if nothing was seen. */
  long highest(long nowNanos) {
    long found = Long.MIN_VALUE;
    long oldest = nowNanos / partNanos - PARTS;
    for (int slot = 0; slot < PARTS; slot++) {
      if (part[slot] > oldest) {
        found = Math.max(found, highest[slot]);
      }
    }
    return found == Long.MIN_VALUE ? 0 : found;
  }
}
