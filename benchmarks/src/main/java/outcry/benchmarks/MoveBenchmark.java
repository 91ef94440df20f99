package outcry.benchmarks;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import outcry.bus.Addresses;
import outcry.bus.LeaseGuard;
import outcry.bus.Metrics;
import outcry.bus.Node;
import outcry.bus.WallTimeline;
import outcry.cluster.ClusterMember;
import outcry.cluster.MemberConfig;
import outcry.cluster.RoleSetup;
import outcry.journal.JournalConfig;
import outcry.journal.PostgresClusterStore;
import outcry.journal.PostgresConfig;
import outcry.journal.PostgresJournal;
import outcry.model.Instruments;
import outcry.model.MarketEvent.Quote;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderReply;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.cluster.NodeRow;
import outcry.model.cluster.NodeState;
import outcry.model.cluster.Role;
import outcry.model.cluster.RoleCount;
import outcry.model.cluster.Shard;
import outcry.order.OrderSetup;
import outcry.order.OrderVerticle;
import outcry.order.core.OrderConfig;
import outcry.order.core.risk.House;
import outcry.postgres.testing.PostgresServer;

/**
 * How long an account is without its order owner while partitions move: a second member joins and
 * leaves again and again while a client of each partition sends an order every few milliseconds and
 * repeats it until it is acknowledged. Two members in one JVM with one local bus, real PostgreSQL:
 * the network between nodes is not in the figure.
 *
 * <p>Arguments: rounds (10), partitions (16).
 */
public final class MoveBenchmark {

  private static final int PAUSE_SECONDS = 4;

  private final Node node = Node.over(Vertx.vertx(), new Metrics());
  private final int partitions;
  private final PostgresConfig database;
  private final Map<Integer, String> accounts = new LinkedHashMap<>();
  private final OrderConfig config;

  private MoveBenchmark(int partitions, PostgresConfig database) {
    this.partitions = partitions;
    this.database = database;
    for (int i = 0; accounts.size() < partitions; i++) {
      accounts.putIfAbsent(Addresses.partitionOf("A" + i, partitions), "A" + i);
    }
    this.config = OrderAckBenchmark.config(Set.copyOf(accounts.values()));
  }

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
    int partitions = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 16;
    var started = PostgresServer.create();
    if (started.isEmpty()) {
      System.out.println("PostgreSQL is not installed");
      return;
    }
    try (var server = started.get()) {
      var database =
          new PostgresConfig(server.url(server.createDatabase()), PostgresServer.USER, "");
      new MoveBenchmark(partitions, database).run(rounds);
    }
  }

  private void run(int rounds) throws Exception {
    var first = member("a");
    var home = join(node.vertx().deployVerticle(first));
    var clients = new Clients();
    join(node.vertx().deployVerticle(clients));
    clients.measured();
    TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
    var steady = clients.measured();
    var joins = new Histogram(3);
    var leaves = new Histogram(3);
    for (int round = 0; round < rounds; round++) {
      var second = member("b");
      var away = join(node.vertx().deployVerticle(second));
      TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
      var moved = second.open().stream().map(Shard::partition).collect(Collectors.toSet());
      record(clients.measured(), moved, joins);
      join(node.vertx().undeploy(away));
      TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
      record(clients.measured(), moved, leaves);
    }
    System.out.printf(
        "steady: longest time between two acknowledgements %d ms%n",
        steady.values().stream().mapToLong(gap -> gap).max().orElse(0) / 1_000_000);
    print("a member joins", joins);
    print("a member leaves", leaves);
    join(node.vertx().undeploy(home));
    join(node.close());
  }

  private static void record(Map<Integer, Long> gaps, Set<Integer> moved, Histogram into) {
    moved.forEach(partition -> into.recordValue(gaps.get(partition)));
  }

  private static void print(String what, Histogram gaps) {
    System.out.printf(
        "%s: %d moves, without an owner p50 %d ms, p99 %d ms, longest %d ms%n",
        what,
        gaps.getTotalCount(),
        gaps.getValueAtPercentile(50) / 1_000_000,
        gaps.getValueAtPercentile(99) / 1_000_000,
        gaps.getMaxValue() / 1_000_000);
  }

  private ClusterMember member(String name) {
    var journal = PostgresJournal.open(database, JournalConfig.DEFAULT);
    var house = new House(config.rules().house());
    var row =
        new NodeRow(
            name,
            name + "#" + System.nanoTime(),
            List.of(new RoleCount(Role.ORDER, 1)),
            "in this process",
            "build",
            "config",
            System.nanoTime(),
            NodeState.ACTIVE,
            "");
    return new ClusterMember(
        node,
        PostgresClusterStore.open(database),
        row,
        IntStream.range(0, partitions).mapToObj(Shard::order).toList(),
        Map.of(Role.ORDER, new RoleSetup(1, (shard, guard) -> owner(journal, shard, guard, house))),
        MemberConfig.DEFAULT);
  }

  private OrderVerticle owner(PostgresJournal journal, Shard shard, LeaseGuard guard, House house) {
    return new OrderVerticle(
        node,
        context -> new WallTimeline(context, node.defects()),
        journal,
        new Instruments(List.of(OrderAckBenchmark.INSTRUMENT)),
        Map.of("SIM", _ -> new EndingVenue()),
        new OrderSetup(guard.holder(), Set.of(shard.partition()), partitions, config),
        guard,
        house);
  }

  private static <T> T join(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  /** One client of each partition: an order at a time, repeated until it is acknowledged. */
  private final class Clients extends AbstractVerticle {

    private static final int PAUSE_MILLIS = 5;

    private final Map<Integer, Long> lastNanos = new HashMap<>();
    private final Map<Integer, Long> longestNanos = new HashMap<>();
    private long ids;

    @Override
    public void start() {
      accounts.keySet().forEach(partition -> next(partition));
      vertx.setPeriodic(100, _ -> quote());
      quote();
    }

    private void quote() {
      long now = now(context);
      var symbol = OrderAckBenchmark.SYMBOL;
      node.bus()
          .publish(Addresses.quotes(symbol), new Quote(symbol, 9_999, 1, 10_001, 1, 1, now, now));
    }

    private long now(Context own) {
      return new WallTimeline(own, node.defects()).nowNanos();
    }

    private void next(int partition) {
      send(partition, "m-" + ids++);
    }

    private void send(int partition, String id) {
      node.bus()
          .request(Addresses.orderCommands(partition), order(partition, id), Duration.ofSeconds(1))
          .onComplete(
              reply -> {
                boolean done =
                    reply.succeeded() && reply.result() instanceof OrderReply.Acknowledged;
                if (done) {
                  acknowledged(partition);
                }
                vertx.setTimer(
                    PAUSE_MILLIS,
                    _ -> {
                      if (done) {
                        next(partition);
                      } else {
                        send(partition, id);
                      }
                    });
              });
    }

    private void acknowledged(int partition) {
      long now = System.nanoTime();
      var before = lastNanos.put(partition, now);
      if (before != null) {
        longestNanos.merge(partition, now - before, Math::max);
      }
    }

    /** The longest time between two acknowledgements of each partition since the last call. */
    Map<Integer, Long> measured() {
      var taken = new CompletableFuture<Map<Integer, Long>>();
      context.runOnContext(
          _ -> {
            taken.complete(Map.copyOf(longestNanos));
            longestNanos.clear();
          });
      return taken.join();
    }

    private SubmitOrder order(int partition, String id) {
      return new SubmitOrder(
          accounts.get(partition),
          id,
          "benchmark",
          OrderAckBenchmark.SYMBOL,
          Side.BUY,
          OrderType.LIMIT,
          TimeInForce.GTC,
          1,
          10_000,
          false,
          false,
          "",
          now(context));
    }
  }
}
