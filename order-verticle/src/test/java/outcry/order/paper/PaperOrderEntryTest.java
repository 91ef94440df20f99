package outcry.order.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import outcry.bus.Addresses;
import outcry.bus.Defects.Defect;
import outcry.bus.Metrics;
import outcry.bus.Node;
import outcry.bus.VirtualTimeline;
import outcry.model.AssetClass;
import outcry.model.ExecutionReport;
import outcry.model.ExecutionReport.Accepted;
import outcry.model.ExecutionReport.Canceled;
import outcry.model.ExecutionReport.Filled;
import outcry.model.ExecutionReport.NotFound;
import outcry.model.Instrument;
import outcry.model.Instruments;
import outcry.model.Liquidity;
import outcry.model.MarketEvent.Quote;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.venue.OrderEntry.NotConnectedException;
import outcry.venue.VenueOrder;
import outcry.venue.log.FileVenueLog;
import outcry.venue.log.VenueLog;
import outcry.venue.log.VenueLogEntry;
import outcry.venue.paper.Latency;
import outcry.venue.paper.PaperConfig;

/** One event loop, a clock that the test moves, orders that travel 5 ns there and 3 ns back. */
class PaperOrderEntryTest {

  private static final String SYMBOL = "X.PAPER";
  private static final Instruments INSTRUMENTS =
      new Instruments(
          List.of(
              new Instrument(
                  SYMBOL, AssetClass.SPOT, "PAPER", "X", "USDT", 2, 2, 1, 1, 1, 1_000_000, 0, 1)));
  private static final PaperConfig CONFIG =
      PaperConfig.of("PAPER").withLatency(Latency.fixed(5), Latency.fixed(3));

  private final Node node = Node.over(Vertx.vertx(), new Metrics());
  private final Context context = node.vertx().getOrCreateContext();
  private final VirtualTimeline timeline = new VirtualTimeline(100, node.defects());
  private final ScriptedLog log = new ScriptedLog();
  private final List<String> reports = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    node.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void ordersAndReportsTravelOnTheTimeline() throws Exception {
    var entry = open(log, List.of());
    quote(10_000, 10_100);
    finish(onLoop(() -> entry.submit(market("a", 50))));
    settle();

    assertEquals(
        List.of(
            "108 " + new Accepted("acc", "a", "paper-1", 105),
            "108 "
                + new Filled(
                    "acc",
                    "a",
                    "paper-1",
                    "acc-1",
                    50,
                    10_100,
                    50,
                    505_000_0L,
                    "USDT",
                    Liquidity.TAKER,
                    105)),
        reports);
  }

  @Test
  void nothingIsToldBeforeItIsWritten() throws Exception {
    var entry = open(log, List.of());
    quote(10_000, 10_100);
    log.hold();
    finish(onLoop(() -> entry.submit(market("a", 50))));
    onLoop(
        () -> {
          timeline.runNext();
          timeline.runNext();
          return null;
        });

    assertEquals(2, log.written.size());
    assertEquals(List.of(), reports);
    assertFalse(node.inFlight().isIdle());
    onLoop(
        () -> {
          log.finish();
          return null;
        });
    settle();
    assertEquals(2, reports.size());
  }

  @Test
  void failedWriteStopsTheVenueAndLeavesOutcomesUnknown() throws Exception {
    var defects = new ArrayList<Defect>();
    node.defects().onDefect(defects::add);
    var entry = open(log, List.of());
    log.hold();
    finish(onLoop(() -> entry.submit(market("a", 50))));
    var query = onLoop(() -> entry.query("acc", "a"));
    onLoop(
        () -> {
          timeline.runNext();
          log.fail(new IOException("disk full"));
          return null;
        });
    settle();

    assertEquals(List.of(), reports);
    assertEquals(List.of("disk full"), defects.stream().map(d -> d.cause().getMessage()).toList());
    assertInstanceOf(IOException.class, failure(query));
    assertInstanceOf(IOException.class, failure(onLoop(() -> entry.submit(market("b", 50)))));
  }

  @Test
  void queryTravelsAndTellsWhatTheVenueKnows() throws Exception {
    var entry = open(log, List.of());
    finish(onLoop(() -> entry.submit(market("a", 50))));
    var known = onLoop(() -> entry.query("acc", "a"));
    var unknown = onLoop(() -> entry.query("acc", "b"));
    settle();

    assertEquals(
        List.of(
            new Accepted("acc", "a", "paper-1", 105),
            new Canceled("acc", "a", "not enough displayed", 0, 105)),
        finish(known));
    assertEquals(List.of(new NotFound("acc", "b", 105)), finish(unknown));
  }

  @Test
  void closedSessionIsSilentAndSendsNothing() throws Exception {
    var entry = open(log, List.of());
    finish(onLoop(() -> entry.submit(market("a", 50))));
    var query = onLoop(() -> entry.query("acc", "a"));
    finish(onLoop(entry::close));
    finish(onLoop(entry::close));
    quote(10_000, 10_100);
    settle();

    assertEquals(List.of(), reports);
    assertEquals(List.of(), log.written);
    assertInstanceOf(NotConnectedException.class, failure(query));
    assertInstanceOf(
        NotConnectedException.class, failure(onLoop(() -> entry.submit(market("b", 50)))));
    assertTrue(node.inFlight().isIdle());
  }

  @Test
  void secondSessionContinuesFromTheFile(@TempDir Path folder) throws Exception {
    var file = folder.resolve("paper.log");
    try (var first = FileVenueLog.open(file, false)) {
      var entry = open(first, first.recovered());
      finish(onLoop(() -> entry.submit(limit("a", 50))));
      settle();
      finish(onLoop(entry::close));
    }
    reports.clear();
    try (var second = FileVenueLog.open(file, false)) {
      var entry = open(second, second.recovered());
      quote(9_000, 9_500);
      settle();
      finish(onLoop(() -> entry.submit(limit("a", 50))));
      settle();
    }

    assertEquals(
        List.of(
            "111 "
                + new Filled(
                    "acc",
                    "a",
                    "paper-1",
                    "acc-1",
                    50,
                    10_000,
                    50,
                    5_000_000,
                    "USDT",
                    Liquidity.MAKER,
                    108),
            "119 " + new ExecutionReport.Rejected("acc", "a", "duplicate client order id", 116)),
        reports);
  }

  private PaperOrderEntry open(VenueLog venueLog, List<VenueLogEntry> logged) throws Exception {
    var entry =
        onLoop(() -> new PaperOrderEntry(node, timeline, CONFIG, INSTRUMENTS, logged, venueLog));
    onLoop(
            () -> {
              entry.onReport(report -> reports.add(timeline.nowNanos() + " " + report));
              return entry.open().toCompletionStage();
            })
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
    return entry;
  }

  private void quote(long bid, long ask) throws Exception {
    onLoop(
        () -> {
          var quote = new Quote(SYMBOL, bid, 100, ask, 100, 1, 0, timeline.nowNanos());
          node.bus().publish(Addresses.quotes(SYMBOL), quote);
          return null;
        });
    idle();
  }

  /** Runs the clock as a replay does: each timer once nothing is in flight. */
  private void settle() throws Exception {
    idle();
    while (onLoop(() -> timeline.nextTimerNanos()) != Long.MAX_VALUE) {
      onLoop(
          () -> {
            timeline.runNext();
            return null;
          });
      idle();
    }
  }

  private void idle() throws Exception {
    var idle = new CompletableFuture<Void>();
    node.inFlight().whenIdle(() -> idle.complete(null));
    idle.get(10, TimeUnit.SECONDS);
    onLoop(() -> null);
  }

  private <T> T onLoop(Callable<T> action) throws Exception {
    var result = new CompletableFuture<T>();
    context.runOnContext(
        _ -> {
          try {
            result.complete(action.call());
          } catch (Exception e) {
            result.completeExceptionally(e);
          }
        });
    return result.get(10, TimeUnit.SECONDS);
  }

  private static <T> T finish(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static Throwable failure(CompletionStage<?> stage) {
    return assertThrows(ExecutionException.class, () -> finish(stage)).getCause();
  }

  private static VenueOrder market(String id, long quantity) {
    return order(id, OrderType.MARKET, quantity, 0);
  }

  private static VenueOrder limit(String id, long quantity) {
    return order(id, OrderType.LIMIT, quantity, 10_000);
  }

  private static VenueOrder order(String id, OrderType type, long quantity, long price) {
    return new VenueOrder(
        "acc", id, SYMBOL, Side.BUY, type, TimeInForce.GTC, quantity, price, false, Long.MAX_VALUE);
  }
}
