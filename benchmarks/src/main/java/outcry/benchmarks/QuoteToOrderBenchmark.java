package outcry.benchmarks;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import outcry.bus.Addresses;
import outcry.bus.Metrics;
import outcry.bus.Node;
import outcry.bus.WallTimeline;
import outcry.model.AssetClass;
import outcry.model.Instrument;
import outcry.model.Instruments;
import outcry.model.JournalAdvance;
import outcry.model.MarketEvent.Quote;
import outcry.model.OrderReply;
import outcry.model.OrderReply.Refused;
import outcry.model.RefusalCode;
import outcry.strategy.Placement;
import outcry.strategy.Strategy;
import outcry.strategy.StrategyCatalog;
import outcry.strategy.StrategyConfig;
import outcry.strategy.StrategyHosting;
import outcry.strategy.StrategySpec;
import outcry.strategy.StrategyVerticle;
import outcry.strategy.TradingStrategy;

/**
 * From a quote published on the bus to the order command it causes in the hands of the one who
 * stands in for the order owner. One quote at a time: latency, not throughput. The owner refuses
 * every order, so that none stays open.
 */
public final class QuoteToOrderBenchmark {

  private static final int WARM_UP = 30_000;
  private static final int QUOTES = 20_000;
  private static final int ROUNDS = 3;
  private static final String SYMBOL = "BTCUSDT.SIM";
  private static final Instruments INSTRUMENTS =
      new Instruments(
          List.of(
              new Instrument(
                  SYMBOL,
                  AssetClass.values()[0],
                  "SIM",
                  "BTC",
                  "USDT",
                  2,
                  5,
                  1,
                  1,
                  1,
                  1_000_000_000,
                  0,
                  1)));

  /** Sends one order a quote. */
  @Strategy("bench")
  public static final class Bench extends TradingStrategy<Bench.Params> {

    /** None. */
    public record Params() {}

    @Override
    public void onStart(outcry.strategy.Context ctx) {
      ctx.subscribeQuotes(SYMBOL);
    }

    @Override
    public void onQuote(Quote quote) {
      buy(SYMBOL, 1).limit(quote.bidPrice()).submit();
    }
  }

  private final Node node = Node.over(Vertx.vertx(), new Metrics());
  private final Histogram histogram = new Histogram(TimeUnit.SECONDS.toNanos(10), 3);
  private final AtomicReference<CompletableFuture<Void>> received = new AtomicReference<>();
  private volatile long publishedAt;

  private QuoteToOrderBenchmark() {}

  /** Runs both placements. */
  public static void main(String[] arguments) throws Exception {
    for (var placement : Placement.values()) {
      new QuoteToOrderBenchmark().run(placement);
    }
  }

  private void run(Placement placement) throws Exception {
    var strategyLoop = new AtomicReference<Context>();
    var spec = StrategySpec.of("bench", "bench", "bench", Map.of(), placement);
    var verticle =
        new StrategyVerticle(
            node,
            context -> {
              strategyLoop.set(context);
              if (placement == Placement.CO_LOCATED) {
                own();
              }
              return new WallTimeline(context, node.defects());
            },
            INSTRUMENTS,
            StrategyCatalog.of(List.of(Bench.class)),
            StrategyHosting.of(StrategyConfig.of(1)),
            List.of(spec));
    var otherLoop = node.vertx().getOrCreateContext();
    if (placement == Placement.ISOLATED) {
      await(otherLoop, this::own);
    }
    get(node.vertx().deployVerticle(verticle));
    var feed = placement == Placement.CO_LOCATED ? strategyLoop.get() : otherLoop;
    var started = new CompletableFuture<Void>();
    feed.runOnContext(_ -> node.inFlight().whenIdle(() -> started.complete(null)));
    started.get(10, TimeUnit.SECONDS);
    publish(feed, WARM_UP);
    for (int round = 1; round <= ROUNDS; round++) {
      histogram.reset();
      publish(feed, QUOTES);
      System.out.printf(
          "%s round %d: p50 %.1f us, p99 %.1f us, max %.1f us%n",
          placement == Placement.CO_LOCATED ? "same event loop" : "across event loops, isolated",
          round,
          histogram.getValueAtPercentile(50) / 1e3,
          histogram.getValueAtPercentile(99) / 1e3,
          histogram.getMaxValue() / 1e3);
    }
    get(node.close());
  }

  private static void await(Context context, Runnable action) throws Exception {
    var done = new CompletableFuture<Void>();
    context.runOnContext(
        _ -> {
          action.run();
          done.complete(null);
        });
    done.get(10, TimeUnit.SECONDS);
  }

  /** The owner of the only partition, on the current event loop. */
  private void own() {
    node.bus()
        .onRequest(
            Addresses.orderCatchUp(0),
            query ->
                Future.succeededFuture(new JournalAdvance(0, query.afterSequence(), List.of())));
    node.bus()
        .onRequest(
            Addresses.orderCommands(0),
            _ -> {
              long nanos = System.nanoTime() - publishedAt;
              histogram.recordValue(nanos);
              received.get().complete(null);
              OrderReply refused = new Refused(RefusalCode.LIMIT_ORDER_RATE, "benchmark");
              return Future.succeededFuture(refused);
            });
  }

  private void publish(Context feed, int quotes) throws Exception {
    var address = Addresses.quotes(SYMBOL);
    for (int i = 0; i < quotes; i++) {
      var arrived = new CompletableFuture<Void>();
      var idle = new CompletableFuture<Void>();
      received.set(arrived);
      var quote = new Quote(SYMBOL, 1_000_000 + i % 100, 1, 1_000_200, 1, i, 0, 0);
      feed.runOnContext(
          _ -> {
            publishedAt = System.nanoTime();
            node.bus().publish(address, quote);
          });
      arrived.get(10, TimeUnit.SECONDS);
      feed.runOnContext(_ -> node.inFlight().whenIdle(() -> idle.complete(null)));
      idle.get(10, TimeUnit.SECONDS);
    }
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
