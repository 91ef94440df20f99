package outcry.strategy.indicator;

/**
 * The last numbers of a series and their mean. The sum is rolled, and added up afresh once per
 * length, so that rounding cannot pile up.
 */
final class Window {

  private final double[] values;
  private int next;
  private int count;
  private double sum;

  Window(int length) {
    values = new double[BarIndicator.requireLength(length)];
  }

  void add(double value) {
    sum += value - values[next];
    values[next] = value;
    count = Math.min(count + 1, values.length);
    next++;
    if (next == values.length) {
      next = 0;
      sum = 0;
      for (double each : values) {
        sum += each;
      }
    }
  }

  boolean isFull() {
    return count == values.length;
  }

  double mean() {
    return sum / values.length;
  }

  /** Population variance of a full window, in two passes: no cancellation. */
  double variance() {
    double mean = mean();
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return squares / values.length;
  }
}
