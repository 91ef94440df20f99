package outcry.strategy.samples;

/**
 * The variance of mid-price moves, basis points squared a second, exponentially weighted. A value:
 * each mid price makes a new one, so that a strategy can keep it as it is.
 *
 * @param lastMid 0 before the first
 * @param lastNanos when that was
 * @param samples moves so far
 */
record Volatility(double lastMid, long lastNanos, double variance, int samples) {

  static final Volatility UNKNOWN = new Volatility(0, 0, 0, 0);
  static final int SAMPLES_MIN = 10;
  private static final long SAMPLE_NANOS = 1_000_000_000;
  private static final double WEIGHT = 2.0 / (60 + 1);

  /** After a mid price; one a second is used. */
  Volatility mid(double mid, long nowNanos) {
    if (lastMid == 0) {
      return new Volatility(mid, nowNanos, 0, 0);
    }
    long elapsed = nowNanos - lastNanos;
    if (elapsed < SAMPLE_NANOS) {
      return this;
    }
    double move = (mid - lastMid) / lastMid * 10_000;
    double perSecond = move * move / (elapsed / 1e9);
    double next = samples == 0 ? perSecond : variance + WEIGHT * (perSecond - variance);
    return new Volatility(mid, nowNanos, next, samples + 1);
  }

  boolean isReady() {
    return samples >= SAMPLES_MIN;
  }
}
