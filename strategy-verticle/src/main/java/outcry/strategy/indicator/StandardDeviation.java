package outcry.strategy.indicator;

/** The population standard deviation of the last closes. Costs {@code length} steps a bar. */
public final class StandardDeviation extends BarIndicator {

  private final Window window;

  public StandardDeviation(int length) {
    window = new Window(length);
  }

  @Override
  protected double next(Ohlc bar) {
    window.add(bar.close());
    return window.isFull() ? Math.sqrt(window.variance()) : Double.NaN;
  }
}
