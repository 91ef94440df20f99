package outcry.marketdata.core;

import java.util.Arrays;
import outcry.model.Levels;

/**
 * One side of a book as two sorted arrays with the best level at their end, since most changes are
 * near the touch and then move few elements. Beyond the limit the level farthest from the touch is
 * forgotten: depth that far away is not traded on, and the next snapshot brings it back.
 */
final class BookSide {

  private final int sign; // 1: bids, ascending towards the best; -1: asks, descending
  private final int levelsMax;
  private long[] prices = new long[64];
  private long[] quantities = new long[64];
  private int size;

  /**
   * @param bids true for bids, false for asks
   */
  BookSide(boolean bids, int levelsMax) {
    this.sign = bids ? 1 : -1;
    this.levelsMax = levelsMax;
  }

  int size() {
    return size;
  }

  /** 0 if the side is empty. */
  long bestPrice() {
    return size == 0 ? 0 : prices[size - 1];
  }

  /** 0 if the side is empty. */
  long bestQuantity() {
    return size == 0 ? 0 : quantities[size - 1];
  }

  void clear() {
    size = 0;
  }

  void apply(Levels levels) {
    for (int i = 0; i < levels.size(); i++) {
      set(levels.price(i), levels.quantity(i));
    }
  }

  /** Quantity 0 removes the level. */
  void set(long price, long quantity) {
    int index = find(price);
    if (index >= 0) {
      if (quantity == 0) {
        size--;
        System.arraycopy(prices, index + 1, prices, index, size - index);
        System.arraycopy(quantities, index + 1, quantities, index, size - index);
      } else {
        quantities[index] = quantity;
      }
    } else if (quantity != 0) {
      insert(-index - 1, price, quantity);
    }
  }

  private void insert(int index, long price, long quantity) {
    if (size == levelsMax) {
      if (index == 0) {
        return; // farther than all we keep
      }
      System.arraycopy(prices, 1, prices, 0, index - 1);
      System.arraycopy(quantities, 1, quantities, 0, index - 1);
      prices[index - 1] = price;
      quantities[index - 1] = quantity;
      return;
    }
    if (size == prices.length) {
      int capacity = Math.min(levelsMax, size * 2);
      prices = Arrays.copyOf(prices, capacity);
      quantities = Arrays.copyOf(quantities, capacity);
    }
    System.arraycopy(prices, index, prices, index + 1, size - index);
    System.arraycopy(quantities, index, quantities, index + 1, size - index);
    prices[index] = price;
    quantities[index] = quantity;
    size++;
  }

  /** The index of the price, or {@code -(where it belongs) - 1}. */
  private int find(long price) {
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = sign * Long.compare(prices[middle], price);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  /** The best levels, best first. */
  Levels best(int levels) {
    int count = Math.min(levels, size);
    var bestPrices = new long[count];
    var bestQuantities = new long[count];
    for (int i = 0; i < count; i++) {
      bestPrices[i] = prices[size - 1 - i];
      bestQuantities[i] = quantities[size - 1 - i];
    }
    return new Levels(bestPrices, bestQuantities);
  }
}
