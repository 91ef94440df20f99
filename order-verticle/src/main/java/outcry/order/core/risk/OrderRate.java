package outcry.order.core.risk;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;

/** How much a scope may send: a token bucket on the caller's clock. */
final class OrderRate {

  /** The time of the question being asked. */
  private static final class AskedTime implements TimeMeter {
    long nanos;

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }

  private final AskedTime time = new AskedTime();
  private final Rate rate;
  private final Bucket bucket;

  /**
   * @param startsEmpty after a change of owner: what the one before sent is unknown (I18)
   */
  OrderRate(Rate rate, boolean startsEmpty, long nowNanos) {
    time.nanos = nowNanos;
    this.rate = rate;
    bucket =
        rate.isLimited()
            ? Bucket.builder()
                .addLimit(
                    Bandwidth.builder()
                        .capacity(rate.burst())
                        .refillGreedy(rate.perSecond(), Duration.ofSeconds(1))
                        .initialTokens(startsEmpty ? 0 : rate.burst())
                        .build())
                .withCustomTimePrecision(time)
                .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                .build()
            : null;
  }

  Rate rate() {
    return rate;
  }

  boolean tryTake(long nowNanos) {
    if (bucket == null) {
      return true;
    }
    time.nanos = nowNanos;
    return bucket.tryConsume(1);
  }

  /** Takes a token that may not be there: what follows has to wait for it. */
  void owe(long nowNanos) {
    if (bucket != null) {
      time.nanos = nowNanos;
      bucket.consumeIgnoringRateLimits(1);
    }
  }

  /** How many are left, 0 if none or fewer; {@link Long#MAX_VALUE} without a limit. */
  long left(long nowNanos) {
    if (bucket == null) {
      return Long.MAX_VALUE;
    }
    time.nanos = nowNanos;
    return Math.max(0, bucket.getAvailableTokens());
  }
}
