package outcry.marketdata;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import outcry.bus.Addresses;
import outcry.bus.Health;
import outcry.bus.LeaseGuard;
import outcry.bus.Node;
import outcry.bus.RefusedException;
import outcry.bus.Registration;
import outcry.bus.TaskList;
import outcry.bus.Timeline;
import outcry.marketdata.core.MarketSink;
import outcry.marketdata.core.MarketStreams;
import outcry.marketdata.core.SymbolStream;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.BookSnapshot;
import outcry.model.RefusalCode;
import outcry.model.query.BarsOpened;
import outcry.model.query.BookQuery;
import outcry.model.query.OpenBars;
import outcry.venue.MarketDataSession;

/**
 * Carries one venue session's market data to the bus: quotes, trades, books, bars and stream health
 * on each symbol's addresses, the latest of every symbol a few times a second. Connects by itself
 * and again whenever the session is lost; deployed is not yet connected.
 *
 * <p>As a standby it does all that and publishes only the symbols whose {@link #shard} is deployed:
 * whoever takes over is warm.
 */
public final class MarketDataVerticle extends VerticleBase implements MarketSink, Connection.Owner {

  /** Longer than a take-over lasts. */
  private static final long GAP_NANOS = Duration.ofSeconds(15).toNanos();

  private static final long BEAT_NANOS = Duration.ofMillis(400).toNanos();

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
  private Context home;
  private final Publications published = new Publications();
  private final Map<String, List<Registration>> answering = new LinkedHashMap<>();
  private Registration wanted;
  private TaskList.Task task;
  private Timeline.Timer tick;
  private long topPublishedAt;
  private long beatAt;

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
    home = context;
    timeline = clock.apply(context);
    task = node.tasks().begin("market-data", config.name());
    connection = new Connection(node, timeline, session, config, random, streams.symbols(), this);
    node.health().part("market-data " + config.name(), this::health);
    node.metrics().gauge("market_data_gaps", () -> streams.counts().gaps());
    node.metrics().gauge("market_data_dropped", () -> streams.counts().dropped());
    topPublishedAt = System.nanoTime() - config.topInterval().toNanos();
    tick = timeline.after(config.topInterval().toNanos(), "market top", this::onTick);
    recorder.ifPresent(open -> node.tasks().source(open::tasks));
    connection.connect();
    if (config.standby()) {
      wanted = node.bus().on(Addresses.BARS_WANTED, this::onBarsWanted);
      return wanted.ready();
    }
    return Future.all(streams.symbols().stream().map(this::answer).toList());
  }

  private Future<Void> answer(String symbol) {
    var registrations =
        answering.computeIfAbsent(
            symbol,
            _ ->
                List.of(
                    node.bus().onRequest(Addresses.openBars(symbol), this::onOpenBars),
                    node.bus().onRequest(Addresses.bookSnapshots(symbol), this::onBookQuery)));
    return Future.all(registrations.stream().map(Registration::ready).toList()).mapEmpty();
  }

  /**
   * The publishing of one symbol, to be deployed and undeployed as its lease comes and goes; this
   * verticle is deployed before it and undeployed after it.
   *
   * @throws IllegalArgumentException if this is no standby or the symbol none of its own
   */
  public Deployable shard(String symbol, LeaseGuard lease) {
    if (!config.standby() || streams.find(symbol).isEmpty()) {
      throw new IllegalArgumentException(config.name() + " cannot be given " + symbol);
    }
    return new MarketShard(this, symbol, lease);
  }

  /** From here on this instance publishes the symbol, beginning with all of it. Any context. */
  Future<Void> gain(String symbol, LeaseGuard lease) {
    return at(
        () -> {
          published.gain(symbol, lease);
          var stream = streams.find(symbol).orElseThrow();
          for (var event : stream.whole(timeline.nowNanos(), GAP_NANOS)) {
            publish(event);
          }
          return answer(symbol);
        });
  }

  /** From here on this instance only follows it. Any context. */
  Future<Void> lose(String symbol) {
    return at(
        () -> {
          published.lose(symbol);
          var registrations = answering.remove(symbol);
          return registrations == null
              ? Future.succeededFuture()
              : Future.all(registrations.stream().map(Registration::unregister).toList())
                  .mapEmpty();
        });
  }

  private Future<Void> at(Supplier<Future<Void>> action) {
    Promise<Void> done = Promise.promise();
    home.runOnContext(
        _ -> {
          try {
            action.get().onComplete(done);
          } catch (RuntimeException e) {
            done.fail(e);
          }
        });
    return done.future();
  }

  private boolean publishes(String symbol) {
    return !config.standby() || published.has(symbol);
  }

  /** Somebody else builds them; whoever takes over must have them. */
  private void onBarsWanted(OpenBars bars) {
    try {
      streams.find(bars.symbol()).ifPresent(stream -> stream.openBars(bars.spec(), 0));
    } catch (IllegalArgumentException e) {
      node.defects().report("market data of " + bars.symbol(), e); // refused where it was asked
    }
  }

  private Health.Status health() {
    return connection.isConnected()
        ? Health.Status.UP
        : Health.Status.down(config.name() + " is not connected");
  }

  private SymbolStream stream(String symbol) {
    return streams
        .find(symbol)
        .orElseThrow(
            () ->
                new RefusedException(
                    RefusalCode.UNKNOWN_SYMBOL,
                    "no market data of " + symbol + " at " + config.name()));
  }

  private Future<MarketEvent> onBookQuery(BookQuery query) {
    return Future.succeededFuture(
        stream(query.symbol())
            .book(Math.max(1, query.levels()), timeline.nowNanos())
            .orElseThrow(
                () ->
                    new RefusedException(
                        RefusalCode.STALE_DATA, "the book of " + query.symbol() + " is not live")));
  }

  private Future<BarsOpened> onOpenBars(OpenBars request) {
    var stream = stream(request.symbol());
    try {
      var history =
          stream
              .openBars(request.spec(), request.warmup())
              .orElseThrow(
                  () ->
                      new RefusedException(
                          RefusalCode.OVERLOADED, "too many kinds of bars of " + request.symbol()));
      if (config.standby()) {
        node.bus().publish(Addresses.BARS_WANTED, request);
      }
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
      node.bus().publish(Addresses.MARKET_TOP, streams.top(now, this::publishes));
    }
    if (config.standby() && now - beatAt >= BEAT_NANOS) {
      beatAt = now;
      published.symbols().forEach(this::beat);
    }
    tick = timeline.after(config.topInterval().toNanos(), "market top", this::onTick);
  }

  /** That somebody still publishes it, and which bars: for instances that have come since. */
  private void beat(String symbol) {
    var stream = streams.find(symbol).orElseThrow();
    publish(stream.signOfLife(timeline.nowNanos()));
    for (var spec : stream.barSpecs()) {
      node.bus().publish(Addresses.BARS_WANTED, new OpenBars(symbol, spec, 0));
    }
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
    if (publishes(event.symbol())) {
      publisher.publish(event);
    }
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
    var registrations = new ArrayList<Registration>();
    answering.values().forEach(registrations::addAll);
    answering.clear();
    if (wanted != null) {
      registrations.add(wanted);
    }
    Future<?> unregistered =
        Future.join(registrations.stream().map(Registration::unregister).toList());
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
