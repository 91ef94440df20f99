package outcry.order;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import outcry.bus.Addresses;
import outcry.bus.InFlight;
import outcry.bus.Node;
import outcry.bus.Registration;
import outcry.bus.TaskList;
import outcry.bus.Timeline;
import outcry.journal.Journal;
import outcry.model.ExecutionReport;
import outcry.model.Instruments;
import outcry.model.OrderCommand;
import outcry.model.OrderReply;
import outcry.model.RefusalCode;
import outcry.order.core.Orders;
import outcry.venue.Capabilities;
import outcry.venue.OrderEntry;

/**
 * Owns the orders of some partitions and the venue sessions they use. Start completes when the
 * partitions are claimed, replayed and reachable; commands are refused as RECOVERING until the
 * venues have told what became of the orders that were open.
 */
public final class OrderVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(OrderVerticle.class);

  private final Node node;
  private final Function<Context, Timeline> timelines;
  private final Journal journal;
  private final Instruments instruments;
  private final Map<String, Function<Context, OrderEntry>> venues;
  private final OrderSetup setup;
  private final Map<Integer, PartitionOwner> owners = new TreeMap<>();
  private final Map<String, VenueSession> sessions = new LinkedHashMap<>();
  private final List<Registration> registrations = new ArrayList<>();
  private TaskList.Task task;

  /**
   * @param timelines the clock of the context it is deployed on
   * @param venues how to open the order entry of each venue, by the venue's name; called once, on
   *     the verticle's context, which then owns the session and closes it
   */
  public OrderVerticle(
      Node node,
      Function<Context, Timeline> timelines,
      Journal journal,
      Instruments instruments,
      Map<String, Function<Context, OrderEntry>> venues,
      OrderSetup setup) {
    this.node = node;
    this.timelines = timelines;
    this.journal = journal;
    this.instruments = instruments;
    this.venues = new TreeMap<>(venues);
    this.setup = setup;
  }

  @Override
  public Future<?> start() {
    task = node.tasks().begin("verticle", "orders " + setup.partitions());
    var timeline = timelines.apply(context);
    venues.forEach((venue, open) -> sessions.put(venue, session(open.apply(context))));
    var capabilities = new TreeMap<String, Capabilities>();
    sessions.forEach((venue, session) -> capabilities.put(venue, session.entry().capabilities()));
    for (int partition : setup.partitions()) {
      var orders = new Orders(setup.config(), instruments, capabilities);
      owners.put(
          partition,
          new PartitionOwner(partition, node, timeline, journal, setup.config(), orders, sessions));
    }
    owners.forEach((partition, owner) -> node.health().part("orders-" + partition, owner::health));
    sessions.values().forEach(session -> session.entry().onReport(this::onReport));
    listenToMarket();
    var claimed = owners.values().stream().map(owner -> owner.start(setup.owner())).toList();
    return Future.all(claimed)
        .compose(_ -> listen())
        .recover(
            failure -> {
              task.failed(failure);
              return release().transform(_ -> Future.failedFuture(failure));
            });
  }

  private VenueSession session(OrderEntry entry) {
    return new VenueSession(
        entry, setup.config().inFlightMax(), setup.config().queriesMax(), node.bus());
  }

  private void onReport(ExecutionReport report) {
    var owner = owners.get(Addresses.partitionOf(report.account(), setup.partitionsInAll()));
    if (owner == null) {
      node.defects()
          .report(
              "venue reports",
              new IllegalStateException("a report of " + report.account() + ", not owned here"));
      return;
    }
    node.defects().guard("venue reports", () -> owner.onReport(report));
  }

  /** What orders are priced against; it may arrive before there are orders. */
  private void listenToMarket() {
    for (var instrument : instruments.all()) {
      if (sessions.containsKey(instrument.venue())) {
        for (var address :
            List.of(
                Addresses.quotes(instrument.symbol()),
                Addresses.trades(instrument.symbol()),
                Addresses.health(instrument.symbol()))) {
          registrations.add(
              node.bus()
                  .on(address, event -> owners.values().forEach(owner -> owner.onMarket(event))));
        }
      }
    }
  }

  private Future<?> listen() {
    owners
        .values()
        .forEach(
            owner -> {
              var queries = new OrderQueries(node.bus(), journal, owner);
              int partition = owner.partition();
              var bus = node.bus();
              registrations.add(
                  bus.onRequest(
                      Addresses.orderCommands(partition), command -> onCommand(owner, command)));
              registrations.add(bus.onRequest(Addresses.orderQueries(partition), queries::orders));
              registrations.add(bus.onRequest(Addresses.orderCatchUp(partition), queries::catchUp));
            });
    return Future.all(registrations.stream().map(Registration::ready).toList());
  }

  private Future<OrderReply> onCommand(PartitionOwner owner, OrderCommand command) {
    int partition = Addresses.partitionOf(command.account(), setup.partitionsInAll());
    return partition == owner.partition()
        ? owner.onCommand(command)
        : Future.succeededFuture(
            new OrderReply.Refused(
                RefusalCode.NO_OWNER, command.account() + " belongs to partition " + partition));
  }

  /** Takes no more commands, waits until what was decided is durable, closes the sessions. */
  @Override
  public Future<?> stop() {
    return release().eventually(() -> Future.succeededFuture(task).onSuccess(TaskList.Task::done));
  }

  private Future<?> release() {
    return Future.join(registrations.stream().map(Registration::unregister).toList())
        .transform(_ -> Future.join(owners.values().stream().map(PartitionOwner::drained).toList()))
        .transform(
            _ -> {
              sessions.forEach(OrderVerticle::nameWhatIsPending);
              owners.values().forEach(owner -> owner.stop("shut down", null));
              owners.keySet().forEach(partition -> node.health().remove("orders-" + partition));
              return Future.join(sessions.values().stream().map(this::close).toList());
            });
  }

  private static void nameWhatIsPending(String venue, VenueSession session) {
    if (!session.pending().isEmpty()) {
      LOG.warn("{}: still pending: {}", venue, session.pending());
    }
  }

  private Future<Void> close(VenueSession session) {
    Promise<Void> closed = Promise.promise();
    node.bus()
        .await(
            InFlight.Kind.VENUE,
            "venue close",
            session.entry().close(),
            (_, failure) -> {
              if (failure != null) {
                closed.fail(failure);
              } else {
                closed.complete();
              }
            });
    return closed.future();
  }
}
