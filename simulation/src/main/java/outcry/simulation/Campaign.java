package outcry.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Many lives, on as many threads as there are processors. */
public final class Campaign {

  /** The most failures that are kept; more are counted. */
  private static final int FAILURES_KEPT = 100;

  /**
   * How it went.
   *
   * @param seeds lives lived
   * @param failed the failures, by seed; of many, the first ones
   * @param failures how many there were
   * @param virtualNanos lived in all
   */
  public record Report(
      long seeds, List<Outcome> failed, long failures, long virtualNanos, long events) {

    public Report {
      failed = List.copyOf(failed);
    }
  }

  private final AtomicLong next;
  private final long afterLast;
  private final BooleanSupplier isOver;
  private final Consumer<Outcome> onLife;

  private Campaign(long first, long count, BooleanSupplier isOver, Consumer<Outcome> onLife) {
    this.next = new AtomicLong(first);
    this.afterLast = Math.addExact(first, count);
    this.isOver = isOver;
    this.onLife = onLife;
  }

  /**
   * Lives the lives of {@code count} seeds, or fewer if it is over before. Blocks.
   *
   * @param isOver asked before each life, on several threads
   * @param onLife told after each life, on several threads
   */
  public static Report run(
      long first, long count, BooleanSupplier isOver, Consumer<Outcome> onLife) {
    var campaign = new Campaign(first, count, isOver, onLife);
    int threads = Runtime.getRuntime().availableProcessors();
    try (var pool = Executors.newFixedThreadPool(threads)) {
      var shares = new ArrayList<Future<Report>>();
      for (int i = 0; i < threads; i++) {
        shares.add(pool.submit(campaign::share));
      }
      return sum(shares);
    }
  }

  private Report share() {
    var failed = new ArrayList<Outcome>();
    long seeds = 0;
    long failures = 0;
    long nanos = 0;
    long events = 0;
    for (long seed = next.getAndIncrement();
        seed < afterLast && !isOver.getAsBoolean();
        seed = next.getAndIncrement()) {
      var outcome = Simulation.run(seed);
      seeds++;
      nanos += outcome.virtualNanos();
      events += outcome.events();
      if (!outcome.isGood()) {
        failures++;
        if (failed.size() < FAILURES_KEPT) {
          failed.add(outcome);
        }
      }
      onLife.accept(outcome);
    }
    return new Report(seeds, failed, failures, nanos, events);
  }

  private static Report sum(List<Future<Report>> shares) {
    var failed = new ArrayList<Outcome>();
    long seeds = 0;
    long failures = 0;
    long nanos = 0;
    long events = 0;
    for (var share : shares) {
      var report = join(share);
      seeds += report.seeds;
      failures += report.failures;
      nanos += report.virtualNanos;
      events += report.events;
      failed.addAll(report.failed);
    }
    failed.sort(Comparator.comparingLong(Outcome::seed));
    return new Report(seeds, failed, failures, nanos, events);
  }

  private static Report join(Future<Report> share) {
    try {
      return share.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the simulator failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
