package outcry.strategy.indicator;

/** The exponential average of the closes, weight {@code 2 / (length + 1)}. */
public final class ExponentialMovingAverage extends BarIndicator {

  private final int length;
  private final Smoothed average;
  private int bars;

  public ExponentialMovingAverage(int length) {
    this.length = length;
    average = Smoothed.exponential(length);
  }

  @Override
  protected double next(Ohlc bar) {
    bars = Math.min(bars + 1, length);
    double value = average.add(bar.close());
    return bars < length ? Double.NaN : value;
  }
}
