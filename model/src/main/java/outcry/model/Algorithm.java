package outcry.model;

import java.util.List;

/** How a large order is worked in small ones. */
public sealed interface Algorithm {

  /**
   * Time-weighted: equal slices at equal distances.
   *
   * @param slices how many, at least 1
   */
  record Twap(int slices) implements Algorithm {}

  /**
   * Volume-weighted: slices at equal distances, sized by a volume profile.
   *
   * @param profile the weight of each slice, none negative, at least one positive
   */
  record Vwap(List<Integer> profile) implements Algorithm {
    public Vwap {
      profile = List.copyOf(profile);
    }
  }

  /**
   * Percentage of volume: never ahead of this share of what the market has traded since the start.
   *
   * @param basisPoints the share, 1 to 10,000
   */
  record Pov(int basisPoints) implements Algorithm {}

  /**
   * Shows a small limit order, and the next one when it is filled.
   *
   * @param displayQuantity of each, quantity units
   */
  record Iceberg(long displayQuantity) implements Algorithm {}
}
