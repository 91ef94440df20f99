package outcry.order.core.risk;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;

/** How many orders an account may send: a token bucket on the caller's clock. */
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
  private final Bucket bucket;

  /**
   * @param startsEmpty after a change of owner: what the one before sent is unknown (I18)
   */
  OrderRate(Limits limits, boolean startsEmpty, long nowNanos) {
    time.nanos = nowNanos;
    bucket =
        Bucket.builder()
            .addLimit(
                Bandwidth.builder()
                    .capacity(limits.orderBurst())
                    .refillGreedy(limits.ordersPerSecond(), Duration.ofSeconds(1))
                    .initialTokens(startsEmpty ? 0 : limits.orderBurst())
                    .build())
            .withCustomTimePrecision(time)
            .withSynchronizationStrategy(SynchronizationStrategy.NONE)
            .build();
  }

  boolean tryTake(long nowNanos) {
    time.nanos = nowNanos;
    return bucket.tryConsume(1);
  }
}
