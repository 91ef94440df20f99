package outcry.benchmarks.scaling;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;
import outcry.journal.PostgresClusterStore;
import outcry.journal.PostgresConfig;
import outcry.journal.cluster.ClusterStore;
import outcry.model.cluster.Instance;
import outcry.model.cluster.LeaseTerms;
import outcry.model.cluster.NodeRow;
import outcry.model.cluster.NodeState;
import outcry.model.cluster.RoleCount;
import outcry.model.cluster.Shard;

/**
 * What the heartbeats and leases of the plan cost a real PostgreSQL: first at the pace of the
 * cluster, then one renewal after another.
 *
 * <p>Arguments: JDBC url of an empty database, user, password (""), seconds of each part (10),
 * processes that share the nodes (10).
 */
public final class LeaseBenchmark {

  private static final long HEARTBEAT_MILLIS = 500;
  private static final long RENEW_MILLIS = 1_000;
  private static final long HIGHEST_MICROS = 60_000_000;

  private final List<ClusterStore> stores = new ArrayList<>();
  private final Map<Instance, Map<Shard, Long>> held = new LinkedHashMap<>();
  private final LongAdder rows = new LongAdder();
  private final LongAdder failures = new LongAdder();

  /** See the class. */
  public static void main(String[] arguments) throws InterruptedException {
    var config =
        new PostgresConfig(arguments[0], arguments[1], arguments.length > 2 ? arguments[2] : "");
    int seconds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 10;
    int processes = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 10;
    var benchmark = new LeaseBenchmark();
    for (int i = 0; i < processes; i++) {
      benchmark.stores.add(PostgresClusterStore.open(config));
    }
    try {
      benchmark.claim(Fleet.of(Workload.LARGE, Fleet.HUNDRED));
      benchmark.atPace(seconds);
      benchmark.atFullSpeed(seconds);
    } finally {
      benchmark.stores.forEach(store -> store.close().toCompletableFuture().join());
    }
  }

  private ClusterStore store(int node) {
    return stores.get(node % stores.size());
  }

  private void claim(Fleet fleet) {
    var wanted = new LinkedHashMap<Instance, List<Shard>>();
    fleet.owners().forEach((s, one) -> wanted.computeIfAbsent(one, _ -> new ArrayList<>()).add(s));
    fleet.instances().values().forEach(all -> all.forEach(one -> held.put(one, Map.of())));
    long start = System.nanoTime();
    var asked = new LinkedHashMap<Instance, CompletionStage<Map<Shard, Long>>>();
    int node = 0;
    for (var one : wanted.entrySet()) {
      asked.put(
          one.getKey(),
          store(node++)
              .claim(
                  one.getKey().holder(), java.util.Set.copyOf(one.getValue()), LeaseTerms.DEFAULT));
    }
    asked.forEach((one, claimed) -> held.put(one, claimed.toCompletableFuture().join()));
    System.out.printf(
        "%d instances claimed %d shards in %d ms%n",
        wanted.size(),
        held.values().stream().mapToInt(Map::size).sum(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
  }

  private void atPace(int seconds) throws InterruptedException {
    var heartbeats = new ConcurrentHistogram(HIGHEST_MICROS, 3);
    var renewals = new ConcurrentHistogram(HIGHEST_MICROS, 3);
    rows.reset();
    try (var clock = Executors.newScheduledThreadPool(2)) {
      int node = 0;
      for (var one : held.entrySet()) {
        var store = store(node);
        var row = row(one.getKey());
        long phase = node * HEARTBEAT_MILLIS / held.size();
        every(clock, phase, HEARTBEAT_MILLIS, heartbeats, () -> store.heartbeat(row));
        if (!one.getValue().isEmpty()) {
          every(clock, phase, RENEW_MILLIS, renewals, () -> renew(store, one));
        }
        node++;
      }
      TimeUnit.SECONDS.sleep(seconds);
      clock.shutdownNow();
    }
    print("heartbeats, " + held.size() + " nodes", heartbeats, seconds);
    print("renewals, " + rows.sum() / seconds + " rows/s", renewals, seconds);
    System.out.println("failed or not renewed: " + failures.sum());
  }

  private CompletionStage<?> renew(ClusterStore store, Map.Entry<Instance, Map<Shard, Long>> one) {
    return store
        .renew(one.getKey().holder(), one.getValue(), LeaseTerms.DEFAULT)
        .thenAccept(
            renewed -> {
              rows.add(renewed.size());
              failures.add(one.getValue().size() - renewed.size());
            });
  }

  private void every(
      ScheduledExecutorService clock,
      long phase,
      long millis,
      ConcurrentHistogram times,
      Supplier<CompletionStage<?>> ask) {
    clock.scheduleAtFixedRate(
        () -> {
          long start = System.nanoTime();
          ask.get()
              .whenComplete(
                  (_, failure) -> {
                    times.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
                    if (failure != null) {
                      failures.increment();
                    }
                  });
        },
        phase,
        millis,
        TimeUnit.MILLISECONDS);
  }

  /** Every process renews what its nodes hold, again and again. */
  private void atFullSpeed(int seconds) throws InterruptedException {
    rows.reset();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    try (var threads = Executors.newFixedThreadPool(stores.size())) {
      for (int i = 0; i < stores.size(); i++) {
        int process = i;
        threads.execute(() -> renewUntil(end, process));
      }
    }
    System.out.printf("renewals without pause: %d rows/s%n", rows.sum() / seconds);
  }

  private void renewUntil(long end, int process) {
    while (System.nanoTime() < end) {
      int node = 0;
      for (var one : held.entrySet()) {
        if (node++ % stores.size() == process && !one.getValue().isEmpty()) {
          renew(stores.get(process), one).toCompletableFuture().join();
        }
      }
    }
  }

  private static NodeRow row(Instance one) {
    return new NodeRow(
        one.node(),
        one.process(),
        List.of(new RoleCount(one.role(), 1)),
        "10.0.0.1:5701",
        "0123456789abcdef",
        "0123456789abcdef",
        1,
        NodeState.ACTIVE,
        "");
  }

  private static void print(String what, ConcurrentHistogram times, int seconds) {
    System.out.printf(
        "%s: %d/s, p50 %.1f ms, p99 %.1f ms, worst %.1f ms%n",
        what,
        times.getTotalCount() / seconds,
        times.getValueAtPercentile(50) / 1e3,
        times.getValueAtPercentile(99) / 1e3,
        times.getMaxValue() / 1e3);
  }
}
