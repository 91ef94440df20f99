package outcry.order;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import outcry.bus.Addresses;
import outcry.bus.LeaseGuard;
import outcry.bus.Metrics;
import outcry.bus.Node;
import outcry.bus.VirtualTimeline;
import outcry.journal.Journal;
import outcry.journal.JournalConfig;
import outcry.journal.SqliteJournal;
import outcry.model.Instruments;
import outcry.model.JournaledEvent;
import outcry.model.OrderCommand;
import outcry.model.OrderReply;
import outcry.model.OrderStatus;
import outcry.model.query.OrderList;
import outcry.model.query.OrderQuery;
import outcry.order.core.OrderConfig;
import outcry.order.core.Samples;
import outcry.order.core.risk.House;

/** One order verticle on a real journal, a scripted venue and a clock that the test moves. */
final class Desk implements AutoCloseable {

  private static final long TIMEOUT_SECONDS = 20;

  final Node node;
  final ScriptedVenue venue;
  final Journal journal;
  private final VirtualTimeline timeline;
  private Context context;
  private String deployment;

  Desk(Path folder, ScriptedVenue venue, OrderConfig config) throws Exception {
    this(folder, venue, config, Duration.ZERO);
  }

  Desk(Path folder, ScriptedVenue venue, OrderConfig config, Duration lastAnswers)
      throws Exception {
    this(folder, venue, config, lastAnswers, LeaseGuard.always("test"));
  }

  Desk(Path folder, ScriptedVenue venue, OrderConfig config, Duration lastAnswers, LeaseGuard guard)
      throws Exception {
    this(
        folder,
        venue,
        new OrderSetup("test", Set.of(0), 1, config).withLastAnswers(lastAnswers),
        guard);
  }

  Desk(Path folder, ScriptedVenue venue, OrderSetup setup, LeaseGuard guard) throws Exception {
    this.node = Node.over(Vertx.vertx(), new Metrics());
    this.venue = venue;
    this.journal = SqliteJournal.open(folder.resolve("outcry.db"), JournalConfig.DEFAULT);
    this.timeline = new VirtualTimeline(Samples.NOW, node.defects());
    var verticle =
        new OrderVerticle(
            node,
            own -> {
              context = own;
              return timeline;
            },
            journal,
            new Instruments(List.of(Samples.INSTRUMENT)),
            Map.of(Samples.VENUE, _ -> venue),
            setup,
            guard,
            new House(setup.config().rules().house()));
    deployment = await(node.vertx().deployVerticle(verticle));
    quote();
  }

  void quote() throws Exception {
    onLoop(
        () -> {
          node.bus().publish(Addresses.quotes(Samples.SYMBOL), Samples.quote(timeline.nowNanos()));
          return null;
        });
    settle();
  }

  void trade(long price) throws Exception {
    onLoop(
        () -> {
          var trade = Samples.trade(1, price, timeline.nowNanos());
          node.bus().publish(Addresses.trades(Samples.SYMBOL), trade);
          return null;
        });
    settle();
  }

  <T> T onLoop(Callable<T> action) throws Exception {
    var done = new CompletableFuture<T>();
    context.runOnContext(
        _ -> {
          try {
            done.complete(action.call());
          } catch (Exception | AssertionError e) {
            done.completeExceptionally(e);
          }
        });
    return done.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  /** Sends a command and waits for its answer, but not for what follows from it. */
  OrderReply send(OrderCommand command) throws Exception {
    return await(onLoop(() -> ask(command)));
  }

  /** Sends a command; on the loop. */
  Future<OrderReply> ask(OrderCommand command) {
    return node.bus().request(Addresses.orderCommands(0), command, Duration.ofSeconds(10));
  }

  /** Waits until nothing is on its way. */
  void settle() throws Exception {
    var idle = new CompletableFuture<Void>();
    node.inFlight().whenIdle(() -> idle.complete(null));
    idle.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  /** Moves the clock, running every timer on the way and waiting for what it starts. */
  void advance(long nanos) throws Exception {
    long target = onLoop(timeline::nowNanos) + nanos;
    settle();
    while (onLoop(timeline::nextTimerNanos) <= target) {
      onLoop(
          () -> {
            timeline.runNext();
            return null;
          });
      settle();
    }
    onLoop(
        () -> {
          timeline.advanceTo(target);
          return null;
        });
  }

  /** Moves the clock in steps until something has happened. */
  void advanceUntil(BooleanSupplier happened, long step) throws Exception {
    for (int i = 0; i < 1_000 && !happened.getAsBoolean(); i++) {
      advance(step);
    }
  }

  /** On the loop. */
  long nowNanos() {
    return timeline.nowNanos();
  }

  OrderList list() throws Exception {
    settle();
    return await(
        onLoop(
            () ->
                node.bus()
                    .request(
                        Addresses.orderQueries(0),
                        new OrderQuery("", "", 100),
                        Duration.ofSeconds(10))));
  }

  OrderStatus status(String clientOrderId) throws Exception {
    return list().orders().stream()
        .filter(order -> order.clientOrderId().equals(clientOrderId))
        .findFirst()
        .orElseThrow()
        .status();
  }

  List<JournaledEvent> journaled() throws Exception {
    return journal.read(0, 0, 1_000).toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  static <T> T await(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  /** Runs an action on the loop once the clock gets there. */
  void after(long nanos, Runnable action) throws Exception {
    onLoop(() -> timeline.after(nanos, "test", action));
  }

  /** Stops while the clock goes on. */
  void undeployWithin(long nanos) throws Exception {
    var id = deployment;
    deployment = null;
    var stopped = node.vertx().undeploy(id);
    while (!stopped.isComplete()) {
      advance(nanos);
    }
    await(stopped);
  }

  void undeploy() {
    if (deployment != null) {
      var id = deployment;
      deployment = null;
      await(node.vertx().undeploy(id));
    }
  }

  @Override
  public void close() {
    undeploy();
    await(node.close());
    journal.close();
  }
}
