package outcry.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.venue.simulated.BookListener;
import outcry.venue.simulated.BookRefusal;
import outcry.venue.simulated.CancelCause;
import outcry.venue.simulated.MatchingBook;
import outcry.venue.simulated.SelfTradePrevention;

/**
 * The simulated book on one thread: 54 % passive limits, 10 % limits that cross and trade, 36 %
 * cancels of a random live order. The random numbers are drawn beforehand; the size of crossing
 * orders is steered so that about 5,000 orders stay live. What it costs to know which orders are
 * live is included.
 *
 * <p>{@link #main} measures CPU time instead of wall time, for a machine that is shared.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MatchingBenchmark {

  private static final int LIVE = 5_000;
  private static final int BATCH = 1_000;
  private static final int ORDERS_MAX = LiveOrders.KEYS;
  private static final int DRAWN = 1 << 20;
  private static final long MIDDLE = 1_000_000;
  private static final long THROUGH = 200;
  private static final int OPERATIONS_A_ROUND = 4_000_000;
  private static final int ROUNDS = 8;

  private final LiveOrders live = new LiveOrders();
  private final MatchingBook book =
      new MatchingBook(ORDERS_MAX, SelfTradePrevention.CANCEL_RESTING, live);
  private final long[] drawn = new SplittableRandom(42).longs(DRAWN).toArray();
  private int position;

  /** Fills the book. */
  public MatchingBenchmark() {
    while (live.size < LIVE) {
      passive(next());
    }
  }

  /** One batch of the mix. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public long mix() {
    for (int i = 0; i < BATCH; i++) {
      operate();
    }
    return live.trades;
  }

  /** Prints operations per CPU second, round by round: the first ones warm up. */
  public static void main(String[] arguments) {
    var threads = ManagementFactory.getThreadMXBean();
    var benchmark = new MatchingBenchmark();
    var live = benchmark.live;
    for (int round = 1; round <= ROUNDS; round++) {
      live.trades = 0;
      live.refused = 0;
      long start = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < OPERATIONS_A_ROUND; i++) {
        benchmark.operate();
      }
      long nanos = threads.getCurrentThreadCpuTime() - start;
      System.out.printf(
          "round %d: %,.0f operations per CPU second (%,d trades, %,d refused, %,d live)%n",
          round,
          OPERATIONS_A_ROUND * 1e9 / nanos,
          live.trades,
          live.refused,
          benchmark.book.size());
    }
  }

  private void operate() {
    long draw = next();
    long percent = (draw >>> 40) % 100;
    if (percent < 54) {
      passive(draw);
    } else if (percent < 64) {
      crossing(draw);
    } else {
      book.cancel(live.random(draw));
    }
  }

  private void passive(long draw) {
    var side = side(draw);
    long away = 1 + Math.min(draw >>> 8 & 255, draw >>> 16 & 255); // most of it near the middle
    long price = MIDDLE - side.sign() * away;
    long quantity = 1 + (draw >>> 24 & 15);
    book.limit(live.newId(), owner(draw), side, price, quantity, TimeInForce.GTC, false);
  }

  private void crossing(long draw) {
    var side = side(draw);
    long price = book.bestPrice(side.opposite()) + side.sign() * THROUGH;
    long quantity = live.size > LIVE ? 24 : 6;
    book.limit(live.newId(), owner(draw), side, price, quantity, TimeInForce.GTC, false);
  }

  private static Side side(long draw) {
    return (draw & 1) == 0 ? Side.BUY : Side.SELL;
  }

  /** 63 owners: a few orders meet one of their own. */
  private static long owner(long draw) {
    return 1 + (draw >>> 1 & 127) % 63;
  }

  private long next() {
    return drawn[position++ & DRAWN - 1];
  }

  /** Which orders rest, from what the book reports. An id carries a key in its lower bits. */
  private static final class LiveOrders implements BookListener {
    static final int KEYS = 1 << 14;

    private final long[] ids = new long[KEYS];
    private final int[] keys = new int[KEYS];
    private final int[] indexOfKey = new int[KEYS];
    private long sequence;
    private int size;
    private long trades;
    private long refused;

    LiveOrders() {
      for (int key = 0; key < KEYS; key++) {
        keys[key] = key;
      }
    }

    /** Keys from {@code size} on are free. */
    long newId() {
      return ++sequence * KEYS + keys[size];
    }

    long random(long draw) {
      return ids[(int) ((draw >>> 32) * size >>> 32)];
    }

    private void remove(long id) {
      int key = (int) (id & KEYS - 1);
      int index = indexOfKey[key];
      size--;
      int movedKey = keys[size];
      ids[index] = ids[size];
      keys[index] = movedKey;
      indexOfKey[movedKey] = index;
      keys[size] = key;
    }

    @Override
    public void accepted(long id) {
      int key = (int) (id & KEYS - 1);
      ids[size] = id;
      indexOfKey[key] = size;
      size++;
    }

    @Override
    public void traded(
        long makerId,
        long takerId,
        Side takerSide,
        long price,
        long quantity,
        long makerOpen,
        long takerOpen) {
      trades++;
      if (makerOpen == 0) {
        remove(makerId);
      }
      if (takerOpen == 0) {
        remove(takerId);
      }
    }

    @Override
    public void canceled(long id, long open, CancelCause cause) {
      remove(id);
    }

    @Override
    public void rejected(long id, BookRefusal refusal) {
      refused++;
    }

    @Override
    public void cancelRejected(long id, BookRefusal refusal) {
      refused++;
    }

    @Override
    public void amended(long id, long open, long price, boolean keptPriority) {
      throw new IllegalStateException("nothing is amended here");
    }

    @Override
    public void amendRejected(long id, BookRefusal refusal) {
      throw new IllegalStateException("nothing is amended here");
    }

    @Override
    public void levelChanged(Side side, long price, long quantity) {
      // levels are read from the book
    }
  }
}
