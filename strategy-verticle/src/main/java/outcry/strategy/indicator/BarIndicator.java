package outcry.strategy.indicator;

/** An indicator computed from one bar to the next. */
public abstract class BarIndicator implements Indicator {

  private double value = Double.NaN;
  private double previous = Double.NaN;

  /** The next bar of the series; called by the series only. */
  public final void accept(Ohlc bar) {
    double next = next(bar);
    previous = value;
    value = next;
  }

  /** The value as of this bar; NaN while there are too few bars. */
  protected abstract double next(Ohlc bar);

  @Override
  public final double value() {
    return value;
  }

  @Override
  public final double previous() {
    return previous;
  }

  static int requireLength(int length) {
    if (length < 1 || length > 1_000_000) {
      throw new IllegalArgumentException("length must be 1 to 1,000,000 bars, was " + length);
    }
    return length;
  }
}
