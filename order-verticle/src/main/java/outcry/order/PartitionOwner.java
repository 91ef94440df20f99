package outcry.order;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import outcry.bus.Health;
import outcry.bus.InFlight;
import outcry.bus.Node;
import outcry.bus.Timeline;
import outcry.journal.Journal;
import outcry.journal.JournalException;
import outcry.journal.Ownership;
import outcry.model.ExecutionReport;
import outcry.model.MarketEvent;
import outcry.model.OrderCommand;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.OrderReply;
import outcry.model.OrderReply.Refused;
import outcry.model.OrderStatus;
import outcry.model.RefusalCode;
import outcry.order.core.Decision;
import outcry.order.core.Incident;
import outcry.order.core.InvariantViolation;
import outcry.order.core.OrderConfig;
import outcry.order.core.Orders;

/**
 * The one writer of a partition: claims it, replays it, and from then on carries every input to the
 * core, what the core decides to the journal, and once it is durable the reply to the asker and the
 * effects to the venue. One event loop.
 */
final class PartitionOwner {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionOwner.class);
  private static final int DEFERRED_MAX = 100_000;

  private enum Phase {
    /** The journal is being read: at the start, and anew when it refused what was applied. */
    READING,
    /** Asking the venues about open orders. */
    RECOVERING,
    TRADING,
    STOPPED
  }

  private final int partition;
  private final Node node;
  private final Timeline timeline;
  private final Journal journal;
  private final OrderConfig config;
  private final PartitionVenues venues;
  private final OrderMeters meters;
  private final PartitionHistory history;
  private final Deque<Runnable> deferred = new ArrayDeque<>();
  private Orders orders;
  private PartitionLog log;
  private Timeline.Timer reconcileDeadline;
  private long committedOrderId;
  private boolean recoverAfterRebuild;
  private Phase resumeAs;
  private volatile Phase phase = Phase.READING;
  private volatile String stoppedBecause = "";

  PartitionOwner(
      int partition,
      Node node,
      Timeline timeline,
      Journal journal,
      OrderConfig config,
      Orders empty,
      Map<String, VenueSession> sessions) {
    this.partition = partition;
    this.node = node;
    this.timeline = timeline;
    this.journal = journal;
    this.config = config;
    this.orders = empty;
    this.venues = new PartitionVenues(this, timeline, sessions);
    this.history = new PartitionHistory(node.bus(), journal, partition, node.metrics());
    this.meters =
        new OrderMeters(node.metrics(), timeline, partition, status -> orders.orders(status));
  }

  int partition() {
    return partition;
  }

  Orders orders() {
    return orders;
  }

  long sequence() {
    return log.sequence();
  }

  Health.Status health() {
    return switch (phase) {
      case TRADING -> Health.Status.UP;
      case READING, RECOVERING -> Health.Status.down("recovering");
      case STOPPED -> Health.Status.down("stopped: " + stoppedBecause);
    };
  }

  /** Completes when the journal is replayed; orders are taken once the venues have answered. */
  Future<Void> start(String ownerName) {
    Promise<Void> started = Promise.promise();
    node.bus()
        .await(
            InFlight.Kind.JOURNAL,
            "journal claim",
            journal.claim(partition, ownerName, timeline.nowNanos()),
            (ownership, failure) -> {
              if (failure != null) {
                started.fail(failure);
                return;
              }
              log = new PartitionLog(node.bus(), journal, ownership);
              history.replay(
                  orders,
                  ownership.lastSequence(),
                  () -> replayed(ownership, started),
                  started::fail);
            });
    return started.future();
  }

  private void replayed(Ownership ownership, Promise<Void> started) {
    phase = Phase.RECOVERING;
    committedOrderId = orders.lastOrderId();
    if (ownership.lastSequence() > 0) {
      orders.startRatesEmpty(timeline.nowNanos());
    }
    reconcileDeadline =
        timeline.after(
            config.reconcileTimeout().toNanos(), "reconcile " + partition, this::openForTrading);
    carryOut(orders.decideRecovery(timeline.nowNanos()));
    goOn();
    started.complete();
  }

  private void openIfClear() {
    if (phase == Phase.RECOVERING && orders.orders(OrderStatus.IN_DOUBT) == 0) {
      openForTrading();
    }
  }

  private void openForTrading() {
    if (phase == Phase.RECOVERING) {
      reconcileDeadline.cancel();
      phase = Phase.TRADING;
      LOG.info(
          "partition {} takes orders, {} in doubt", partition, orders.orders(OrderStatus.IN_DOUBT));
    }
  }

  void onMarket(MarketEvent event) {
    orders.onMarket(event);
  }

  Future<OrderReply> onCommand(OrderCommand command) {
    Promise<OrderReply> reply = Promise.promise();
    recall(
        command.account(),
        CommandParts.clientOrderId(command),
        () -> decide(command, reply),
        reply::fail);
    return reply.future();
  }

  private void decide(OrderCommand command, Promise<OrderReply> asker) {
    if (phase == Phase.READING && !CommandParts.addsRisk(command)) {
      whenSteady(
          () -> decide(command, asker)); // a cancel or a halt waits rather than being refused
      return;
    }
    var unable = unable(command);
    if (unable != null) {
      reply(asker, unable);
    } else {
      carryOut(orders.decide(command, timeline.nowNanos()), asker, () -> decide(command, asker));
    }
  }

  private Refused unable(OrderCommand command) {
    return switch (phase) {
      case READING -> new Refused(RefusalCode.RECOVERING, "try again");
      case RECOVERING ->
          CommandParts.addsRisk(command) ? new Refused(RefusalCode.RECOVERING, "try again") : null;
      case STOPPED -> new Refused(RefusalCode.NO_OWNER, stoppedBecause);
      case TRADING ->
          log.pending() >= config.appendsMax() && CommandParts.addsRisk(command)
              ? new Refused(RefusalCode.OVERLOADED, "the journal is behind")
              : null;
    };
  }

  /** Does something with an order, which is taken back from the journal first if need be. */
  void recall(String account, String clientOrderId, Runnable action, Consumer<Throwable> failed) {
    history.recall(() -> orders, account, clientOrderId, action, failed);
  }

  void onReport(ExecutionReport report) {
    whenSteady(
        () ->
            recall(
                report.account(),
                report.clientOrderId(),
                () -> whenSteady(() -> carryOut(orders.decide(report, timeline.nowNanos()))),
                failure -> stop("a report could not be looked up", failure)));
  }

  /** Runs an action on a state that agrees with the journal; nothing that is money is dropped. */
  void whenSteady(Runnable action) {
    switch (phase) {
      case RECOVERING, TRADING -> action.run();
      case READING -> {
        deferred.add(action);
        if (deferred.size() > DEFERRED_MAX) {
          stop("too much happened while the journal was read", null);
        }
      }
      case STOPPED -> {
        // whoever owns the partition next asks the venue about every open order
      }
    }
  }

  void carryOut(Decision decision) {
    carryOut(decision, null, null);
  }

  /**
   * @param again decides anew what did not become durable because the journal refused something
   *     before it; null where nobody asked
   */
  private void carryOut(Decision decision, Promise<OrderReply> asker, Runnable again) {
    decision.incidents().forEach(meters::incident);
    if (decision.events().isEmpty()) {
      decision.effects().forEach(venues::carryOut);
      if (asker != null) { // what it tells about may not be durable yet
        log.afterPending(
            () -> {
              if (isSteady()) {
                reply(asker, decision.reply());
              } else {
                whenSteady(again);
              }
            },
            failure -> reply(asker, PartitionLog.notDone(failure)));
      }
      return;
    }
    try {
      for (var event : decision.events()) {
        orders.apply(event);
        meters.decided(event, orders);
      }
    } catch (RuntimeException e) {
      stopForDefect(e);
      reply(asker, new Refused(RefusalCode.INTERNAL, e.toString()));
      return;
    }
    log.append(
        decision.events(),
        () -> committed(decision, asker),
        failure -> {
          appendFailed(failure);
          if (again != null
              && failure instanceof JournalException.VersionConflict
              && phase == Phase.READING) {
            whenSteady(again); // it followed the refused append, and is certainly not durable
          } else {
            reply(asker, PartitionLog.notDone(failure));
          }
        });
    venues.stateChanged();
  }

  private void committed(Decision decision, Promise<OrderReply> asker) {
    for (var event : decision.events()) {
      meters.committed(event);
      if (event instanceof OrderIntended) {
        committedOrderId = event.orderId();
      }
    }
    reply(asker, decision.reply());
    whenSteady(() -> decision.effects().forEach(venues::carryOut));
    openIfClear();
  }

  private void reply(Promise<OrderReply> asker, OrderReply reply) {
    if (asker != null) {
      meters.replied(reply);
      asker.tryComplete(reply);
    }
  }

  /** Nothing goes to a venue before its intent is durable. */
  boolean isDurable(long orderId) {
    if (orderId > committedOrderId) {
      stopForDefect(new InvariantViolation("I1", "the intent of " + orderId + " is not durable"));
      return false;
    }
    return true;
  }

  boolean isSteady() {
    return phase != Phase.READING;
  }

  boolean isStopped() {
    return phase == Phase.STOPPED;
  }

  private void appendFailed(Throwable failure) {
    if (phase == Phase.STOPPED) {
      return;
    }
    switch (failure) {
      case JournalException.Halted _ -> rebuild(false);
      // The execution is booked elsewhere: what else was reported since is asked for again.
      case JournalException.DuplicateExecution e -> {
        meters.incident(new Incident(Incident.Kind.EXECUTION_CONFLICT, e.getMessage()));
        rebuild(true);
      }
      case JournalException.DuplicateOrder e -> stopForDefect(new InvariantViolation("I2", e));
      case JournalException.VersionConflict e -> {
        if (phase == Phase.READING) {
          recoverAfterRebuild = true; // it followed the refused append
        } else {
          stopForDefect(new InvariantViolation("I8", e));
        }
      }
      case JournalException.Fenced e -> stop("another owner has the partition", e);
      case Throwable e -> stop("the journal does not take events", e);
    }
  }

  /** The state holds events that the journal refused: once all appends have ended, read it anew. */
  private void rebuild(boolean recover) {
    recoverAfterRebuild |= recover;
    if (phase == Phase.READING) {
      return;
    }
    resumeAs = phase;
    phase = Phase.READING;
    LOG.warn("partition {} reads its journal anew: an append was refused", partition);
    readAnew();
  }

  private void readAnew() {
    if (log.pending() > 0) {
      log.afterPending(this::readAnew, _ -> readAnew());
      return;
    }
    var rebuilt = orders.emptied();
    history.replay(
        rebuilt,
        log.sequence(),
        () -> rebuilt(rebuilt),
        failure -> stop("the journal could not be read anew", failure));
  }

  private void rebuilt(Orders anew) {
    if (phase != Phase.READING) {
      return;
    }
    anew.adoptHandedOver(orders);
    orders = anew;
    phase = resumeAs;
    if (recoverAfterRebuild) {
      recoverAfterRebuild = false;
      carryOut(orders.decideRecovery(timeline.nowNanos()));
    }
    goOn();
  }

  private void goOn() {
    while (!deferred.isEmpty() && isSteady()) {
      deferred.poll().run();
    }
    venues.stateChanged();
    openIfClear();
  }

  private void stopForDefect(RuntimeException defect) {
    if (defect instanceof InvariantViolation violation) {
      meters.violation(violation.id());
    }
    node.defects().report("orders", defect);
    stop(defect.toString(), defect);
  }

  /** No more orders here: somebody else may claim the partition, or people look first. */
  void stop(String reason, Throwable cause) {
    if (phase == Phase.STOPPED) {
      return;
    }
    phase = Phase.STOPPED;
    stoppedBecause = cause == null ? reason : reason + " (" + cause.getMessage() + ")";
    deferred.clear();
    venues.stop();
    if (reconcileDeadline != null) {
      reconcileDeadline.cancel();
    }
    if (cause != null) {
      LOG.error("partition {} stops trading: {}", partition, stoppedBecause);
    }
  }

  /** Completes when everything decided is durable. */
  Future<Void> drained() {
    return log == null ? Future.succeededFuture() : log.drained();
  }
}
