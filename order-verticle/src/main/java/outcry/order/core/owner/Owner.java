package outcry.order.core.owner;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import outcry.journal.JournalException;
import outcry.model.ExecutionReport;
import outcry.model.MarketEvent;
import outcry.model.OrderCommand;
import outcry.model.OrderReply;
import outcry.model.query.ReconcileReport;
import outcry.model.query.ReconcileRequest;
import outcry.order.core.Decision;
import outcry.order.core.InvariantViolation;
import outcry.order.core.OrderConfig;
import outcry.order.core.Orders;
import outcry.order.core.owner.OwnerListener.Phase;

/**
 * The one writer of a partition: claims it, replays it, and from then on carries every input to the
 * rules, what they decide to the journal, and once it is durable the reply to the asker and the
 * effects to the venue. One thread, no clock of its own, no I/O: the same class runs in production
 * and in the deterministic simulator.
 */
public final class Owner {

  private static final int DEFERRED_MAX = 100_000;
  private static final long LOOK_AGAIN_NANOS = 100_000_000;

  private final int partition;
  private final OwnerJournal journal;
  private final OwnerClock clock;
  private final OwnerListener listener;
  private final OwnerLog log;
  private final OwnerHistory history;
  private final OwnerVenues venues;
  private final Latches latches;
  private final Carrier carrier;
  private final Recovery recovery;
  private final Commands commands;
  private final Reconciliation reconciliation;
  private final Deque<Runnable> deferred = new ArrayDeque<>();
  private Orders orders;
  private Phase phase = Phase.READING;
  private String stoppedBecause = "";
  private int lookingAgain;

  /**
   * @param empty knows the instruments and venues, and nothing else
   * @param sessions of each venue, by its name; shared by the owners of one thread
   */
  public Owner(
      int partition,
      OrderConfig config,
      Orders empty,
      OwnerJournal journal,
      OwnerClock clock,
      OwnerListener listener,
      Map<String, VenueSession> sessions) {
    this.partition = partition;
    this.orders = empty;
    this.journal = journal;
    this.clock = clock;
    this.listener = listener;
    this.log = new OwnerLog(journal, listener);
    this.history = new OwnerHistory(journal, partition);
    this.venues = new OwnerVenues(this, clock, sessions);
    this.latches = new Latches(this, journal, clock);
    this.carrier = new Carrier(this, log, clock, listener);
    this.recovery = new Recovery(this, config, clock, listener, log, history, latches);
    this.reconciliation = new Reconciliation(this, config.reconcile(), clock, listener, sessions);
    this.commands = new Commands(this, config, clock, log, latches);
  }

  public int partition() {
    return partition;
  }

  /** The state as it is now; another one after the journal was read anew. */
  public Orders orders() {
    return orders;
  }

  /** The last sequence known to be durable; 0 before the partition is claimed. */
  public long sequence() {
    return log.sequence();
  }

  public Phase phase() {
    return phase;
  }

  /**
   * Claims the partition and reads its journal. Once.
   *
   * @param started gets null when the journal is replayed, or why it could not be; orders are taken
   *     later, once the venues have answered
   */
  public void start(String ownerName, Consumer<Throwable> started) {
    journal.claim(
        partition,
        ownerName,
        clock.nowNanos(),
        (ownership, failure) -> {
          if (failure != null) {
            started.accept(failure);
          } else {
            recovery.start(ownership, started);
          }
        });
  }

  /** Which accounts are held against their venues. Once, before the start; else none is. */
  public void reconciles(Collection<String> accounts) {
    reconciliation.of(accounts);
  }

  /** How the accounts compare with their venues. Returns at once; the answer comes once. */
  public void reconcile(ReconcileRequest request, BiConsumer<ReconcileReport, Throwable> answer) {
    new Demand(this, clock, reconciliation, request, answer).start();
  }

  /** A venue session was away and is back. */
  public void onReconnect(String venue) {
    reconciliation.reconnected(venue);
  }

  /** A quote, trade or health of an instrument. */
  public void onMarket(MarketEvent event) {
    if (orders.onMarket(event)) {
      carrier.lookForDuties();
    }
  }

  /**
   * @param reply gets the answer, once: at once if nothing has to be durable or looked up for it
   */
  public void onCommand(OrderCommand command, Consumer<OrderReply> reply) {
    commands.on(command, reply);
  }

  /**
   * Does something with an order, which is taken back from the journal first if need be.
   *
   * @param action at once if nothing has to be looked up
   * @param failed instead, if it could not be looked up or the action threw after a look-up
   */
  public void recall(
      String account, String clientOrderId, Runnable action, Consumer<Throwable> failed) {
    if (!orders.mayBeEvicted(account, clientOrderId)) {
      action.run();
      return;
    }
    // Its end may be on its way to the journal still, and so may what ends there in a refusal.
    Runnable lookUp = () -> history.recall(() -> orders, account, clientOrderId, action, failed);
    log.afterPending(lookUp, _ -> lookUp.run());
  }

  /** What a venue says unasked. */
  public void onReport(ExecutionReport report) {
    whenSteady(
        () ->
            recall(
                report.account(),
                report.clientOrderId(),
                () -> onKnown(report),
                failure -> notLookedUp(failure, () -> onReport(report))));
  }

  /** What a venue told about an order that memory let go, and the journal could not say which. */
  void notLookedUp(Throwable failure, Runnable again) {
    if (failure instanceof JournalException.Overloaded && lookingAgain < DEFERRED_MAX) {
      lookingAgain++;
      clock.after(
          LOOK_AGAIN_NANOS,
          "look-up " + partition,
          () -> {
            lookingAgain--;
            again.run();
          });
    } else {
      stop("a report could not be looked up", failure);
    }
  }

  private void onKnown(ExecutionReport report) {
    if (phase == Phase.READING) {
      onReport(report); // what was looked up is given up with the state it was put into
    } else {
      decideReport(() -> orders.decide(report, clock.nowNanos()), () -> onReport(report));
    }
  }

  /**
   * A report that cannot be dealt with may be a fill: rather no trading than a lost one.
   *
   * @param again brings it once more if the journal did not take what followed from it
   */
  void decideReport(Supplier<Decision> decide, Runnable again) {
    if (phase == Phase.STOPPED) {
      return; // whoever owns the partition next asks the venue about every open order
    }
    Decision decision;
    try {
      decision = decide.get();
    } catch (RuntimeException e) {
      stopForDefect(e);
      return;
    }
    carrier.carryOut(decision, null, _ -> again.run());
  }

  /** Runs an action on a state that agrees with the journal; nothing that is money is dropped. */
  void whenSteady(Runnable action) {
    switch (phase) {
      case RECOVERING, TRADING -> action.run();
      case READING -> later(() -> whenSteady(action));
      case STOPPED -> {
        // whoever owns the partition next asks the venue about every open order
      }
    }
  }

  /** Runs an action once the journal is read or the owner has stopped: at once if neither lasts. */
  void later(Runnable action) {
    if (phase != Phase.READING) {
      action.run();
      return;
    }
    deferred.add(action);
    if (deferred.size() > DEFERRED_MAX) {
      stop("too much happened while the journal was read", null);
    }
  }

  /** The state agrees with the journal again. */
  void goOn() {
    while (!deferred.isEmpty() && isSteady()) {
      try {
        deferred.poll().run();
      } catch (RuntimeException e) { // nobody asked who could be told
        stopForDefect(e);
      }
    }
    carrier.lookForDuties();
    venues.stateChanged();
    recovery.openIfClear();
  }

  void replaceOrders(Orders anew) {
    anew.adoptHandedOver(orders);
    orders = anew;
  }

  void phase(Phase next, String why) {
    phase = next;
    listener.phase(next, why, null);
  }

  String stoppedBecause() {
    return stoppedBecause;
  }

  boolean isSteady() {
    return phase != Phase.READING;
  }

  boolean isTrading() {
    return phase == Phase.TRADING;
  }

  boolean isStopped() {
    return phase == Phase.STOPPED;
  }

  Carrier carrier() {
    return carrier;
  }

  OwnerVenues venues() {
    return venues;
  }

  Recovery recovery() {
    return recovery;
  }

  Reconciliation reconciliation() {
    return reconciliation;
  }

  void stopForDefect(RuntimeException defect) {
    listener.defect(defect);
    stop(defect.toString(), defect);
  }

  /** Tells of a violation that was found while reading. */
  Throwable counted(Throwable failure) {
    if (failure instanceof InvariantViolation violation) {
      listener.defect(violation);
    }
    return failure;
  }

  /**
   * No more orders here: somebody else may claim the partition, or people look first. What waits is
   * refused.
   *
   * @param cause null if nothing failed
   */
  public void stop(String reason, Throwable cause) {
    if (phase == Phase.STOPPED) {
      return;
    }
    phase = Phase.STOPPED;
    stoppedBecause = cause == null ? reason : reason + " (" + cause.getMessage() + ")";
    listener.phase(Phase.STOPPED, stoppedBecause, cause);
    venues.stop();
    recovery.stop();
    latches.stop();
    reconciliation.stop();
    while (!deferred.isEmpty()) {
      deferred.poll().run();
    }
  }

  /** Runs an action once everything decided so far has become durable, or failed to. */
  public void whenDrained(Runnable action) {
    log.afterPending(action, _ -> action.run());
  }
}
