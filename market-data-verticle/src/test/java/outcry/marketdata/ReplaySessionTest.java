package outcry.marketdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import outcry.bus.Addresses;
import outcry.bus.Registration;
import outcry.bus.VirtualTimeline;
import outcry.marketdata.core.StreamCounts;
import outcry.marketdata.recording.RecordingException;
import outcry.marketdata.recording.RecordingMarket;
import outcry.marketdata.recording.RecordingReader;
import outcry.model.BarSpec;
import outcry.model.Instruments;
import outcry.model.MarketEvent;
import outcry.model.query.OpenBars;

/** Recordings through the verticle, on their own clock. */
@Timeout(20)
class ReplaySessionTest extends MarketDataCase {

  private static Path sample() {
    return Path.of("src/test/resources/btcusdt-sample.ws");
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
                    Addresses.openBars(BTC.symbol()),
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

  @Test
  void theRealRecordingReplaysThroughTheVerticle() throws Exception {
    var file = SharedData.file("crypto_ws/binance_spot_btcusdt_20240808.ws.gz");
    var replayed = replayed(file, replay(ReplaySession.Options.MAX, 2));
    assertEquals(82_498, replayed.result().frames());
    assertEquals(0, replayed.counts().gaps());
    assertEquals(Map.of(), node.inFlight().pending());
  }

  @Test
  void afterTheEndTheClockGoesOnUntilTheSessionIsClosed() throws Exception {
    var market = RecordingMarket.of(sample());
    timeline = new VirtualTimeline(market.firstNanos(), node.defects());
    var session =
        new ReplaySession(node, context, timeline, sample(), market.bySymbol(), replay(0, 1));
    var verticle = verticle(session, Optional.empty());
    deploy(verticle);
    var end = onLoop(session::start).lastNanos() + 1_000_000_000L;
    Promise<Long> ran = Promise.promise();
    onLoop(
        () -> {
          assertEquals(end, timeline.nowNanos());
          timeline.after(30_000_000L, "later", () -> ran.complete(timeline.nowNanos()));
          session.goOn();
          return Future.succeededFuture();
        });
    assertEquals(end + 30_000_000L, await(ran.future()));

    onLoop(() -> verticle.undeploy(context));
    Promise<Void> late = Promise.promise();
    onLoop(
        () -> {
          timeline.after(1, "never", () -> late.fail("the clock went on after the close"));
          return Future.succeededFuture();
        });
    vertx.setTimer(50, _ -> late.tryComplete());
    await(late.future());
  }
}
