package outcry.strategy.samples;

/** The variance of mid-price moves, basis points squared a second, exponentially weighted. */
final class Volatility {

  static final int SAMPLES_MIN = 10;
  private static final long SAMPLE_NANOS = 1_000_000_000;
  private static final double WEIGHT = 2.0 / (60 + 1);

  private double lastMid;
  private long lastNanos;
  private double variance;
  private int samples;

  /** A mid price; one a second is used. */
  void mid(double mid, long nowNanos) {
    if (lastMid == 0) {
      lastMid = mid;
      lastNanos = nowNanos;
      return;
    }
    long elapsed = nowNanos - lastNanos;
    if (elapsed < SAMPLE_NANOS) {
      return;
    }
    double move = (mid - lastMid) / lastMid * 10_000;
    double perSecond = move * move / (elapsed / 1e9);
    variance = samples == 0 ? perSecond : variance + WEIGHT * (perSecond - variance);
    samples++;
    lastMid = mid;
    lastNanos = nowNanos;
  }

  boolean isReady() {
    return samples >= SAMPLES_MIN;
  }

  double variance() {
    return variance;
  }
}
