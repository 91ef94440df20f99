package outcry.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import outcry.journal.JournalConfig;
import outcry.journal.Ownership;
import outcry.journal.SqliteJournal;
import outcry.model.Liquidity;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent.OrderAccepted;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;

/**
 * Orders acknowledged after a durable commit. Each order is an intent, appended alone and timed
 * until its stage completes, followed by an append of its acceptance and fill. The database is
 * verified at the end.
 *
 * <p>Arguments: seconds a round (5), orders in flight (4096), rounds (3), folder of the database
 * (the temporary one).
 */
public final class JournalBenchmark {

  private static final String ACCOUNT = "paper";
  private static final String SYMBOL = "BTCUSDT.BINANCE";
  private static final String STRATEGY = "sma-cross";
  private static final long FIRST_NANOS = 1_700_000_000_000_000_000L;
  private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final SqliteJournal journal;
  private final Ownership ownership;
  private final int window;
  private final Semaphore inFlight;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private long lastOrderId;

  private JournalBenchmark(SqliteJournal journal, int window) {
    this.journal = journal;
    this.window = window;
    ownership = journal.claim(0, "benchmark", FIRST_NANOS).toCompletableFuture().join();
    inFlight = new Semaphore(window);
  }

  /** See the class. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    int window = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4_096;
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
    var folder =
        arguments.length > 3
            ? Files.createTempDirectory(Path.of(arguments[3]), "journal")
            : Files.createTempDirectory("journal");
    long openNanos = System.nanoTime();
    try (var journal = SqliteJournal.open(folder.resolve("journal.db"), JournalConfig.DEFAULT)) {
      System.out.printf(
          "in %s, opened in %d ms, %d in flight%n",
          folder, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - openNanos), window);
      var benchmark = new JournalBenchmark(journal, window);
      for (int round = 1; round <= rounds; round++) {
        benchmark.round(round, seconds);
      }
      long verifyNanos = System.nanoTime();
      var violations = journal.verify().toCompletableFuture().join();
      System.out.printf(
          "verified in %d ms: %s%n",
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - verifyNanos), violations);
    }
  }

  private void round(int round, int seconds) throws InterruptedException {
    // Recorded on the writer thread alone, which completes every stage.
    var latency = new Histogram(HIGHEST_NANOS, 3);
    var before = journal.stats();
    long cpuNanos = writerCpuNanos();
    long startNanos = System.nanoTime();
    long endNanos = startNanos + TimeUnit.SECONDS.toNanos(seconds);
    long orders = 0;
    while (System.nanoTime() < endNanos && failure.get() == null) {
      inFlight.acquire();
      order(++lastOrderId, latency);
      orders++;
    }
    inFlight.acquire(window);
    double elapsed = (System.nanoTime() - startNanos) / 1e9;
    inFlight.release(window);
    if (failure.get() != null) {
      throw new IllegalStateException("an append failed", failure.get());
    }
    var after = journal.stats();
    long commits = after.commits() - before.commits();
    System.out.printf(
        "round %d: %,.0f orders/s, %,.0f rows/s, ack p50 %.3f ms p99 %.3f ms max %.3f ms,"
            + " %,d commits of %.3f ms, writer CPU %.2f us a row%n",
        round,
        orders / elapsed,
        (after.events() - before.events()) / elapsed,
        latency.getValueAtPercentile(50) / 1e6,
        latency.getValueAtPercentile(99) / 1e6,
        latency.getMaxValue() / 1e6,
        commits,
        (after.commitNanos() - before.commitNanos()) / 1e6 / commits,
        (writerCpuNanos() - cpuNanos) / 1e3 / (after.events() - before.events()));
  }

  /** Says more than rows a second where others use the machine too. */
  private static long writerCpuNanos() {
    var threads = ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(thread -> thread != null && thread.getThreadName().equals("journal-writer"))
        .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
        .sum();
  }

  private void order(long id, Histogram latency) {
    long atNanos = FIRST_NANOS + id;
    var submit =
        new SubmitOrder(
            ACCOUNT,
            STRATEGY + "-1-" + id,
            STRATEGY,
            SYMBOL,
            Side.BUY,
            OrderType.LIMIT,
            TimeInForce.GTC,
            100_000,
            6_168_599,
            false,
            false,
            "quote-" + id,
            atNanos);
    var intent = new OrderIntended(ACCOUNT, id, 1, submit, atNanos + 5_000_000_000L, 1, atNanos);
    long sentNanos = System.nanoTime();
    journal
        .append(ownership, List.of(intent))
        .whenComplete(
            (_, refused) -> {
              latency.recordValue(Math.min(System.nanoTime() - sentNanos, HIGHEST_NANOS));
              if (refused == null) {
                outcome(id, atNanos);
              } else {
                end(refused);
              }
            });
  }

  private void outcome(long id, long atNanos) {
    var accepted = new OrderAccepted(ACCOUNT, id, 2, "v" + id, atNanos, atNanos);
    var filled =
        new OrderFilled(
            ACCOUNT,
            id,
            3,
            SYMBOL,
            Side.BUY,
            STRATEGY,
            "x" + id,
            100_000,
            6_168_599,
            0,
            61_686,
            "USDT",
            Liquidity.TAKER,
            atNanos,
            atNanos);
    journal.append(ownership, List.of(accepted, filled)).whenComplete((_, refused) -> end(refused));
  }

  private void end(Throwable refused) {
    if (refused != null) {
      failure.compareAndSet(null, refused);
    }
    inFlight.release();
  }
}
