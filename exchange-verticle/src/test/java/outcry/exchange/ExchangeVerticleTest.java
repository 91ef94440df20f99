package outcry.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import outcry.bus.Metrics;
import outcry.bus.Node;
import outcry.model.AssetClass;
import outcry.model.ExecutionReport;
import outcry.model.Instrument;
import outcry.model.Instruments;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.BookSnapshot;
import outcry.model.MarketEvent.Quote;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.venue.MarketDataSession;
import outcry.venue.OrderEntry.NotConnectedException;
import outcry.venue.VenueOrder;
import outcry.venue.log.VenueLog;
import outcry.venue.log.VenueLogEntry;
import outcry.venue.simulated.AgentConfig;
import outcry.venue.simulated.ExchangeConfig;
import outcry.venue.simulated.SimulatedExchange;

class ExchangeVerticleTest {

  private static final Instrument MNQ =
      new Instrument(
          "MNQZ6.SIM", AssetClass.FUTURE, "SIM", "MNQ", "USD", 2, 0, 25, 1, 1, 1_000, 0, 2);
  private static final Instruments INSTRUMENTS = new Instruments(List.of(MNQ));
  private static final ExchangeConfig CONFIG = ExchangeConfig.standard("SIM", List.of("alice"));

  private final Node node = Node.over(Vertx.vertx(), new Metrics());
  private final RecordingLog log = new RecordingLog();
  private final BlockingQueue<MarketEvent> market = new LinkedBlockingQueue<>(100_000);
  private final BlockingQueue<ExecutionReport> reports = new LinkedBlockingQueue<>();
  private ExchangeMarketData session;
  private ExchangeOrderEntry entry;

  @BeforeEach
  void connect() throws Exception {
    deploy(List.of());
    var capabilities = new SimulatedExchange(CONFIG, INSTRUMENTS, 1).capabilities();
    onContext(
        () -> {
          session = new ExchangeMarketData(node.bus());
          entry = new ExchangeOrderEntry(node.bus(), capabilities, List.of("alice"));
          entry.onReport(reports::add);
          return session
              .open(new Listener())
              .thenCompose(_ -> session.subscribe(Set.of(MNQ.symbol())));
        });
  }

  @AfterEach
  void close() throws Exception {
    await(node.close().toCompletionStage());
  }

  @Test
  void agentsMakeATwoSidedMarket() throws Exception {
    var quote = (Quote) next(market, event -> event instanceof Quote q && q.isTwoSided());

    assertTrue(quote.bidPrice() < quote.askPrice(), () -> "crossed: " + quote);
  }

  @Test
  void aSnapshotIsSentOnDemand() throws Exception {
    onContext(() -> session.requestSnapshot(MNQ.symbol()));

    var snapshot =
        assertInstanceOf(BookSnapshot.class, next(market, BookSnapshot.class::isInstance));
    assertTrue(snapshot.bids().size() > 0 && snapshot.asks().size() > 0);
  }

  @Test
  void aMarketOrderIsAcceptedFilledLoggedAndFoundByAQuery() throws Exception {
    onContext(() -> entry.submit(order("a-1", OrderType.MARKET, 0)));

    var accepted = next(reports, ExecutionReport.Accepted.class::isInstance);
    var filled = next(reports, ExecutionReport.Filled.class::isInstance);
    var known = onContext(() -> entry.query("alice", "a-1"));

    assertEquals(List.of(accepted, filled), known.subList(0, 2));
    assertTrue(log.entries.size() >= 2, () -> "logged: " + log.entries);
  }

  @Test
  void aSnapshotTellsWhatWasReportedAndLogged() throws Exception {
    onContext(() -> entry.submit(order("a-1", OrderType.MARKET, 0)));
    var filled = (ExecutionReport.Filled) next(reports, ExecutionReport.Filled.class::isInstance);

    var account = onContext(() -> entry.snapshot("alice", 0));

    assertEquals(filled, account.executions().getFirst().report());
    assertEquals(MNQ.symbol(), account.holdings().getFirst().symbol());
    assertTrue(log.entries.size() >= 2, () -> "logged: " + log.entries);
  }

  @Test
  void anUnknownOrderIsNotFound() throws Exception {
    var known = onContext(() -> entry.query("alice", "never"));

    assertInstanceOf(ExecutionReport.NotFound.class, known.getFirst());
  }

  @Test
  void aRestartedExchangeStillHasTheRestingOrder() throws Exception {
    onContext(() -> entry.submit(order("a-2", OrderType.LIMIT, 1_000_000)));
    next(reports, ExecutionReport.Accepted.class::isInstance);

    for (var id : List.copyOf(node.vertx().deploymentIDs())) {
      await(node.vertx().undeploy(id).toCompletionStage());
    }
    deploy(List.copyOf(log.entries));
    onContext(() -> entry.cancel("alice", "a-2"));

    var canceled =
        (ExecutionReport.Canceled) next(reports, ExecutionReport.Canceled.class::isInstance);
    assertEquals("a-2", canceled.clientOrderId());
  }

  @Test
  void whileReportsAreDroppedTheyAreAskedFor(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("faults"), "dropPermille=500\n");
    System.setProperty(ExchangeFaults.PROPERTY, file.toString());
    try {
      for (var id : List.copyOf(node.vertx().deploymentIDs())) {
        await(node.vertx().undeploy(id).toCompletionStage());
      }
      deploy(List.copyOf(log.entries));
    } finally {
      System.clearProperty(ExchangeFaults.PROPERTY);
    }
    var wanted = new ArrayList<String>();
    for (int i = 0; i < 20; i++) {
      var id = "d-" + i;
      wanted.add(id);
      onContext(() -> entry.submit(order(id, OrderType.LIMIT, 1_000_000)));
    }

    var accepted = new ArrayList<String>();
    while (accepted.size() < wanted.size()) {
      accepted.add(next(reports, ExecutionReport.Accepted.class::isInstance).clientOrderId());
    }
    assertEquals(wanted, accepted);
  }

  @Test
  void withoutAnExchangeNothingIsSent() throws Exception {
    for (var id : List.copyOf(node.vertx().deploymentIDs())) {
      await(node.vertx().undeploy(id).toCompletionStage());
    }

    var failure =
        onContext(
            () -> entry.submit(order("a-3", OrderType.MARKET, 0)).handle((_, thrown) -> thrown));

    assertInstanceOf(NotConnectedException.class, failure);
  }

  private void deploy(List<VenueLogEntry> logged) throws Exception {
    var agents = List.of(AgentConfig.lively(MNQ.symbol(), 2_000_000, 2));
    var verticle =
        new ExchangeVerticle(
            node, CONFIG, INSTRUMENTS, agents, new SplittableRandom(7), logged, log);
    await(node.vertx().deployVerticle(verticle).toCompletionStage());
  }

  private static VenueOrder order(String id, OrderType type, long price) {
    var timeInForce = type == OrderType.MARKET ? TimeInForce.IOC : TimeInForce.GTC;
    return new VenueOrder(
        "alice", id, MNQ.symbol(), Side.BUY, type, timeInForce, 1, price, false, Long.MAX_VALUE);
  }

  private <T> T onContext(Callable<CompletionStage<T>> action) throws Exception {
    var done = new CompletableFuture<T>();
    node.vertx()
        .runOnContext(
            _ ->
                Future.future(
                        (io.vertx.core.Promise<T> promise) -> {
                          try {
                            action
                                .call()
                                .whenComplete(
                                    (value, failure) -> {
                                      if (failure == null) {
                                        promise.complete(value);
                                      } else {
                                        promise.fail(failure);
                                      }
                                    });
                          } catch (Exception e) {
                            promise.fail(e);
                          }
                        })
                    .onSuccess(done::complete)
                    .onFailure(done::completeExceptionally));
    return await(done);
  }

  private static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static <T> T next(BlockingQueue<T> queue, Predicate<T> wanted) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (System.nanoTime() < deadline) {
      var element = queue.poll(100, TimeUnit.MILLISECONDS);
      if (element != null && wanted.test(element)) {
        return element;
      }
    }
    throw new AssertionError("it did not come");
  }

  private final class Listener implements MarketDataSession.Listener {

    @Override
    public void onEvent(MarketEvent event) {
      market.add(event);
    }

    @Override
    public void onDisconnected(String reason) {
      throw new AssertionError(reason);
    }
  }

  /** Keeps what is appended; only the exchange's context writes. */
  private static final class RecordingLog implements VenueLog {

    private final List<VenueLogEntry> entries =
        java.util.Collections.synchronizedList(new ArrayList<>());

    @Override
    public CompletionStage<Void> append(List<VenueLogEntry> more) {
      entries.addAll(more);
      return CompletableFuture.completedStage(null);
    }
  }
}
