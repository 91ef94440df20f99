package outcry.strategy.indicator;

/** An exponential average that starts at its first number. Contracting: rounding dies out. */
final class Smoothed {

  private final double weight;
  private double value = Double.NaN;

  private Smoothed(double weight) {
    this.weight = weight;
  }

  /** Weight {@code 2 / (length + 1)}. */
  static Smoothed exponential(int length) {
    return new Smoothed(2.0 / (BarIndicator.requireLength(length) + 1));
  }

  /** Weight {@code 1 / length}, as in J. Welles Wilder's RSI and ATR (1978). */
  static Smoothed wilder(int length) {
    return new Smoothed(1.0 / BarIndicator.requireLength(length));
  }

  double add(double next) {
    value = Double.isNaN(value) ? next : value + weight * (next - value);
    return value;
  }
}
