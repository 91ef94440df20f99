package outcry.strategy.indicator;

/**
 * A number that follows a series. It is {@link Double#NaN} until there is enough of the series, so
 * that every comparison with it is false until then. Used on its strategy's thread only.
 */
public interface Indicator {

  /** The latest value; NaN until {@link #isReady}. */
  double value();

  /** The value before the latest; NaN if there was none. */
  double previous();

  default boolean isReady() {
    return !Double.isNaN(value());
  }

  /** True on the one bar where this went from at or below the other to above it. */
  default boolean crossedAbove(Indicator other) {
    return previous() <= other.previous() && value() > other.value();
  }

  /** True on the one bar where this went from at or above the other to below it. */
  default boolean crossedBelow(Indicator other) {
    return previous() >= other.previous() && value() < other.value();
  }

  default boolean crossedAbove(double level) {
    return previous() <= level && value() > level;
  }

  default boolean crossedBelow(double level) {
    return previous() >= level && value() < level;
  }
}
