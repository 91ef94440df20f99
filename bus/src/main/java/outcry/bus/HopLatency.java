package outcry.bus;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;

/** The latency of one hop since start: nanoseconds up to a minute, two digits. Thread-safe. */
public final class HopLatency {

  private static final long MAX_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final ConcurrentHistogram histogram = new ConcurrentHistogram(MAX_NANOS, 2);

  HopLatency(Hop hop, MeterRegistry registry) {
    for (double quantile : new double[] {0.5, 0.99, 0.999}) {
      Gauge.builder("hop_latency_seconds", () -> percentileNanos(quantile * 100) / 1e9)
          .tag("hop", hop.name().toLowerCase(java.util.Locale.ROOT))
          .tag("quantile", Double.toString(quantile))
          .strongReference(true)
          .register(registry);
    }
  }

  /** Negative is taken as 0, more than a minute as a minute. */
  public void record(long nanos) {
    histogram.recordValue(Math.clamp(nanos, 0, MAX_NANOS));
  }

  public long count() {
    return histogram.getTotalCount();
  }

  /**
   * @param percentile 0 to 100
   */
  public long percentileNanos(double percentile) {
    return histogram.getValueAtPercentile(percentile);
  }

  public long maxNanos() {
    return histogram.getMaxValue();
  }
}
