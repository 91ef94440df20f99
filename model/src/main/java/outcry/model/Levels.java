package outcry.model;

import java.util.Arrays;

/**
 * Price levels of one side of a book, in the order the venue gave them. Immutable: do not write to
 * the arrays handed in.
 */
public final class Levels {

  public static final Levels NONE = new Levels(new long[0], new long[0]);

  private final long[] prices;
  private final long[] quantities;

  /**
   * @param prices price units
   * @param quantities quantity units, absolute; 0 removes the level
   */
  public Levels(long[] prices, long[] quantities) {
    if (prices.length != quantities.length) {
      throw new IllegalArgumentException(
          prices.length + " prices but " + quantities.length + " quantities");
    }
    this.prices = prices;
    this.quantities = quantities;
  }

  /**
   * Alternating price and quantity.
   *
   * @throws IllegalArgumentException if the last price has no quantity
   */
  public static Levels of(long... pairs) {
    if (pairs.length % 2 != 0) {
      throw new IllegalArgumentException(
          "a price without a quantity: " + pairs.length + " numbers");
    }
    var prices = new long[pairs.length / 2];
    var quantities = new long[pairs.length / 2];
    for (int i = 0; i < prices.length; i++) {
      prices[i] = pairs[2 * i];
      quantities[i] = pairs[2 * i + 1];
    }
    return new Levels(prices, quantities);
  }

  public int size() {
    return prices.length;
  }

  public long price(int index) {
    return prices[index];
  }

  public long quantity(int index) {
    return quantities[index];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Levels that
        && Arrays.equals(prices, that.prices)
        && Arrays.equals(quantities, that.quantities);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(prices) + Arrays.hashCode(quantities);
  }

  @Override
  public String toString() {
    var text = new StringBuilder("[");
    for (int i = 0; i < size(); i++) {
      text.append(i == 0 ? "" : ", ").append(quantities[i]).append('@').append(prices[i]);
    }
    return text.append(']').toString();
  }
}
