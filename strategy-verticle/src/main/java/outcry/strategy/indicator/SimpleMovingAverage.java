package outcry.strategy.indicator;

/** The mean of the last closes. */
public final class SimpleMovingAverage extends BarIndicator {

  private final Window window;

  public SimpleMovingAverage(int length) {
    window = new Window(length);
  }

  @Override
  protected double next(Ohlc bar) {
    window.add(bar.close());
    return window.isFull() ? window.mean() : Double.NaN;
  }
}
