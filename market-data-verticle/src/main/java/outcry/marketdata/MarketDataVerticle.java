package outcry.marketdata;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import outcry.bus.Addresses;
import outcry.bus.Health;
import outcry.bus.Node;
import outcry.bus.RefusedException;
import outcry.bus.Registration;
import outcry.bus.TaskList;
import outcry.bus.Timeline;
import outcry.marketdata.core.MarketSink;
import outcry.marketdata.core.MarketStreams;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.BookSnapshot;
import outcry.model.RefusalCode;
import outcry.model.query.BarsOpened;
import outcry.model.query.OpenBars;
import outcry.venue.MarketDataSession;

/**
 * Carries one venue session's market data to the bus: quotes, trades, books, bars and stream health
 * on each symbol's addresses, the latest of every symbol a few times a second. Connects by itself
 * and again whenever the session is lost; deployed is not yet connected.
 */
public final class MarketDataVerticle extends VerticleBase implements MarketSink, Connection.Owner {

  private final Node node;
  private final Function<Context, Timeline> clock;
  private final MarketDataSession session;
  private final MarketDataConfig config;
  private final RandomGenerator random;
  private final Optional<Recorder> recorder;
  private final Publisher publisher;
  private final MarketStreams streams;

  private Timeline timeline;
  private Connection connection;
  private Registration openBars;
  private TaskList.Task task;
  private Timeline.Timer tick;
  private long topPublishedAt;

  /**
   * @param clock the timeline for the verticle's context
   * @param random spreads attempts to connect
   * @param recorder gets everything the session delivers; closed at stop
   */
  public MarketDataVerticle(
      Node node,
      Function<Context, Timeline> clock,
      MarketDataSession session,
      MarketDataConfig config,
      RandomGenerator random,
      Optional<Recorder> recorder) {
    this.node = node;
    this.clock = clock;
    this.session = session;
    this.config = config;
    this.random = random;
    this.recorder = recorder;
    this.publisher = new Publisher(node.bus());
    this.streams = new MarketStreams(config.instruments(), config.streams(), this);
  }

  @Override
  public Future<?> start() {
    timeline = clock.apply(context);
    task = node.tasks().begin("market-data", config.name());
    connection = new Connection(node, timeline, session, config, random, streams.symbols(), this);
    openBars = node.bus().onRequest(Addresses.OPEN_BARS, this::onOpenBars);
    node.health().part("market-data " + config.name(), this::health);
    node.metrics().gauge("market_data_gaps", () -> streams.counts().gaps());
    node.metrics().gauge("market_data_dropped", () -> streams.counts().dropped());
    topPublishedAt = System.nanoTime() - config.topInterval().toNanos();
    tick = timeline.after(config.topInterval().toNanos(), "market top", this::onTick);
    recorder.ifPresent(open -> node.tasks().source(open::tasks));
    connection.connect();
    return openBars.ready();
  }

  private Health.Status health() {
    return connection.isConnected()
        ? Health.Status.UP
        : Health.Status.down(config.name() + " is not connected");
  }

  private Future<BarsOpened> onOpenBars(OpenBars request) {
    var stream =
        streams
            .find(request.symbol())
            .orElseThrow(
                () ->
                    new RefusedException(
                        RefusalCode.UNKNOWN_SYMBOL,
                        "no market data of " + request.symbol() + " at " + config.name()));
    try {
      var history =
          stream
              .openBars(request.spec(), request.warmup())
              .orElseThrow(
                  () ->
                      new RefusedException(
                          RefusalCode.OVERLOADED, "too many kinds of bars of " + request.symbol()));
      return Future.succeededFuture(new BarsOpened(history));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(RefusalCode.PRECISION, e.getMessage());
    }
  }

  private void onTick() {
    long now = timeline.nowNanos();
    streams.onTime(now);
    // for people, so by their clock: a replay at full speed would publish it thousands of times a
    // second
    if (System.nanoTime() - topPublishedAt >= config.topInterval().toNanos()) {
      topPublishedAt = System.nanoTime();
      node.bus().publish(Addresses.MARKET_TOP, streams.top(now));
    }
    tick = timeline.after(config.topInterval().toNanos(), "market top", this::onTick);
  }

  @Override
  public void onEvent(MarketEvent event) {
    recorder.ifPresent(open -> open.record(event));
    streams.onEvent(event);
  }

  @Override
  public void onConnected() {
    task.detail("connected");
  }

  @Override
  public void onDisconnected(String reason) {
    task.detail("disconnected: " + reason);
    streams.onDisconnected(reason, timeline.nowNanos());
  }

  @Override
  public void publish(MarketEvent event) {
    if (event instanceof BookSnapshot) {
      connection.synced(event.symbol());
    }
    publisher.publish(event);
  }

  @Override
  public void snapshotNeeded(String symbol) {
    connection.requestSnapshot(symbol);
  }

  /** The streams as they are; on the verticle's context only. */
  public MarketStreams streams() {
    return streams;
  }

  /** Completes when connected, fails after the deadline; on the verticle's context only. */
  public Future<Void> whenConnected(Duration deadline) {
    return connection.whenConnected(deadline);
  }

  @Override
  public Future<?> stop() {
    tick.cancel();
    node.health().remove("market-data " + config.name());
    Future<?> unregistered = openBars.unregister();
    Future<?> sessionClosed = Future.fromCompletionStage(connection.close(), context);
    Future<?> recorded =
        recorder
            .<Future<?>>map(open -> Future.fromCompletionStage(open.close(), context))
            .orElseGet(Future::succeededFuture);
    return Future.join(unregistered, sessionClosed, recorded)
        .onSuccess(_ -> task.done())
        .onFailure(task::failed);
  }
}
