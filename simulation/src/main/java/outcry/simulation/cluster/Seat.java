package outcry.simulation.cluster;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import outcry.cluster.core.Lease;
import outcry.journal.Ownership;
import outcry.model.ExecutionReport;
import outcry.model.MarketEvent;
import outcry.model.OrderCommand;
import outcry.model.OrderReply;
import outcry.model.OrderReply.Refused;
import outcry.model.RefusalCode;
import outcry.model.query.OrderView;
import outcry.order.core.Orders;
import outcry.order.core.owner.Owner;
import outcry.order.core.owner.OwnerListener.Phase;
import outcry.order.core.owner.VenueSession;
import outcry.simulation.database.Connection;
import outcry.simulation.fault.FaultPoint;
import outcry.simulation.venue.VenueLine;
import outcry.simulation.venue.VenueProfile;

/**
 * One partition on one life of a process: tries to get its lease and, while it has it, is its
 * owner. What leaves for others leaves only while the lease certainly lasts.
 */
public final class Seat {

  private static final long MILLIS = 1_000_000;
  private static final long LOOK_NANOS = 250 * MILLIS;
  private static final long MARKET_MAX_NANOS = 100 * MILLIS;

  private final Cluster cluster;
  private final Node node;
  private final int partition;
  private final Lease lease;
  private final Lane replies;
  private final Lane doorbells;
  private Connection leases;
  private Owner owner;

  Seat(Cluster cluster, Node node, int partition) {
    this.cluster = cluster;
    this.node = node;
    this.partition = partition;
    this.lease = new Lease(cluster.terms());
    this.replies = new Lane(node);
    this.doorbells = new Lane(node);
    this.leases = cluster.database().connect();
  }

  /** Looks after its lease from now on. */
  void look() {
    switch (lease.due(node.nowNanos())) {
      case NOTHING -> {
        // held and fresh, or asked for a moment ago
      }
      case STOP -> {
        stopOwner("the lease may be over");
        lease.stopped();
      }
      case CLAIM -> claim();
      case RENEW -> renew();
    }
    node.later(LOOK_NANOS + node.chance().between(0, LOOK_NANOS / 4), this::look);
  }

  private void claim() {
    lease.asked(node.nowNanos());
    var process = node.process();
    usableConnection()
        .<Optional<Ownership>>ask(
            () -> cluster.database().claim(partition, process), node.receiver(this::claimed));
  }

  private void claimed(Optional<Ownership> claimed, Throwable failure) {
    if (failure != null) {
      lease.failed();
    } else if (claimed.isEmpty()) {
      lease.refused();
    } else {
      lease.granted(claimed.get().epoch());
      become(claimed.get());
    }
  }

  private void renew() {
    lease.asked(node.nowNanos());
    long epoch = lease.epoch();
    var process = node.process();
    usableConnection()
        .<Boolean>ask(
            () -> cluster.database().renew(partition, process, epoch),
            node.receiver((renewed, failure) -> renewed(epoch, renewed, failure)));
  }

  private void renewed(long epoch, Boolean renewed, Throwable failure) {
    if (lease.epoch() != epoch) {
      lease.failed(); // it was given up meanwhile
    } else if (failure != null) {
      lease.failed();
    } else if (renewed) {
      lease.granted(epoch);
    } else {
      lease.refused();
      stopOwner("somebody else has the lease");
    }
  }

  /** Not the journal's: a slow commit must not cost the lease. */
  private Connection usableConnection() {
    if (leases.isBroken()) {
      leases = cluster.database().connect();
    }
    return leases;
  }

  private void become(Ownership ownership) {
    if (node.trace().isOn()) {
      node.trace()
          .line(node.name(), "owns partition " + partition + " under epoch " + ownership.epoch());
    }
    stopOwner("owned anew");
    var config = cluster.config();
    var line =
        new VenueLine(
            cluster.venue(),
            account -> cluster.partitionOf(account) == partition,
            node.inputs(),
            node.lives(),
            this::onReport,
            this::onReconnect);
    var venue = new NodeVenue(node, line, this::mayAct, cluster.witness());
    var capabilities = Map.of(VenueProfile.NAME, cluster.venue().profile().capabilities());
    var database = cluster.database();
    var mine =
        new Owner(
            partition,
            config,
            new Orders(config, cluster.instruments(), capabilities),
            new NodeJournal(node, database.connect(), database.tables(), ownership),
            new NodeClock(node),
            new OwnerWatch(this, node, cluster.witness()),
            Map.of(
                VenueProfile.NAME,
                new VenueSession(venue, config.inFlightMax(), config.queriesMax())));
    owner = mine;
    mine.reconciles(
        cluster.accounts().stream()
            .filter(account -> cluster.partitionOf(account) == partition)
            .toList());
    mine.start(
        node.process(),
        failure -> {
          if (failure != null) {
            ended(mine);
          }
        });
    node.later(node.chance().between(0, MARKET_MAX_NANOS), () -> cluster.quotes(mine::onMarket));
  }

  /** The market moved. */
  void onMarket(MarketEvent event) {
    if (owner != null) {
      owner.onMarket(event);
    }
  }

  boolean mayAct() {
    return lease.mayAct(node.nowNanos());
  }

  private void stopOwner(String why) {
    if (owner != null) {
      var mine = owner;
      owner = null;
      mine.stop(why, null);
    }
  }

  /** The owner has stopped by itself: a new epoch, and the journal from its first event. */
  void ended(Owner which) {
    if (owner == which) {
      owner = null;
      lease.stopped();
    }
  }

  void ownerStopped() {
    if (owner != null && owner.phase() == Phase.STOPPED) {
      ended(owner);
    }
  }

  void onCommand(OrderCommand command, Consumer<OrderReply> reply) {
    node.through(
        FaultPoint.S0,
        () ->
            node.through(
                FaultPoint.S1,
                () -> {
                  if (owner == null || !mayAct()) {
                    reply.accept(new Refused(RefusalCode.NO_OWNER, node.name()));
                  } else {
                    owner.onCommand(command, answer -> answer(answer, reply));
                  }
                }));
  }

  private void answer(OrderReply answer, Consumer<OrderReply> reply) {
    replies.add(
        () -> {
          if (mayAct()) {
            reply.accept(answer);
          }
        });
  }

  private void onReport(ExecutionReport report) {
    if (node.trace().isOn()) {
      node.trace().line(node.name(), "hears " + report);
    }
    var point = report instanceof ExecutionReport.Filled ? FaultPoint.S8 : FaultPoint.S7;
    node.through(
        point,
        () -> {
          if (owner != null) {
            owner.onReport(report);
          }
        });
  }

  private void onReconnect() {
    if (owner != null) {
      owner.onReconnect(VenueProfile.NAME);
    }
  }

  /** Rings for what is durable. */
  void ring(long last) {
    doorbells.add(() -> cluster.ring(partition, last));
  }

  /** Whether it is the owner, takes orders, and has no order of unknown fate. */
  boolean isTrading() {
    return owner != null && owner.phase() == Phase.TRADING && mayAct();
  }

  /**
   * Whether it has nothing under way, and each order is open at the venue or has ended. At a venue
   * that cannot prove that an order will never arrive, it may be in doubt for ever.
   */
  boolean isSettled() {
    return isDrained(owner)
        && owner.orders().recent("", Integer.MAX_VALUE).stream().allMatch(this::isSettled);
  }

  private boolean isSettled(OrderView order) {
    var venue = cluster.venue();
    return switch (order.status()) {
      case WORKING, PARTIALLY_FILLED -> venue.isOpen(order.account(), order.clientOrderId());
      case IN_DOUBT ->
          !venue.profile().capabilities().honoursDeadline()
              && !venue.has(order.account(), order.clientOrderId());
      case INTENT, SENT, PENDING_CANCEL, PENDING_AMEND -> false;
      case TRIGGER_PENDING, DENIED, FILLED, CANCELED, EXPIRED, REJECTED, NOT_SENT -> true;
    };
  }

  private static boolean isDrained(Owner which) {
    var drained = new boolean[1];
    which.whenDrained(() -> drained[0] = true); // at once, or not yet
    return drained[0];
  }

  /** Null if it is not the owner. */
  public Owner owner() {
    return owner;
  }

  /** Whether nobody has claimed the partition since. */
  boolean isCurrent() {
    return lease.epoch() == cluster.database().tables().lease(partition).epoch();
  }

  /** Compares memory and journal at the next moment at which they must agree. */
  public void compareWhenDrained() {
    var mine = owner;
    if (mine != null) {
      mine.whenDrained(() -> compareIfDrained(mine));
    }
  }

  /** If more was decided meanwhile, what is to be compared is not there yet. */
  private void compareIfDrained(Owner mine) {
    if (isDrained(mine) && owner == mine && mine.phase() == Phase.TRADING) {
      cluster.witness().quiescent(partition, mine.sequence(), mine.orders().snapshot());
    }
  }
}
