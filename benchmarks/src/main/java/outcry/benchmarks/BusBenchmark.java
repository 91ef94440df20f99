package outcry.benchmarks;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;
import outcry.bus.Address;
import outcry.bus.Addresses;
import outcry.bus.Metrics;
import outcry.bus.Node;
import outcry.model.MarketEvent;
import outcry.model.query.StrategyAction;
import outcry.model.query.StrategyList;

/**
 * What a hop costs: our bus against the raw event bus of the same process, in turns. Messages in
 * flight are bounded by a window, as they are behind a feed that waits. Prints messages a second
 * and the median hop with one message in flight.
 */
public final class BusBenchmark {

  private static final int ROUNDS = 4;
  private static final int MESSAGES = 500_000;
  private static final int HOPS = 50_000;
  private static final int WINDOW = 64;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Address<MarketEvent> QUOTES = Addresses.quotes("BTCUSDT");
  private static final String RAW = "raw";
  private static final StrategyList ANSWER = new StrategyList(List.of());
  private static final StrategyAction ASK = new StrategyAction("sma", StrategyAction.Kind.PAUSE);

  private final Node node;
  private final Context here;
  private final Context there;
  private final DeliveryOptions rawOptions;
  private LongConsumer arrived = _ -> {};

  private BusBenchmark(Node node, Context here, Context there) {
    this.node = node;
    this.here = here;
    this.there = there;
    this.rawOptions = new DeliveryOptions().setCodecName("outcry." + QUOTES.codec().name());
  }

  /** Runs everything once; no arguments. */
  public static void main(String[] args) throws Exception {
    var vertx = Vertx.vertx();
    var node = Node.over(vertx, new Metrics());
    var contexts = new ArrayList<Context>();
    for (int i = 0; i < 2; i++) {
      vertx.deployVerticle(new Place(contexts)).await(10, TimeUnit.SECONDS);
    }
    var benchmark = new BusBenchmark(node, contexts.get(0), contexts.get(1));
    benchmark.run();
    node.close().await(10, TimeUnit.SECONDS);
  }

  private static final class Place extends VerticleBase {
    private final List<Context> contexts;

    Place(List<Context> contexts) {
      this.contexts = contexts;
    }

    @Override
    public Future<?> start() {
      contexts.add(context);
      return Future.succeededFuture();
    }
  }

  private void run() throws Exception {
    on(here, () -> node.bus().on(QUOTES, event -> arrived.accept(event.receivedNanos())));
    on(
        here,
        () ->
            node.vertx()
                .eventBus()
                .<MarketEvent>consumer(
                    RAW, message -> arrived.accept(message.body().receivedNanos())));
    on(
        here,
        () ->
            node.bus().onRequest(Addresses.STRATEGY_CONTROL, _ -> Future.succeededFuture(ANSWER)));
    Runnable ours = () -> node.bus().publish(QUOTES, quote());
    Runnable raw = () -> node.vertx().eventBus().publish(RAW, quote(), rawOptions);
    for (int round = 0; round < ROUNDS; round++) {
      System.out.printf("round %d%n", round + 1);
      publish("raw publish, same loop", here, raw);
      publish("bus publish, same loop", here, ours);
      publish("raw publish, across loops", there, raw);
      publish("bus publish, across loops", there, ours);
      request("bus request, same loop", here);
      request("bus request, across loops", there);
    }
  }

  private static MarketEvent quote() {
    return new MarketEvent.Quote("BTCUSDT", 1, 2, 3, 4, 5, 6, System.nanoTime());
  }

  private void publish(String what, Context from, Runnable publish) throws Exception {
    long nanos = flood(from, publish, MESSAGES, WINDOW, null);
    var hops = new Histogram(TimeUnit.SECONDS.toNanos(10), 3);
    flood(from, publish, HOPS, 1, hops);
    print(what, MESSAGES, nanos, hops);
  }

  /** Every message that arrives lets the next one go. */
  private long flood(Context from, Runnable publish, int messages, int window, Histogram hops)
      throws Exception {
    Promise<Long> done = Promise.promise();
    boolean same = from == here;
    on(
        here,
        () -> {
          long begun = System.nanoTime();
          int[] counts = {messages, messages - window};
          arrived =
              sent -> {
                if (hops != null) {
                  hops.recordValue(System.nanoTime() - sent);
                }
                if (--counts[0] == 0) {
                  done.complete(System.nanoTime() - begun);
                } else if (counts[1]-- > 0) {
                  if (same) {
                    publish.run();
                  } else {
                    from.runOnContext(_ -> publish.run());
                  }
                }
              };
          return null;
        });
    from.runOnContext(
        _ -> {
          for (int i = 0; i < window; i++) {
            publish.run();
          }
        });
    return done.future().await(60, TimeUnit.SECONDS);
  }

  private void request(String what, Context from) throws Exception {
    Promise<Long> done = Promise.promise();
    var hops = new Histogram(TimeUnit.SECONDS.toNanos(10), 3);
    long begun = System.nanoTime();
    from.runOnContext(_ -> ask(HOPS, hops, done));
    done.future().await(60, TimeUnit.SECONDS);
    print(what, HOPS, System.nanoTime() - begun, hops);
  }

  private void ask(int left, Histogram hops, Promise<Long> done) {
    long sent = System.nanoTime();
    node.bus()
        .request(Addresses.STRATEGY_CONTROL, ASK, TIMEOUT)
        .onComplete(
            _ -> {
              hops.recordValue(System.nanoTime() - sent);
              if (left == 1) {
                done.complete(0L);
              } else {
                ask(left - 1, hops, done);
              }
            },
            done::fail);
  }

  private interface Step {
    Object run();
  }

  private static void on(Context context, Step step) throws Exception {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        _ -> {
          step.run();
          done.complete();
        });
    done.future().await(10, TimeUnit.SECONDS);
  }

  private static void print(String what, int messages, long nanos, Histogram hops) {
    System.out.printf(
        Locale.ROOT,
        "  %-28s %,12.0f /s   p50 %,8d ns   p99 %,8d ns%n",
        what,
        messages * 1e9 / nanos,
        hops.getValueAtPercentile(50),
        hops.getValueAtPercentile(99));
  }
}
