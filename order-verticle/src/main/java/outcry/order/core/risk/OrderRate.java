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
  private final boolean isClosed;

  /**
   * @param sharers how many have an equal part of the rate, each of one at once at least; 0 for
   *     nothing at all
   * @param startsEmpty after a change of owner: what the one before sent is unknown (I18)
   */
  OrderRate(Rate rate, int sharers, boolean startsEmpty, long nowNanos) {
    time.nanos = nowNanos;
    this.rate = rate;
    isClosed = sharers == 0 && rate.isLimited();
    int parts = Math.max(1, sharers);
    int burst = Math.max(1, rate.burst() / parts);
    bucket =
        rate.isLimited()
            ? Bucket.builder()
                .addLimit(
                    Bandwidth.builder()
                        .capacity(burst)
                        .refillGreedy(rate.perSecond(), Duration.ofSeconds(parts))
                        .initialTokens(startsEmpty || isClosed ? 0 : burst)
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
    if (isClosed) {
      return false;
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
    if (isClosed) {
      return 0;
    }
    time.nanos = nowNanos;
    return Math.max(0, bucket.getAvailableTokens());
  }
}
