package outcry.venue.binance;

import java.util.Arrays;
import outcry.model.Levels;

/** Collects the levels of one side while they are read. */
final class LevelBuffer {

  /** The venue's deepest book has 5,000 levels a side. */
  static final int LEVELS_MAX = 20_000;

  private long[] prices = new long[256];
  private long[] quantities = new long[256];
  private int size;

  void clear() {
    size = 0;
  }

  void add(long price, long quantity, String field) {
    if (size == LEVELS_MAX) {
      throw new DecodeException(
          DecodeException.Code.LIMIT, field, "more than " + LEVELS_MAX + " levels");
    }
    if (size == prices.length) {
      prices = Arrays.copyOf(prices, size * 2);
      quantities = Arrays.copyOf(quantities, size * 2);
    }
    prices[size] = price;
    quantities[size] = quantity;
    size++;
  }

  Levels toLevels() {
    return size == 0
        ? Levels.NONE
        : new Levels(Arrays.copyOf(prices, size), Arrays.copyOf(quantities, size));
  }
}
