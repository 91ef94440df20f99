package outcry.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import outcry.journal.Journal;
import outcry.journal.JournalStats;
import outcry.journal.Ownership;
import outcry.model.Liquidity;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent.OrderAccepted;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;

/**
 * Orders for journals. Each is an intent, appended alone and timed until its stage completes,
 * followed by an append of its acceptance and fill.
 */
final class JournalLoad {

  static final long FIRST_NANOS = 1_700_000_000_000_000_000L;

  private static final String SYMBOL = "BTCUSDT.BINANCE";
  private static final String STRATEGY = "sma-cross";
  private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** A partition, and the journal of the node that owns it. */
  record Seat(Journal journal, Ownership ownership) {}

  private final List<Seat> seats;
  private final int window;
  private final Semaphore inFlight;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private long lastOrderId;

  /**
   * @param seats that get the orders in turn
   * @param window orders under way at most
   */
  JournalLoad(List<Seat> seats, int window) {
    this.seats = seats;
    this.window = window;
    inFlight = new Semaphore(window);
  }

  /** Orders for some seconds, printed as one line. */
  void round(int round, int seconds) throws InterruptedException {
    var latency = new ConcurrentHistogram(HIGHEST_NANOS, 3); // the writers complete the stages
    var before = stats();
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
    var after = stats();
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

  private JournalStats stats() {
    return seats.stream()
        .map(Seat::journal)
        .distinct()
        .map(Journal::stats)
        .reduce(new JournalStats(0, 0, 0, 0, 0, 0, 0), JournalStats::plus);
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
    var seat = seats.get((int) (id % seats.size()));
    var account = "paper-" + seat.ownership.partition();
    long atNanos = FIRST_NANOS + id;
    var submit =
        new SubmitOrder(
            account,
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
    var intent = new OrderIntended(account, id, 1, submit, atNanos + 5_000_000_000L, 1, atNanos);
    long sentNanos = System.nanoTime();
    seat.journal
        .append(seat.ownership, List.of(intent))
        .whenComplete(
            (_, refused) -> {
              latency.recordValue(Math.min(System.nanoTime() - sentNanos, HIGHEST_NANOS));
              if (refused == null) {
                outcome(seat, account, id, atNanos);
              } else {
                end(refused);
              }
            });
  }

  private void outcome(Seat seat, String account, long id, long atNanos) {
    var accepted = new OrderAccepted(account, id, 2, "v" + id, atNanos, atNanos);
    var filled =
        new OrderFilled(
            account,
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
    seat.journal
        .append(seat.ownership, List.of(accepted, filled))
        .whenComplete((_, refused) -> end(refused));
  }

  private void end(Throwable refused) {
    if (refused != null) {
      failure.compareAndSet(null, refused);
    }
    inFlight.release();
  }
}
