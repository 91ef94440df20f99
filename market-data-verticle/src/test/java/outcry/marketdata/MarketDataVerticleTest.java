package outcry.marketdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import outcry.bus.Addresses;
import outcry.bus.Metrics;
import outcry.bus.Node;
import outcry.bus.Registration;
import outcry.bus.VirtualTimeline;
import outcry.marketdata.core.StreamCounts;
import outcry.marketdata.recording.RecordingException;
import outcry.marketdata.recording.RecordingMarket;
import outcry.marketdata.recording.RecordingReader;
import outcry.model.BarSpec;
import outcry.model.Instrument;
import outcry.model.Instruments;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.Bar;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.query.BarsOpened;
import outcry.model.query.MarketTop;
import outcry.model.query.OpenBars;
import outcry.venue.MarketDataSession;
import outcry.venue.binance.BinanceInstruments;

@Timeout(20)
class MarketDataVerticleTest {

  private static final Instrument BTC = BinanceInstruments.BTCUSDT;
  private static final long START = 1_700_000_000_000_000_000L;

  @TempDir Path folder;

  private Vertx vertx;
  private Node node;
  private Context context;
  private VirtualTimeline timeline;

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

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(15, TimeUnit.SECONDS);
  }

  /** Runs something on the event loop of the verticle. */
  private <T> T onLoop(Callable<? extends Future<T>> work) throws Exception {
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

  private static Path sample() {
    return Path.of("src/test/resources/btcusdt-sample.ws");
  }

  private MarketDataVerticle verticle(MarketDataSession session, Optional<Recorder> recorder) {
    return new MarketDataVerticle(
        node,
        _ -> timeline,
        session,
        MarketDataConfig.of("TEST", List.of(BTC)),
        new SplittableRandom(1),
        recorder);
  }

  private void deploy(MarketDataVerticle verticle) throws Exception {
    onLoop(() -> verticle.deploy(context));
  }

  private static ReplaySession.Options replay(double speed, int loops) {
    return new ReplaySession.Options(
        new RecordingReader.Options(loops, false), speed, Duration.ofSeconds(1));
  }

  private record Replayed(ReplayResult result, StreamCounts counts, List<String> seen) {}

  private Replayed replayed(Path file, ReplaySession.Options options) throws Exception {
    var market = RecordingMarket.of(file);
    timeline = new VirtualTimeline(market.firstNanos(), node.defects());
    var session = new ReplaySession(node, context, timeline, file, market.bySymbol(), options);
    var verticle = verticle(session, Optional.empty());
    session.nameGaps(() -> verticle.streams().counts().gaps());
    deploy(verticle);
    var seen = new ArrayList<String>();
    var addresses =
        List.of(
            Addresses.quotes(BTC.symbol()),
            Addresses.trades(BTC.symbol()),
            Addresses.bars(BTC.symbol(), BarSpec.seconds(1)));
    var listening = new ArrayList<Registration>();
    onLoop(
        () -> {
          for (var address : addresses) {
            listening.add(node.bus().on(address, event -> see(seen, event)));
          }
          return Future.succeededFuture();
        });
    onLoop(
        () ->
            node.bus()
                .request(
                    Addresses.OPEN_BARS,
                    new OpenBars(BTC.symbol(), BarSpec.seconds(1), 0),
                    Duration.ofSeconds(5)));
    var result = onLoop(session::start);
    var counts = onLoop(() -> Future.succeededFuture(verticle.streams().counts()));
    onLoop(() -> verticle.undeploy(context));
    for (var registration : listening) {
      onLoop(registration::unregister);
    }
    assertEquals(List.of(), node.tasks().running());
    return new Replayed(result, counts, seen);
  }

  private void see(List<String> seen, MarketEvent event) {
    seen.add(timeline.nowNanos() + " " + event);
  }

  @Test
  void aReplayGivesTheSameAtAnySpeed() throws Exception {
    var once = replayed(sample(), replay(ReplaySession.Options.MAX, 1));
    var again = replayed(sample(), replay(ReplaySession.Options.MAX, 1));
    var paced = replayed(sample(), replay(200, 1));

    assertEquals(603, once.result().frames());
    assertEquals(
        new StreamCounts(
            once.counts().trades(),
            once.counts().quotes(),
            once.counts().depthUpdates(),
            1,
            0,
            0,
            once.counts().bars()),
        once.counts());
    assertEquals(603, once.counts().frames());
    assertTrue(once.counts().bars() > 10, "bars: " + once.counts().bars());
    assertEquals(
        once.counts().quotes() + once.counts().trades() + once.counts().bars(), once.seen().size());
    assertEquals(once.seen(), again.seen());
    assertEquals(once.seen(), paced.seen());
    assertTrue(paced.result().wallNanos() > once.result().lastNanos() / 1_000_000_000_000L);
    assertEquals(List.of(), once.result().gaps());
  }

  @Test
  void aGapIsNamedByFileAndLine() throws Exception {
    var lines = new ArrayList<>(Files.readAllLines(sample()));
    int second = -1;
    for (int i = 10, found = 0; second < 0; i++) {
      if (lines.get(i).contains("depthUpdate") && ++found == 2) {
        second = i;
      }
    }
    lines.remove(second);
    int next = second;
    while (!lines.get(next).contains("depthUpdate")) {
      next++;
    }
    var file = Files.write(folder.resolve("gap.ws"), lines);
    var replayed = replayed(file, replay(ReplaySession.Options.MAX, 1));
    assertEquals(1, replayed.counts().gaps());
    assertEquals(
        List.of(file + ":" + (next + 1) + ": GAP: updates of " + BTC.symbol() + " are missing"),
        replayed.result().gaps());
  }

  @Test
  void aBadRecordingFailsTheReplayWithFileAndLine() throws Exception {
    var lines = new ArrayList<>(Files.readAllLines(sample()));
    lines.set(500, "rubbish");
    var file = Files.write(folder.resolve("bad.ws"), lines);
    var market = RecordingMarket.of(file);
    timeline = new VirtualTimeline(market.firstNanos(), node.defects());
    var session = new ReplaySession(node, context, timeline, file, market.bySymbol(), replay(0, 1));
    var verticle = verticle(session, Optional.empty());
    deploy(verticle);
    var failure = assertThrows(Exception.class, () -> onLoop(session::start));
    var cause = assertInstanceOf(RecordingException.class, failure.getCause());
    assertTrue(cause.getMessage().startsWith(file + ":501: NOT_A_FRAME: "), cause.getMessage());
    onLoop(() -> verticle.undeploy(context));
  }

  @Test
  void whatIsRecordedReplaysTheSame() throws Exception {
    var copy = folder.resolve("copy.ws.gz");
    var market = RecordingMarket.of(sample());
    timeline = new VirtualTimeline(market.firstNanos(), node.defects());
    var session =
        new ReplaySession(node, context, timeline, sample(), market.bySymbol(), replay(0, 1));
    var recorder = new Recorder(copy, new Instruments(List.of(BTC)));
    var verticle = verticle(session, Optional.of(recorder));
    deploy(verticle);
    onLoop(session::start);
    onLoop(() -> verticle.undeploy(context));
    assertEquals(0, recorder.dropped());

    var original = replayed(sample(), replay(0, 1));
    var replayed = replayed(copy, replay(0, 1));
    assertEquals(original.seen(), replayed.seen());
    assertEquals(original.counts(), replayed.counts());
  }

  /** A session one can break. */
  private static final class ScriptedSession implements MarketDataSession {
    final List<String> calls = new ArrayList<>();
    int opensToFail;
    Listener listener;

    @Override
    public CompletionStage<Void> open(Listener to) {
      calls.add("open");
      if (opensToFail-- > 0) {
        return CompletableFuture.failedStage(new IllegalStateException("refused"));
      }
      listener = to;
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> subscribe(Set<String> symbols) {
      calls.add("subscribe " + symbols);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> requestSnapshot(String symbol) {
      calls.add("snapshot " + symbol);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> close() {
      calls.add("close");
      return CompletableFuture.completedStage(null);
    }
  }

  /** Runs timers until the clock stands there. */
  private void advance(long nanos) throws Exception {
    long until = timeline.nowNanos() + nanos;
    onLoop(
        () -> {
          Promise<Void> done = Promise.promise();
          advanceStep(until, done);
          return done.future();
        });
  }

  private void advanceStep(long until, Promise<Void> done) {
    if (timeline.nextTimerNanos() <= until) {
      timeline.runNext();
      node.inFlight().whenIdle(() -> context.runOnContext(_ -> advanceStep(until, done)));
    } else {
      timeline.advanceTo(until);
      done.complete();
    }
  }

  @Test
  void connectsAgainAndSubscribesToWhatItShouldHave() throws Exception {
    var session = new ScriptedSession();
    session.opensToFail = 2;
    var verticle = verticle(session, Optional.empty());
    deploy(verticle);
    var connected = new CompletableFuture<Void>();
    onLoop(
        () -> {
          verticle.whenConnected(Duration.ofSeconds(5)).onComplete(_ -> connected.complete(null));
          return Future.succeededFuture();
        });
    advance(2_000_000_000L);
    connected.get(5, TimeUnit.SECONDS);
    assertTrue(node.health().isReady());
    assertEquals(List.of("open", "open", "open", "subscribe [BTCUSDT.BINANCE]"), session.calls);

    var health = new ArrayList<StreamHealth.State>();
    onLoop(
        () ->
            node.bus()
                .on(
                    Addresses.health(BTC.symbol()),
                    event -> health.add(((StreamHealth) event).state()))
                .ready());
    session.calls.clear();
    onLoop(
        () -> {
          session.listener.onEvent(new Quote(BTC.symbol(), 1, 1, 2, 1, 1, 0, START));
          session.listener.onDisconnected("reset by peer");
          return Future.succeededFuture();
        });
    assertEquals(false, node.health().isReady());
    advance(1_000_000_000L);
    assertEquals(List.of("open", "subscribe [BTCUSDT.BINANCE]"), session.calls);
    onLoop(() -> verticle.undeploy(context));
    assertEquals("close", session.calls.getLast());
    assertEquals(List.of(StreamHealth.State.LIVE, StreamHealth.State.DISCONNECTED), health);
    assertEquals(List.of(), node.tasks().running());
  }

  @Test
  void waitingForAConnectionHasADeadline() throws Exception {
    var session = new ScriptedSession();
    session.opensToFail = Integer.MAX_VALUE;
    var verticle = verticle(session, Optional.empty());
    deploy(verticle);
    var failed = new CompletableFuture<Throwable>();
    onLoop(
        () -> {
          verticle.whenConnected(Duration.ofSeconds(5)).onFailure(failed::complete);
          return Future.succeededFuture();
        });
    advance(5_000_000_000L);
    assertInstanceOf(TimeoutException.class, failed.get(5, TimeUnit.SECONDS));
    onLoop(() -> verticle.undeploy(context));
  }

  @Test
  void aGapAsksTheSessionForASnapshot() throws Exception {
    var session = new ScriptedSession();
    var verticle = verticle(session, Optional.empty());
    deploy(verticle);
    advance(1);
    var none = outcry.model.Levels.NONE;
    onLoop(
        () -> {
          var symbol = BTC.symbol();
          session.listener.onEvent(new MarketEvent.BookSnapshot(symbol, 1, none, none, 0, START));
          session.listener.onEvent(
              new MarketEvent.BookDelta(symbol, 5, 6, -1, none, none, 0, START));
          return Future.succeededFuture();
        });
    assertEquals("snapshot BTCUSDT.BINANCE", session.calls.getLast());
    onLoop(() -> verticle.undeploy(context));
  }

  @Test
  void opensBarsAndPublishesTheTop() throws Exception {
    var session = new ScriptedSession();
    var verticle = verticle(session, Optional.empty());
    deploy(verticle);
    advance(1);
    var request = new OpenBars(BTC.symbol(), BarSpec.ticks(1), 10);
    assertEquals(new BarsOpened(List.of()), open(request));
    var tops = new ArrayList<MarketTop>();
    onLoop(() -> node.bus().on(Addresses.MARKET_TOP, tops::add).ready());
    onLoop(
        () -> {
          session.listener.onEvent(
              new MarketEvent.Trade(BTC.symbol(), 1, 5, 6, outcry.model.Side.BUY, START, START));
          return Future.succeededFuture();
        });
    var bar = new Bar(BTC.symbol(), BarSpec.ticks(1), START, 5, 5, 5, 5, 6, 1, START, START);
    assertEquals(new BarsOpened(List.of(bar)), open(request));
    advance(400_000_000L);
    assertEquals(1, tops.size(), "as often as people look, whatever the timeline does");
    assertEquals(List.of(bar), tops.getLast().symbols().getFirst().lastBars());
    onLoop(() -> verticle.undeploy(context));
  }

  @Test
  void refusesBarsOfAnUnknownSymbol() throws Exception {
    var verticle = verticle(new ScriptedSession(), Optional.empty());
    deploy(verticle);
    var failure =
        assertThrows(Exception.class, () -> open(new OpenBars("XYZ.NONE", BarSpec.ticks(1), 1)));
    var refused = assertInstanceOf(ReplyException.class, failure.getCause());
    assertEquals("UNKNOWN_SYMBOL: no market data of XYZ.NONE at TEST", refused.getMessage());
    onLoop(() -> verticle.undeploy(context));
  }

  private BarsOpened open(OpenBars request) throws Exception {
    return onLoop(() -> node.bus().request(Addresses.OPEN_BARS, request, Duration.ofSeconds(5)));
  }

  @Test
  void theRealRecordingReplaysThroughTheVerticle() throws Exception {
    var file = SharedData.file("crypto_ws/binance_spot_btcusdt_20240808.ws.gz");
    var replayed = replayed(file, replay(ReplaySession.Options.MAX, 2));
    assertEquals(82_498, replayed.result().frames());
    assertEquals(0, replayed.counts().gaps());
    assertEquals(Map.of(), node.inFlight().pending());
  }
}
