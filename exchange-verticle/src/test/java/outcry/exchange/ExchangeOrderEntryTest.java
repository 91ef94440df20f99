package outcry.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import outcry.bus.Addresses;
import outcry.bus.Metrics;
import outcry.bus.Node;
import outcry.bus.Registration;
import outcry.exchange.core.ToldReports;
import outcry.model.ExecutionReport;
import outcry.model.Instruments;
import outcry.model.ReportPage;
import outcry.venue.OrderEntry.NotConnectedException;
import outcry.venue.simulated.ExchangeConfig;
import outcry.venue.simulated.SimulatedExchange;

/** The session against an exchange whose reports get lost, doubled and late on the bus. */
class ExchangeOrderEntryTest {

  private static final String ANN = "ann";

  private final Node node = Node.over(Vertx.vertx(), new Metrics());
  private final Context context = node.vertx().getOrCreateContext();
  private final BlockingQueue<ExecutionReport> reports = new LinkedBlockingQueue<>();
  private final BlockingQueue<Long> reconnects = new LinkedBlockingQueue<>();
  private final ExchangeOrderEntry entry =
      new ExchangeOrderEntry(
          node.bus(),
          new SimulatedExchange(
                  ExchangeConfig.standard("SIM", List.of(ANN)), new Instruments(List.of()), 1)
              .capabilities(),
          List.of(ANN));

  @AfterEach
  void close() throws Exception {
    onContext(() -> Future.fromCompletionStage(entry.close()));
    await(node.close());
  }

  @Test
  void everyReportArrivesOnceAndInOrder() throws Exception {
    var told = new ToldReports(List.of(ANN), 1, 100_000);
    var random = new Random(1);
    exchange(told);
    open();
    onContext(
        () -> {
          for (int i = 1; i <= 1_000; i++) {
            var page = told.add(report(i));
            for (int copy = random.nextInt(3); copy > 0; copy--) {
              node.vertx().setTimer(1 + random.nextInt(50), _ -> publish(page));
            }
          }
          return Future.succeededFuture();
        });
    onContext(
        () -> node.vertx().timer(60).onSuccess(_ -> told.heartbeats().forEach(this::publish)));

    assertEquals(IntStream.rangeClosed(1, 1_000).mapToObj(this::report).toList(), take(1_000));
    assertNull(reports.poll(50, TimeUnit.MILLISECONDS), "and nothing twice");
  }

  @Test
  void whatWasToldBeforeTheSessionIsNotTold() throws Exception {
    var told = new ToldReports(List.of(ANN), 1, 100);
    told.add(report(1));
    exchange(told);
    open();
    onContext(
        () -> {
          publish(told.add(report(2)));
          return Future.succeededFuture();
        });

    assertEquals(List.of(report(2)), take(1));
  }

  @Test
  void aRestartedExchangeIsToldAsAReconnectOnceNothingIsMissing() throws Exception {
    var told = new ToldReports(List.of(ANN), 1, 100);
    var resends = exchange(told);
    open();
    onContext(resends::unregister);
    var restarted = new ToldReports(List.of(ANN), 2, 100);
    restarted.add(report(1));
    restarted.add(report(2));
    exchange(restarted);
    onContext(
        () -> {
          restarted.heartbeats().forEach(this::publish);
          return Future.succeededFuture();
        });

    assertEquals(2, reconnects.poll(10, TimeUnit.SECONDS), "reports before it");
    assertEquals(List.of(report(1), report(2)), take(2));
  }

  @Test
  void withoutAnExchangeNothingIsSentUntilThereIsOne() throws Exception {
    open();
    var failure = failure();
    exchange(new ToldReports(List.of(ANN), 1, 100));

    assertInstanceOf(NotConnectedException.class, failure);
    assertEquals(0, reconnects.poll(10, TimeUnit.SECONDS), "it has come");
  }

  private Throwable failure() throws Exception {
    return onContext(
        () ->
            Future.fromCompletionStage(entry.cancel(ANN, "1"))
                .transform(end -> Future.succeededFuture(end.cause())));
  }

  private void open() throws Exception {
    onContext(
        () -> {
          entry.onReconnect(() -> reconnects.add((long) reports.size()));
          entry.onReport(reports::add);
          return Future.fromCompletionStage(entry.query(ANN, "wait until it is open"))
              .otherwiseEmpty();
        });
  }

  private Registration exchange(ToldReports told) throws Exception {
    return onContext(
        () -> {
          var resends =
              node.bus()
                  .onRequest(
                      Addresses.EXCHANGE_RESENDS,
                      request ->
                          Future.succeededFuture(
                              told.from(request.account(), request.from()).orElseThrow()));
          return resends.ready().map(resends);
        });
  }

  private void publish(ReportPage page) {
    node.bus().publish(Addresses.exchangeReports(page.account()), page);
  }

  private List<ExecutionReport> take(int count) throws Exception {
    var taken = new ArrayList<ExecutionReport>();
    while (taken.size() < count) {
      var next = reports.poll(10, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("only " + taken);
      }
      taken.add(next);
    }
    return taken;
  }

  private ExecutionReport report(int number) {
    return new ExecutionReport.Accepted(ANN, "id-" + number, "S-" + number, number);
  }

  private <T> T onContext(Supplier<Future<T>> action) throws Exception {
    var done = new CompletableFuture<T>();
    context.runOnContext(
        _ -> action.get().onSuccess(done::complete).onFailure(done::completeExceptionally));
    return done.get(10, TimeUnit.SECONDS);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
