package outcry.chaos;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import outcry.chaos.client.ClientLog;

/**
 * How long orders of a partition were not acknowledged after its owner was gone: from the fault to
 * the first acknowledgement of an account of that partition, as its client sees it.
 */
final class Failovers {

  /** One owner that was gone, {@link System#nanoTime}. */
  private record Loss(long atNanos, List<String> accounts) {}

  private static final int PERCENTILE = 99;
  private static final int PERCENT = 100;

  private final ClientLog log;
  private final List<Loss> losses = new ArrayList<>();

  Failovers(ClientLog log) {
    this.log = log;
  }

  /** The owner of these accounts' partition is gone. */
  void lost(long atNanos, List<String> accounts) {
    if (!accounts.isEmpty()) {
      losses.add(new Loss(atNanos, List.copyOf(accounts)));
    }
  }

  /** Milliseconds, ascending; losses after which nothing was acknowledged are left out. */
  List<Long> millis() {
    var all = new ArrayList<Long>();
    for (var loss : losses) {
      loss.accounts().stream()
          .flatMap(account -> log.firstAfter(account, loss.atNanos()).stream())
          .mapToLong(ack -> TimeUnit.NANOSECONDS.toMillis(ack.toldNanos() - loss.atNanos()))
          .min()
          .ifPresent(all::add);
    }
    Collections.sort(all);
    return all;
  }

  /** Of the losses, 0 if there was none. */
  static long p99Millis(List<Long> ascending) {
    if (ascending.isEmpty()) {
      return 0;
    }
    int rank = (int) Math.ceil(ascending.size() * PERCENTILE / (double) PERCENT);
    return ascending.get(rank - 1);
  }

  /** As the cluster spreads accounts over partitions. */
  static int partitionOf(String account, int partitions) {
    var crc = new CRC32();
    crc.update(account.getBytes(StandardCharsets.UTF_8));
    return (int) (crc.getValue() % partitions);
  }
}
