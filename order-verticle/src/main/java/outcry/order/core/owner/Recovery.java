package outcry.order.core.owner;

import java.util.List;
import java.util.function.Consumer;
import outcry.journal.JournalException;
import outcry.journal.Ownership;
import outcry.journal.TradingLatch;
import outcry.model.OrderStatus;
import outcry.order.core.Incident;
import outcry.order.core.InvariantViolation;
import outcry.order.core.OrderConfig;
import outcry.order.core.Orders;
import outcry.order.core.owner.OwnerListener.Phase;

/**
 * Makes the state agree with the journal: at the start, and again when the journal refused what was
 * applied already. Then asks the venues what became of the open orders.
 */
final class Recovery {

  private static final long READ_AGAIN_NANOS = 100_000_000;

  private final Owner owner;
  private final OrderConfig config;
  private final OwnerClock clock;
  private final OwnerListener listener;
  private final OwnerLog log;
  private final OwnerHistory history;
  private final Latches latches;
  private OwnerClock.Timer reconcileDeadline;
  private boolean reconcileTimedOut;
  private boolean askVenues;
  private Phase resumeAs;

  Recovery(
      Owner owner,
      OrderConfig config,
      OwnerClock clock,
      OwnerListener listener,
      OwnerLog log,
      OwnerHistory history,
      Latches latches) {
    this.owner = owner;
    this.config = config;
    this.clock = clock;
    this.listener = listener;
    this.log = log;
    this.history = history;
    this.latches = latches;
  }

  /** The partition is claimed: reads everything there is. */
  void start(Ownership ownership, Consumer<Throwable> started) {
    log.owned(ownership);
    var orders = owner.orders();
    history.replay(
        orders,
        ownership.lastSequence(),
        () ->
            latches.read(
                known -> started(ownership, known, started),
                failure -> started.accept(owner.counted(failure))),
        failure -> started.accept(owner.counted(failure)));
  }

  private void started(Ownership ownership, List<TradingLatch> known, Consumer<Throwable> started) {
    if (owner.isStopped()) {
      started.accept(new IllegalStateException("stopped while it read the journal"));
      return;
    }
    latches.learn(known);
    if (ownership.lastSequence() > 0) {
      owner.orders().startRatesEmpty(clock.nowNanos());
    }
    owner.phase(Phase.RECOVERING, "");
    reconcileDeadline =
        clock.after(
            config.reconcileTimeout().toNanos(),
            "reconcile " + owner.partition(),
            this::reconcileTimedOut);
    owner.carrier().carryOut(owner.orders().decideRecovery(clock.nowNanos()));
    owner.goOn();
    started.accept(null);
  }

  /** It may come while the journal is read anew: then orders are taken right after that. */
  private void reconcileTimedOut() {
    reconcileTimedOut = true;
    openIfClear();
  }

  /** Opens for trading once the venues have told about every order, or had time enough to. */
  void openIfClear() {
    if (owner.phase() != Phase.RECOVERING
        || !reconcileTimedOut && owner.orders().orders(OrderStatus.IN_DOUBT) > 0) {
      return;
    }
    owner.reconciliation().begin();
    if (owner.phase() == Phase.RECOVERING
        && (reconcileTimedOut || owner.reconciliation().isFirstRoundOver())) {
      reconcileDeadline.cancel();
      owner.phase(Phase.TRADING, owner.orders().orders(OrderStatus.IN_DOUBT) + " in doubt");
      owner.carrier().lookForDuties();
    }
  }

  /**
   * The journal did not take an append whose events are applied.
   *
   * @return whether the append followed a refused one, or found no room: it is certainly not
   *     durable, and what led to it may be decided anew
   */
  boolean refused(Throwable failure) {
    if (owner.isStopped()) {
      return false;
    }
    switch (failure) {
      case JournalException.Halted _ -> readAnew(false);
      // The execution is booked elsewhere: what else was reported since is asked for again.
      case JournalException.DuplicateExecution e -> {
        listener.incident(new Incident(Incident.Kind.EXECUTION_CONFLICT, e.getMessage()));
        owner.orders().keepExecution(e.venue(), e.account(), e.executionId());
        readAnew(true);
      }
      case JournalException.DuplicateOrder e ->
          owner.stopForDefect(new InvariantViolation("I2", e));
      case JournalException.VersionConflict e -> {
        if (owner.phase() == Phase.READING) {
          askVenues = true;
          return true;
        }
        owner.stopForDefect(new InvariantViolation("I8", e));
      }
      // Reports may have been behind it: what they told is asked for again.
      case JournalException.Overloaded _ -> {
        readAnew(true);
        return true;
      }
      case JournalException.Fenced e -> owner.stop("another owner has the partition", e);
      case Throwable e -> owner.stop("the journal does not take events", e);
    }
    return false;
  }

  /** The state holds events that the journal refused: once all appends have ended, read it anew. */
  private void readAnew(boolean thenAskVenues) {
    askVenues |= thenAskVenues;
    if (owner.phase() == Phase.READING) {
      return;
    }
    resumeAs = owner.phase();
    owner.phase(Phase.READING, "an append was refused");
    onceAppendsEnded();
  }

  private void onceAppendsEnded() {
    if (log.pending() > 0) {
      log.afterPending(this::onceAppendsEnded, _ -> onceAppendsEnded());
      return;
    }
    var anew = owner.orders().emptied();
    history.replay(
        anew,
        log.sequence(),
        () ->
            latches.read(
                known -> readAnew(anew, known),
                failure -> unread(anew, "the trading latches could not be read", failure)),
        failure -> unread(anew, "the journal could not be read anew", failure));
  }

  private void unread(Orders anew, String what, Throwable failure) {
    anew.leaveHouse();
    if (failure instanceof JournalException.Overloaded) {
      clock.after(READ_AGAIN_NANOS, "read anew " + owner.partition(), this::readAgain);
    } else {
      owner.stop(what, owner.counted(failure));
    }
  }

  private void readAgain() {
    if (!owner.isStopped()) {
      onceAppendsEnded();
    }
  }

  private void readAnew(Orders anew, List<TradingLatch> known) {
    if (owner.isStopped()) {
      anew.leaveHouse();
      return;
    }
    owner.replaceOrders(anew);
    latches.learn(known);
    owner.phase(resumeAs, "");
    var waiting = owner.orders().decideWaiting(); // not what duties are about to decide
    if (askVenues) {
      askVenues = false;
      owner.carrier().carryOut(owner.orders().decideRecovery(clock.nowNanos()));
    }
    owner.carrier().carryOut(waiting);
    owner.goOn();
  }

  void stop() {
    if (reconcileDeadline != null) {
      reconcileDeadline.cancel();
    }
  }
}
