package outcry.position;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * How positions are projected and asked for.
 *
 * @param partitions of the whole system
 * @param accounts that are known before their first fill
 * @param batchMax events of one transaction
 * @param accountTimeout how long one account may take to answer
 * @param gatherInterval how long doorbells are gathered into one transaction; nobody who asks waits
 *     for it
 * @param pollInterval how long a lost doorbell may go unnoticed
 * @param retryFirst delay after the first failure; it doubles
 * @param retryMax longest delay
 * @param retriesMax failures in a row until those who wait are told; the next doorbell or poll
 *     tries again
 */
public record PositionConfig(
    int partitions,
    Set<String> accounts,
    int batchMax,
    Duration accountTimeout,
    Duration gatherInterval,
    Duration pollInterval,
    Duration retryFirst,
    Duration retryMax,
    int retriesMax) {

  public static final int BATCH_MAX = 1_000;
  public static final Duration ACCOUNT_TIMEOUT = Duration.ofSeconds(2);
  public static final Duration GATHER_INTERVAL = Duration.ofMillis(25);
  public static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
  public static final Duration RETRY_FIRST = Duration.ofMillis(50);
  public static final Duration RETRY_MAX = Duration.ofSeconds(5);
  public static final int RETRIES_MAX = 20;

  public PositionConfig {
    accounts = Collections.unmodifiableSet(new TreeSet<>(accounts));
    if (partitions < 1 || batchMax < 1 || retriesMax < 1) {
      throw new IllegalArgumentException("partitions, batchMax and retriesMax must be at least 1");
    }
    requirePositive("accountTimeout", accountTimeout);
    requirePositive("gatherInterval", gatherInterval);
    requirePositive("pollInterval", pollInterval);
    requirePositive("retryFirst", retryFirst);
    requirePositive("retryMax", retryMax);
  }

  public static PositionConfig of(int partitions, Set<String> accounts) {
    return new PositionConfig(
        partitions,
        accounts,
        BATCH_MAX,
        ACCOUNT_TIMEOUT,
        GATHER_INTERVAL,
        POLL_INTERVAL,
        RETRY_FIRST,
        RETRY_MAX,
        RETRIES_MAX);
  }

  /** How long to wait after so many failures in a row, at least 1. */
  long retryMillis(int failures) {
    long doubled = retryFirst.toMillis() << Math.min(failures - 1, 20);
    return Math.min(doubled, retryMax.toMillis());
  }

  private static void requirePositive(String field, Duration value) {
    if (value.toMillis() < 1) {
      throw new IllegalArgumentException(field + " must be at least 1 ms, was " + value);
    }
  }
}
