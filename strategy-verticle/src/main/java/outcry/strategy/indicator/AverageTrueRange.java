package outcry.strategy.indicator;

/** Wilder's average true range. */
public final class AverageTrueRange extends BarIndicator {

  private final int length;
  private final Smoothed average;
  private double lastClose = Double.NaN;
  private int bars;

  public AverageTrueRange(int length) {
    this.length = length;
    average = Smoothed.wilder(length);
  }

  @Override
  protected double next(Ohlc bar) {
    double range = bar.high() - bar.low();
    if (!Double.isNaN(lastClose)) {
      range = Math.max(range, Math.abs(bar.high() - lastClose));
      range = Math.max(range, Math.abs(bar.low() - lastClose));
    }
    lastClose = bar.close();
    bars = Math.min(bars + 1, length);
    double value = average.add(range);
    return bars < length ? Double.NaN : value;
  }
}
