package outcry.gateway.http;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How often somebody may ask, of each kind of request by itself: whoever has used up what he has
 * for orders can still cancel them. Event loop only.
 */
public final class Budgets {

  private static final int REMEMBERED_MAX = 10_000;

  private final TimeMeter clock;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > REMEMBERED_MAX;
        }
      };

  public Budgets() {
    this(TimeMeter.SYSTEM_NANOTIME);
  }

  Budgets(TimeMeter clock) {
    this.clock = clock;
  }

  /**
   * One request.
   *
   * @param whose a key's id and the kind
   * @param perSecond as many at once too
   * @return after how many seconds there is room for one; 0 if there was
   */
  public long take(String whose, long perSecond) {
    var bucket =
        buckets.computeIfAbsent(
            whose,
            _ ->
                Bucket.builder()
                    .withCustomTimePrecision(clock)
                    .addLimit(
                        limit ->
                            limit
                                .capacity(perSecond)
                                .refillGreedy(perSecond, Duration.ofSeconds(1)))
                    .build());
    var taken = bucket.tryConsumeAndReturnRemaining(1);
    return taken.isConsumed()
        ? 0
        : 1 + TimeUnit.NANOSECONDS.toSeconds(taken.getNanosToWaitForRefill());
  }
}
