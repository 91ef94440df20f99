package outcry.strategy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import outcry.bus.Addresses;
import outcry.bus.LeaseGuard;
import outcry.bus.Metrics;
import outcry.bus.Node;
import outcry.bus.VirtualTimeline;
import outcry.model.AssetClass;
import outcry.model.BarSpec;
import outcry.model.Instrument;
import outcry.model.Instruments;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.Bar;
import outcry.model.MarketEvent.Quote;
import outcry.model.query.BarsOpened;
import outcry.model.query.OpenBars;
import outcry.model.query.StrategyAction;
import outcry.model.query.StrategyList;
import outcry.model.query.StrategyView;

/** A real bus and a clock by hand around a {@link StrategyVerticle}, driven step by step. */
final class Rig {

  static final String BTC = "BTCUSDT.SIM";
  static final Instruments INSTRUMENTS =
      new Instruments(
          List.of(
              new Instrument(
                  BTC,
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
                  500_000_000,
                  1)));
  static final StrategyConfig CONFIG = StrategyConfig.of(1);

  final Node node = Node.over(Vertx.vertx(), new Metrics());
  final VirtualTimeline clock = new VirtualTimeline(0, node.defects());
  final List<OpenBars> barsOpened = new ArrayList<>();
  List<Bar> history = List.of();
  FakeOwner owner;
  final FakeStates states = new FakeStates();

  /** Whether the strategies' lease is theirs. */
  volatile boolean mayAct = true;

  private Context loop;
  private String deployment;
  private long sequence;

  void deploy(StrategyConfig config, StrategySpec... specs) throws Exception {
    deploy(config, StrategyCatalog.of(List.of(Probe.class)), specs);
  }

  void deploy(StrategyConfig config, StrategyCatalog catalog, StrategySpec... specs)
      throws Exception {
    var verticle =
        new StrategyVerticle(
            node, this::begin, INSTRUMENTS, catalog, StrategyHosting.of(config), List.of(specs));
    deployment = get(node.vertx().deployVerticle(verticle));
    settle();
  }

  /** As a shard of a cluster, whose fields and commands are kept. */
  void deployShard(long lease, StrategySpec... specs) throws Exception {
    mayAct = true;
    var verticle =
        new StrategyVerticle(
            node,
            this::begin,
            INSTRUMENTS,
            StrategyCatalog.of(List.of(Probe.class)),
            StrategyHosting.shard(CONFIG, states, guard(lease, () -> mayAct)),
            List.of(specs));
    deployment = get(node.vertx().deployVerticle(verticle));
    settle();
  }

  static LeaseGuard guard(long epoch, BooleanSupplier mayAct) {
    return new LeaseGuard() {
      @Override
      public String holder() {
        return "test";
      }

      @Override
      public long epoch() {
        return epoch;
      }

      @Override
      public boolean mayAct() {
        return mayAct.getAsBoolean();
      }

      @Override
      public void gaveUp(Throwable cause) {
        // the test looks at what became of the strategy
      }
    };
  }

  private VirtualTimeline begin(Context context) {
    loop = context;
    if (owner == null) {
      owner = new FakeOwner(node.bus());
    } else {
      owner.listen(); // it went with the context of before
    }
    var unused =
        node.bus()
            .onRequest(
                Addresses.openBars(BTC),
                query -> {
                  barsOpened.add(query);
                  return Future.succeededFuture(new BarsOpened(history));
                });
    return clock;
  }

  static StrategySpec probe(String name, Placement placement) {
    return StrategySpec.of(name, "probe", "acct", Map.of("script", name), placement);
  }

  /** Runs a step on the event loop and waits until all it caused is done. */
  void step(Runnable action) throws Exception {
    on(
        () -> {
          action.run();
          return null;
        });
    settle();
  }

  <T> T on(Callable<T> action) throws Exception {
    var done = new CompletableFuture<T>();
    loop.runOnContext(
        _ -> {
          try {
            done.complete(action.call());
          } catch (Throwable e) {
            done.completeExceptionally(e);
          }
        });
    return done.get(10, TimeUnit.SECONDS);
  }

  void settle() throws Exception {
    var idle = new CompletableFuture<Void>();
    loop.runOnContext(_ -> node.inFlight().whenIdle(() -> idle.complete(null)));
    idle.get(10, TimeUnit.SECONDS);
  }

  /** As {@link #publish}, where something may never be answered: waits some turns only. */
  void publishUnsettled(Quote quote) throws Exception {
    on(
        () -> {
          node.bus().publish(Addresses.quotes(quote.symbol()), quote);
          return null;
        });
    for (int i = 0; i < 50; i++) {
      on(() -> null);
    }
  }

  void publish(MarketEvent event) throws Exception {
    step(
        () ->
            node.bus()
                .publish(
                    switch (event) {
                      case Quote q -> Addresses.quotes(q.symbol());
                      case MarketEvent.Trade t -> Addresses.trades(t.symbol());
                      case Bar b -> Addresses.bars(b.symbol(), b.spec());
                      case MarketEvent.StreamHealth h -> Addresses.health(h.symbol());
                      case MarketEvent.BookSnapshot b -> Addresses.books(b.symbol());
                      case MarketEvent.BookDelta b -> Addresses.books(b.symbol());
                      case MarketEvent.InstrumentStatus i -> Addresses.health(i.symbol());
                    },
                    event));
  }

  Quote quote(long bid, long ask) {
    return new Quote(BTC, bid, 100, ask, 100, ++sequence, clock.nowNanos(), clock.nowNanos());
  }

  static Bar bar(long minute, long close) {
    long end = Duration.ofMinutes(minute + 1).toNanos();
    long start = Duration.ofMinutes(minute).toNanos();
    return new Bar(BTC, BarSpec.minutes(1), start, close, close, close, close, 1, 1, end, end);
  }

  /** Moves the clock, timers first. */
  void advance(Duration by) throws Exception {
    long to = clock.nowNanos() + by.toNanos();
    while (on(clock::nextTimerNanos) <= to) {
      step(clock::runNext);
    }
    step(() -> clock.advanceTo(to));
  }

  StrategyList control(String name, StrategyAction.Kind kind) throws Exception {
    var reply =
        on(
            () ->
                node.bus()
                    .request(
                        Addresses.strategyControl(name),
                        new StrategyAction(name, kind),
                        Duration.ofSeconds(5)));
    var answer = get(reply);
    settle();
    return answer;
  }

  /** Pausing what is paused, or resuming what is not, changes nothing: a way to look. */
  StrategyView view(String name) throws Exception {
    return control(name, StrategyAction.Kind.RESUME).strategies().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  void undeploy() throws Exception {
    get(node.vertx().undeploy(deployment));
  }

  void close() throws Exception {
    get(node.close());
  }
}
