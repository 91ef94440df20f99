package outcry.venue.simulated;

import java.util.Arrays;
import outcry.model.Side;

/**
 * The price levels of one side, sorted with the best last: most levels come and go near the best
 * price, so little has to move, and a sorted array is searched faster than any tree of this size.
 */
final class BookSide {

  private static final int INITIAL_LEVELS = 64;

  private final Side side;

  /** {@link #key} of each level, rising. */
  private long[] keys = new long[INITIAL_LEVELS];

  /** Those beyond {@code size} are free for reuse, or null. */
  private PriceLevel[] levels = new PriceLevel[INITIAL_LEVELS];

  private int size;

  BookSide(Side side) {
    this.side = side;
  }

  /** Larger is better. */
  long key(long price) {
    return side == Side.BUY ? price : -price;
  }

  int size() {
    return size;
  }

  /** 0 is the best level. */
  PriceLevel level(int rank) {
    return levels[size - 1 - rank];
  }

  /** The best level, or null. */
  PriceLevel best() {
    return size == 0 ? null : levels[size - 1];
  }

  /** Whether the best price is at least as good as {@code limitKey}. */
  boolean reaches(long limitKey) {
    return size > 0 && keys[size - 1] >= limitKey;
  }

  /** The level of that price, or null. */
  PriceLevel find(long price) {
    long key = key(price);
    int index = firstAtLeast(key);
    return index < size && keys[index] == key ? levels[index] : null;
  }

  PriceLevel findOrAdd(long price) {
    long key = key(price);
    int index = firstAtLeast(key);
    return index < size && keys[index] == key ? levels[index] : add(index, key, price);
  }

  void remove(PriceLevel level) {
    int index = firstAtLeast(key(level.price));
    int after = size - index - 1;
    System.arraycopy(keys, index + 1, keys, index, after);
    System.arraycopy(levels, index + 1, levels, index, after);
    size--;
    levels[size] = level;
  }

  private PriceLevel add(int index, long key, long price) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
      levels = Arrays.copyOf(levels, 2 * size);
    }
    var level = levels[size] == null ? new PriceLevel(side) : levels[size];
    System.arraycopy(keys, index, keys, index + 1, size - index);
    System.arraycopy(levels, index, levels, index + 1, size - index);
    level.price = price;
    keys[index] = key;
    levels[index] = level;
    size++;
    return level;
  }

  /** Binary search without a branch to mispredict. */
  private int firstAtLeast(long key) {
    int from = 0;
    int length = size;
    while (length > 0) {
      int half = (length + 1) >>> 1;
      from += keys[from + half - 1] < key ? half : 0;
      length -= half;
    }
    return from;
  }
}
