package outcry.benchmarks;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import outcry.bus.Addresses;
import outcry.bus.Metrics;
import outcry.bus.Node;
import outcry.bus.WallTimeline;
import outcry.gateway.GatewayConfig;
import outcry.gateway.GatewayVerticle;
import outcry.journal.JournalConfig;
import outcry.journal.SqliteJournal;
import outcry.launcher.access.LocalAccess;
import outcry.launcher.setup.DataDir;
import outcry.model.Instruments;
import outcry.model.MarketEvent.Quote;
import outcry.order.OrderSetup;
import outcry.order.OrderVerticle;
import outcry.position.PositionConfig;
import outcry.position.PositionVerticle;

/**
 * Gateway, orders, positions and a durable journal in one process, as {@code ./outcry run} has
 * them, with a venue that ends every order at once: the paper venue answers after 10 ms and takes
 * five at a time, so it would be what is measured.
 *
 * <p>Arguments: the data directory. Prints its port and ends when its input does.
 */
public final class DoorServer {

  static final List<String> ACCOUNTS = List.of("paper-1", "paper-2", "paper-3");
  private static final int PARTITIONS = 4;

  private DoorServer() {}

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    var dataDir = new DataDir(Path.of(arguments[0]));
    var instruments = new Instruments(List.of(OrderAckBenchmark.INSTRUMENT));
    var metrics = new Metrics();
    var node = Node.over(Node.vertx(new VertxOptions(), metrics).build(), metrics);
    try (var journal = SqliteJournal.open(dataDir.database(), JournalConfig.DEFAULT)) {
      var access = LocalAccess.of(dataDir, journal).access();
      var config = new GatewayConfig("127.0.0.1", 0, PARTITIONS, ACCOUNTS, instruments);
      var gateway =
          new GatewayVerticle(node, config, journal, access, Optional.empty(), Optional.empty());
      deploy(
          node.vertx(),
          new PositionVerticle(
              node, journal, instruments, PositionConfig.of(PARTITIONS, Set.copyOf(ACCOUNTS))),
          new OrderVerticle(
              node,
              context -> new WallTimeline(context, node.defects()),
              journal,
              instruments,
              Map.of("SIM", _ -> new EndingVenue()),
              new OrderSetup(
                  "benchmark",
                  IntStream.range(0, PARTITIONS).boxed().collect(Collectors.toSet()),
                  PARTITIONS,
                  OrderAckBenchmark.config(Set.copyOf(ACCOUNTS)))),
          new Market(node),
          gateway);
      System.out.println("Outcry is running: http://127.0.0.1:" + gateway.port() + "/");
      int end = System.in.read();
      node.close().await();
      System.out.println("ended by " + (end < 0 ? "the end of its input" : "a word"));
    }
  }

  private static void deploy(Vertx vertx, io.vertx.core.Deployable... verticles) {
    for (var verticle : verticles) {
      vertx.deployVerticle(verticle).await();
    }
  }

  /** One price for ever. */
  private static final class Market extends AbstractVerticle {

    private final Node node;

    Market(Node node) {
      this.node = node;
    }

    @Override
    public void start() {
      var timeline = new WallTimeline(context, node.defects());
      vertx.setPeriodic(
          0,
          200,
          _ -> {
            long now = timeline.nowNanos();
            var symbol = OrderAckBenchmark.SYMBOL;
            node.bus()
                .publish(
                    Addresses.quotes(symbol), new Quote(symbol, 9_999, 1, 10_001, 1, 1, now, now));
          });
    }
  }
}
