package outcry.benchmarks;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import outcry.bus.Addresses;
import outcry.bus.Metrics;
import outcry.bus.Node;
import outcry.bus.WallTimeline;
import outcry.journal.JournalConfig;
import outcry.journal.SqliteJournal;
import outcry.model.AssetClass;
import outcry.model.ExecutionReport;
import outcry.model.Instrument;
import outcry.model.Instruments;
import outcry.model.MarketEvent.Quote;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderReply;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.order.OrderSetup;
import outcry.order.OrderVerticle;
import outcry.order.core.OrderConfig;
import outcry.order.core.risk.InstrumentLimits;
import outcry.order.core.risk.Limits;
import outcry.venue.Capabilities;
import outcry.venue.OrderEntry;
import outcry.venue.VenueOrder;

/**
 * Orders acknowledged after a durable commit: a client on one event loop keeps a number of orders
 * outstanding over the bus; the order verticle on another journals each (SQLite, synchronous=FULL)
 * before it answers, then sends it to a venue that accepts at once, which is journaled too.
 *
 * <p>Arguments: seconds to measure (10), orders outstanding (1000).
 */
public final class OrderAckBenchmark {

  private static final String ACCOUNT = "A1";
  static final String SYMBOL = "XYZ.SIM";
  private static final int WARM_UP_SECONDS = 5;
  private static final int ORDERS_MAX = 20_000_000;

  static final Instrument INSTRUMENT =
      new Instrument(
          SYMBOL, AssetClass.SPOT, "SIM", "XYZ", "USD", 2, 3, 1, 1, 1, 1_000_000_000_000L, 0, 1);

  private OrderAckBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
    int outstanding = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
    var folder = Files.createTempDirectory("outcry-order-ack");
    var node = Node.over(Vertx.vertx(), new Metrics());
    try (var journal = SqliteJournal.open(folder.resolve("outcry.db"), JournalConfig.DEFAULT)) {
      var verticle =
          new OrderVerticle(
              node,
              context -> new WallTimeline(context, node.defects()),
              journal,
              new Instruments(List.of(INSTRUMENT)),
              Map.of("SIM", _ -> new AcceptingVenue()),
              new OrderSetup("benchmark", Set.of(0), 1, config()));
      join(node.vertx().deployVerticle(verticle));
      var client = new Client(node, outstanding);
      join(node.vertx().deployVerticle(client));
      client.run(WARM_UP_SECONDS);
      var before = journal.stats();
      var run = client.run(seconds);
      var after = journal.stats();
      System.out.printf(
          "%,d orders acknowledged after durable commit in %.1f s: %,.0f/s, %d outstanding,"
              + " p50 %,d us, p99 %,d us, %,d refused%n",
          run.acknowledged,
          run.nanos / 1e9,
          run.acknowledged * 1e9 / run.nanos,
          outstanding,
          run.latencyNanos.getValueAtPercentile(50) / 1_000,
          run.latencyNanos.getValueAtPercentile(99) / 1_000,
          run.refused);
      System.out.printf(
          "journal: %,d events in %,d commits, %.1f events a commit%n",
          after.events() - before.events(),
          after.commits() - before.commits(),
          1.0 * (after.events() - before.events()) / (after.commits() - before.commits()));
      join(node.close());
    } finally {
      delete(folder);
    }
  }

  private static OrderConfig config() {
    return config(Set.of(ACCOUNT));
  }

  static OrderConfig config(Set<String> accounts) {
    var limits =
        new Limits(
                1,
                Long.MAX_VALUE,
                ORDERS_MAX,
                ORDERS_MAX,
                ORDERS_MAX,
                500,
                Duration.ofHours(1),
                Map.of())
            .with(SYMBOL, new InstrumentLimits(1_000_000, Long.MAX_VALUE));
    return OrderConfig.of(accounts.stream().collect(Collectors.toMap(one -> one, _ -> limits)))
        .withBounds(ORDERS_MAX, 50_000, 100_000);
  }

  private static <T> void join(Future<T> future) {
    future.toCompletionStage().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static void delete(Path folder) throws Exception {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** What one measurement saw. */
  private static final class Run {
    final Histogram latencyNanos = new Histogram(2);
    final CompletableFuture<Run> done = new CompletableFuture<>();
    final long startedAt = System.nanoTime();
    final long endsAt;
    long nanos;
    long acknowledged;
    long refused;
    int outstanding;

    Run(int seconds) {
      endsAt = startedAt + TimeUnit.SECONDS.toNanos(seconds);
    }
  }

  /** Keeps so many orders outstanding. */
  private static final class Client extends AbstractVerticle {

    private final Node node;
    private final int outstandingMax;
    private long ids;

    Client(Node node, int outstandingMax) {
      this.node = node;
      this.outstandingMax = outstandingMax;
    }

    Run run(int seconds) {
      var run = new Run(seconds);
      context.runOnContext(
          _ -> {
            long now = new WallTimeline(context, node.defects()).nowNanos();
            node.bus()
                .publish(
                    Addresses.quotes(SYMBOL), new Quote(SYMBOL, 9_999, 1, 10_001, 1, 1, now, now));
            context.runOnContext(
                _ -> {
                  for (int i = 0; i < outstandingMax; i++) {
                    submit(run);
                  }
                });
          });
      return run.done.join();
    }

    private void submit(Run run) {
      long started = System.nanoTime();
      run.outstanding++;
      node.bus()
          .request(Addresses.orderCommands(0), order(), Duration.ofSeconds(30))
          .onComplete(
              reply -> {
                run.outstanding--;
                long now = System.nanoTime();
                if (reply.succeeded() && reply.result() instanceof OrderReply.Acknowledged) {
                  run.acknowledged++;
                  run.latencyNanos.recordValue(now - started);
                } else {
                  run.refused++;
                }
                if (now < run.endsAt) {
                  submit(run);
                } else if (run.outstanding == 0) {
                  run.nanos = now - run.startedAt;
                  run.done.complete(run);
                }
              });
    }

    private SubmitOrder order() {
      return new SubmitOrder(
          ACCOUNT,
          "b-" + ids++,
          "benchmark",
          SYMBOL,
          Side.BUY,
          OrderType.LIMIT,
          TimeInForce.GTC,
          1,
          10_000,
          false,
          false,
          "",
          new WallTimeline(context, node.defects()).nowNanos());
    }
  }

  /** Accepts every order at once. */
  private static final class AcceptingVenue implements OrderEntry {

    private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);
    private Consumer<ExecutionReport> listener;

    @Override
    public Capabilities capabilities() {
      return new Capabilities(
          "SIM",
          EnumSet.of(OrderType.MARKET, OrderType.LIMIT),
          EnumSet.of(TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK),
          true,
          true,
          Capabilities.Deduplication.FOR_EVER,
          true,
          0,
          0);
    }

    @Override
    public void onReport(Consumer<ExecutionReport> reports) {
      listener = reports;
    }

    @Override
    public CompletionStage<Void> submit(VenueOrder order) {
      listener.accept(
          new ExecutionReport.Accepted(
              order.account(), order.clientOrderId(), order.clientOrderId(), 0));
      return DONE;
    }

    @Override
    public CompletionStage<Void> cancel(String account, String clientOrderId) {
      return DONE;
    }

    @Override
    public CompletionStage<Void> amend(
        String account, String clientOrderId, long quantity, long price) {
      return DONE;
    }

    @Override
    public CompletionStage<List<ExecutionReport>> query(String account, String clientOrderId) {
      return CompletableFuture.completedStage(List.of());
    }

    @Override
    public CompletionStage<Void> close() {
      return DONE;
    }
  }
}
