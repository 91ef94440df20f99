package outcry.order;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import outcry.bus.Addresses;
import outcry.bus.Crash;
import outcry.bus.InFlight;
import outcry.bus.LeaseGuard;
import outcry.bus.Node;
import outcry.bus.RefusedException;
import outcry.bus.Registration;
import outcry.bus.TaskList;
import outcry.bus.Timeline;
import outcry.journal.Journal;
import outcry.model.ExecutionReport;
import outcry.model.Instrument;
import outcry.model.Instruments;
import outcry.model.OrderCommand;
import outcry.model.OrderReply;
import outcry.model.OrderStatus;
import outcry.model.RefusalCode;
import outcry.model.query.ReconcileReport;
import outcry.model.query.ReconcileRequest;
import outcry.order.Authorisation.Act;
import outcry.order.core.Orders;
import outcry.order.core.owner.Owner;
import outcry.order.core.owner.VenueSession;
import outcry.order.core.risk.House;
import outcry.venue.Capabilities;
import outcry.venue.OrderEntry;

/**
 * Owns the orders of some partitions and the venue sessions they use. Start completes when the
 * partitions are claimed, replayed and reachable; commands are refused as RECOVERING until the
 * venues have told what became of the orders that were open.
 */
public final class OrderVerticle extends VerticleBase {

  private final Node node;
  private final Function<Context, Timeline> timelines;
  private final Journal journal;
  private final Instruments instruments;
  private final Map<String, Function<Context, OrderEntry>> venues;
  private final OrderSetup setup;
  private final LeaseGuard guard;
  private final House house;
  private final Map<Integer, Owner> owners = new TreeMap<>();
  private final Map<Integer, PartitionListener> listeners = new TreeMap<>();
  private final Map<String, VenuePort> ports = new LinkedHashMap<>();
  private final List<Registration> registrations = new ArrayList<>();
  private RefusalNotes refusals;
  private TaskList.Task task;
  private LastAnswers lastAnswers;
  private boolean stopping;
  private MarketEar ear;

  /**
   * One process that owns what it owns for as long as it runs.
   *
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
    this(
        node,
        timelines,
        journal,
        instruments,
        venues,
        setup,
        LeaseGuard.always(setup.owner()),
        new House(setup.config().rules().house()));
  }

  /**
   * One that owns them while a lease lasts.
   *
   * @param guard asked before anything leaves for a venue or an asker; told when an owner stops.
   *     Its holder is the owner's name in the journal
   * @param house shared by all verticles of one event loop
   */
  public OrderVerticle(
      Node node,
      Function<Context, Timeline> timelines,
      Journal journal,
      Instruments instruments,
      Map<String, Function<Context, OrderEntry>> venues,
      OrderSetup setup,
      LeaseGuard guard,
      House house) {
    this.guard = guard;
    this.house = house;
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
    lastAnswers = new LastAnswers(owners.values(), timeline, node.tasks());
    refusals = new RefusalNotes(node.bus(), journal, timeline);
    venues.forEach(
        (venue, open) -> ports.put(venue, new VenuePort(open.apply(context), node.bus(), guard)));
    var sessions = new LinkedHashMap<String, VenueSession>();
    var capabilities = new TreeMap<String, Capabilities>();
    ports.forEach(
        (venue, port) -> {
          sessions.put(venue, session(port));
          capabilities.put(venue, port.capabilities());
        });
    for (int partition : setup.partitions()) {
      own(
          partition,
          new Orders(setup.config(), instruments, capabilities, house),
          timeline,
          sessions);
    }
    ports.forEach(
        (venue, port) -> {
          port.onReport(this::onReport);
          port.onReconnect(() -> owners.values().forEach(owner -> owner.onReconnect(venue)));
        });
    listenToMarket(timeline);
    var claimed = owners.values().stream().map(this::claim).toList();
    return Future.all(claimed)
        .compose(_ -> listen())
        .recover(
            failure -> {
              task.failed(failure);
              return release().transform(_ -> Future.failedFuture(failure));
            });
  }

  private VenueSession session(VenuePort port) {
    return new VenueSession(port, setup.config().inFlightMax(), setup.config().queriesMax());
  }

  private void own(
      int partition, Orders empty, Timeline timeline, Map<String, VenueSession> sessions) {
    var listener =
        new PartitionListener(
            node,
            timeline,
            partition,
            status -> owners.get(partition).orders().orders(status),
            this::ownerStopped);
    listeners.put(partition, listener);
    var owner =
        new Owner(
            partition,
            setup.config(),
            empty,
            new JournalPort(node.bus(), journal),
            new ClockPort(timeline),
            listener,
            sessions);
    owner.reconciles(
        new TreeSet<>(setup.config().limits().keySet())
            .stream()
                .filter(one -> Addresses.partitionOf(one, setup.partitionsInAll()) == partition)
                .toList());
    owners.put(partition, owner);
    node.health().part("orders-" + partition, listener::health);
  }

  private Future<Void> claim(Owner owner) {
    Promise<Void> started = Promise.promise();
    owner.start(
        guard.holder(),
        failure -> {
          if (failure != null) {
            started.fail(failure);
          } else {
            started.complete();
          }
        });
    return started.future();
  }

  /** Its partition is for whoever holds the lease: never claimed again from here. */
  private void ownerStopped(Throwable cause) {
    if (!stopping) {
      guard.gaveUp(cause);
    }
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
  private void listenToMarket(Timeline timeline) {
    ear =
        new MarketEar(
            node,
            timeline,
            node.vertx().isClustered() ? MarketEar.SILENCE : Duration.ZERO,
            event -> owners.values().forEach(owner -> owner.onMarket(event)));
    registrations.addAll(
        ear.listen(
            instruments.all().stream()
                .filter(instrument -> ports.containsKey(instrument.venue()))
                .map(Instrument::symbol)
                .toList()));
  }

  private Future<?> listen() {
    owners
        .values()
        .forEach(
            owner -> {
              var queries =
                  new OrderQueries(node.bus(), journal, owner, setup.config().limits().keySet());
              int partition = owner.partition();
              var bus = node.bus();
              registrations.add(
                  bus.onRequestOf(
                      Addresses.orderCommands(partition),
                      (command, envelope) -> onCommand(owner, command, envelope.principal())));
              registrations.add(bus.onRequest(Addresses.orderQueries(partition), queries::orders));
              registrations.add(bus.onRequest(Addresses.orderRisks(partition), queries::risk));
              registrations.add(bus.onRequest(Addresses.orderRows(partition), queries::rows));
              registrations.add(
                  bus.onRequest(Addresses.orderHistories(partition), queries::history));
              registrations.add(
                  bus.onRequestOf(
                      Addresses.reconcile(partition),
                      (request, envelope) -> reconcile(owner, request, envelope.principal())));
              registrations.add(bus.onRequest(Addresses.orderCatchUp(partition), queries::catchUp));
            });
    return Future.all(registrations.stream().map(Registration::ready).toList());
  }

  private Future<ReconcileReport> reconcile(
      Owner owner, ReconcileRequest request, String principal) {
    if (request.mode() != ReconcileRequest.Mode.SHOW
        && !setup.authorisation().allows(principal, Act.OPERATE, request.account())) {
      throw new RefusedException(RefusalCode.UNAUTHORISED, mayNot(principal, request.account()));
    }
    return new ReconcileQueries(owner).reconcile(request);
  }

  private static String mayNot(String principal, String account) {
    return (principal.isEmpty() ? "somebody unnamed" : principal)
        + " may not do that with "
        + (account.isEmpty() ? "all accounts" : account);
  }

  private Future<OrderReply> onCommand(Owner owner, OrderCommand command, String principal) {
    Crash.point("S1");
    int partition = Addresses.partitionOf(command.account(), setup.partitionsInAll());
    if (partition != owner.partition()) {
      return Future.succeededFuture(
          new OrderReply.Refused(
              RefusalCode.NO_OWNER, command.account() + " belongs to partition " + partition));
    }
    if (!guard.mayAct()) {
      return Future.succeededFuture(
          new OrderReply.Refused(RefusalCode.NO_OWNER, "the lease may be over"));
    }
    if (!setup.authorisation().allows(principal, command)) {
      var refused =
          new OrderReply.Refused(RefusalCode.UNAUTHORISED, mayNot(principal, command.account()));
      refusals.refused(command, refused);
      return Future.succeededFuture(refused);
    }
    Promise<OrderReply> reply = Promise.promise();
    owner.onCommand(
        command,
        answer -> {
          if (answer instanceof OrderReply.Refused refused && !isJournaled(owner, command)) {
            refusals.refused(command, refused);
          }
          if (guard.mayAct()) { // else the asker repeats it, and whoever owns it now answers
            reply.complete(answer);
          }
        });
    return reply.future();
  }

  /** A new order that was denied is an event; everything else that is refused leaves no trace. */
  private static boolean isJournaled(Owner owner, OrderCommand command) {
    return command instanceof OrderCommand.SubmitOrder submit
        && owner
            .orders()
            .find(submit.account(), submit.clientOrderId())
            .filter(order -> order.status() == OrderStatus.DENIED)
            .isPresent();
  }

  /**
   * Takes no more commands, waits until what was decided is durable and the venues have answered,
   * though not long, and closes the sessions.
   */
  @Override
  public Future<?> stop() {
    stopping = true;
    return answered()
        .transform(_ -> release())
        .eventually(() -> Future.succeededFuture(task).onSuccess(TaskList.Task::done));
  }

  private Future<?> answered() {
    long patienceNanos = setup.lastAnswers().toNanos();
    if (patienceNanos == 0 || !guard.mayAct()) {
      return Future.succeededFuture();
    }
    return unregister()
        .transform(_ -> drained())
        .transform(_ -> lastAnswers.await(patienceNanos))
        .onComplete(
            _ -> {
              if (!guard.isLent()) { // else the next owner asks for them
                lastAnswers.nameUnanswered();
              }
            });
  }

  private Future<?> unregister() {
    ear.stop();
    return Future.join(registrations.stream().map(Registration::unregister).toList());
  }

  private Future<?> drained() {
    return Future.join(owners.values().stream().map(this::drained).toList());
  }

  private Future<?> release() {
    return unregister()
        .transform(_ -> drained())
        .transform(
            _ -> {
              stopping = true;
              owners.values().forEach(owner -> owner.stop("shut down", null));
              owners.values().forEach(owner -> owner.orders().leaveHouse());
              listeners.values().forEach(PartitionListener::close);
              owners.keySet().forEach(partition -> node.health().remove("orders-" + partition));
              return Future.join(ports.values().stream().map(this::close).toList());
            });
  }

  private Future<Void> drained(Owner owner) {
    Promise<Void> drained = Promise.promise();
    owner.whenDrained(drained::complete);
    return drained.future();
  }

  private Future<Void> close(VenuePort port) {
    Promise<Void> closed = Promise.promise();
    node.bus()
        .await(
            InFlight.Kind.VENUE,
            "venue close",
            port.close(),
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
