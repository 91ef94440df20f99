package outcry.chaos;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is run.
 *
 * @param seed what the nemesis does follows from it
 * @param duration how long faults are made; the end comes once all is quiet again
 * @param ordersPerSecond of all accounts together
 * @param jvmOptions more of them, for every node
 */
public record ChaosSetup(
    long seed,
    Duration duration,
    int partitions,
    List<String> accounts,
    int ordersPerSecond,
    List<String> jvmOptions) {

  private static final int PARTITIONS = 8;
  private static final int ACCOUNTS = 16;
  private static final int ORDERS_PER_SECOND = 40;

  public ChaosSetup {
    accounts = List.copyOf(accounts);
    jvmOptions = List.copyOf(jvmOptions);
  }

  /** 8 partitions, 16 accounts, 40 orders a second. */
  public static ChaosSetup standard(long seed, Duration duration) {
    return new ChaosSetup(
        seed,
        duration,
        PARTITIONS,
        IntStream.rangeClosed(1, ACCOUNTS).mapToObj(number -> "chaos-" + number).toList(),
        ORDERS_PER_SECOND,
        List.of());
  }
}
