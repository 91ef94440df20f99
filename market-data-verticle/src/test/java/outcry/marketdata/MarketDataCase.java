package outcry.marketdata;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import outcry.bus.Metrics;
import outcry.bus.Node;
import outcry.bus.VirtualTimeline;
import outcry.model.Instrument;
import outcry.venue.MarketDataSession;
import outcry.venue.binance.BinanceInstruments;

/** A node, an event loop and a clock by hand around a {@link MarketDataVerticle}. */
abstract class MarketDataCase {

  static final Instrument BTC = BinanceInstruments.BTCUSDT;
  static final long START = 1_700_000_000_000_000_000L;

  @TempDir Path folder;

  Vertx vertx;
  Node node;
  Context context;
  VirtualTimeline timeline;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    node = Node.over(vertx, new Metrics());
    context = vertx.getOrCreateContext();
    timeline = new VirtualTimeline(START, node.defects());
  }

  @AfterEach
  void stop() throws Exception {
    await(node.close());
  }

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(15, TimeUnit.SECONDS);
  }

  /** Runs something on the event loop of the verticle. */
  <T> T onLoop(Callable<? extends Future<T>> work) throws Exception {
    Promise<T> promise = Promise.promise();
    context.runOnContext(
        _ -> {
          try {
            work.call().onComplete(promise);
          } catch (Exception e) {
            promise.fail(e);
          }
        });
    return await(promise.future());
  }

  MarketDataVerticle verticle(MarketDataSession session, Optional<Recorder> recorder) {
    return new MarketDataVerticle(
        node,
        _ -> timeline,
        session,
        MarketDataConfig.of("TEST", List.of(BTC)),
        new SplittableRandom(1),
        recorder);
  }

  void deploy(MarketDataVerticle verticle) throws Exception {
    onLoop(() -> verticle.deploy(context));
  }

  /** Runs timers until the clock stands there. */
  void advance(long nanos) throws Exception {
    long until = timeline.nowNanos() + nanos;
    onLoop(
        () -> {
          Promise<Void> done = Promise.promise();
          advanceStep(until, done);
          return done.future();
        });
  }

  void advanceStep(long until, Promise<Void> done) {
    if (timeline.nextTimerNanos() <= until) {
      timeline.runNext();
      node.inFlight().whenIdle(() -> context.runOnContext(_ -> advanceStep(until, done)));
    } else {
      timeline.advanceTo(until);
      done.complete();
    }
  }
}
