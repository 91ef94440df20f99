package outcry.strategy.indicator;

/** Wilder's relative strength index of the closes, 0 to 100. */
public final class RelativeStrength extends BarIndicator {

  private final int length;
  private final Smoothed gains;
  private final Smoothed losses;
  private double lastClose = Double.NaN;
  private int changes;

  public RelativeStrength(int length) {
    this.length = length;
    gains = Smoothed.wilder(length);
    losses = Smoothed.wilder(length);
  }

  @Override
  protected double next(Ohlc bar) {
    double change = bar.close() - lastClose;
    lastClose = bar.close();
    if (Double.isNaN(change)) {
      return Double.NaN;
    }
    double gain = gains.add(Math.max(change, 0));
    double loss = losses.add(Math.max(-change, 0));
    changes = Math.min(changes + 1, length);
    if (changes < length) {
      return Double.NaN;
    }
    if (loss == 0) {
      return gain == 0 ? 50 : 100;
    }
    return 100 - 100 / (1 + gain / loss);
  }
}
