package outcry.order.core.owner;

import java.util.List;
import java.util.Map;
import outcry.model.ExecutionReport;
import outcry.order.core.Effect;
import outcry.venue.OrderEntry;

/** What one partition asks of its venue sessions, and what comes of it. */
final class OwnerVenues {

  private static final long TICK_NANOS = 50_000_000;
  private static final long SOONEST_NANOS = 1_000_000;

  private final Owner owner;
  private final OwnerClock clock;
  private final Map<String, VenueSession> sessions;
  private OwnerClock.Timer tick;
  private long tickNanos;

  OwnerVenues(Owner owner, OwnerClock clock, Map<String, VenueSession> sessions) {
    this.owner = owner;
    this.clock = clock;
    this.sessions = sessions;
  }

  void carryOut(Effect effect) {
    if (owner.isStopped()) {
      return; // no longer ours to act on
    }
    var session = sessions.get(effect.venue());
    if (session != null) { // without one the order stays in doubt, and people see it
      session.carryOut(this, effect);
    }
  }

  /** The state changed: there may be something to wait for, or room for the next submission. */
  void stateChanged() {
    armTick();
    sessions.values().forEach(VenueSession::pump);
  }

  OwnerClock clock() {
    return clock;
  }

  /** False while the journal is being read: submissions wait. */
  boolean isSteady() {
    return owner.isSteady();
  }

  /** It is this intent's turn at its session. */
  void handOver(long orderId) {
    if (owner.isStopped()) {
      return;
    }
    var decision = owner.orders().decideHandOver(orderId, clock.nowNanos());
    if (!decision.effects().isEmpty()) {
      if (!owner.carrier().isDurable(orderId)) {
        return;
      }
      owner.orders().handedOver(orderId, clock.nowNanos());
    }
    owner.carrier().carryOut(decision);
    armTick();
  }

  boolean isUnanswered(long orderId) {
    return !owner.isStopped() && owner.orders().isUnanswered(orderId);
  }

  boolean isOver(long orderId) {
    return owner.isStopped() || owner.orders().isOver(orderId);
  }

  void submitFailed(long orderId, Throwable failure) {
    var reason = String.valueOf(failure.getMessage());
    owner.whenSteady(
        () -> {
          var orders = owner.orders();
          owner
              .carrier()
              .carryOut(
                  failure instanceof OrderEntry.NotConnectedException
                      ? orders.decideOrderNotSent(orderId, reason, clock.nowNanos())
                      : orders.decideOutcomeUnknown(orderId, reason, clock.nowNanos()));
        });
  }

  /** A cancel or amend may not have arrived: the order is in doubt, and asked again once found. */
  void changeFailed(long orderId, Throwable failure) {
    var reason = String.valueOf(failure.getMessage());
    owner.whenSteady(
        () ->
            owner
                .carrier()
                .carryOut(owner.orders().decideOutcomeUnknown(orderId, reason, clock.nowNanos())));
  }

  /** When it was asked. */
  long queryStarted(long orderId) {
    owner.orders().queryStarted(orderId);
    return clock.nowNanos();
  }

  /** The order may have ended and been let go while the venue was asked. */
  void queryAnswered(long orderId, List<ExecutionReport> reports, long askedNanos) {
    if (reports.isEmpty()) {
      owner.whenSteady(() -> queryEnded(orderId));
      return;
    }
    var first = reports.getFirst();
    owner.whenSteady(
        () ->
            owner.recall(
                first.account(),
                first.clientOrderId(),
                () -> answeredAboutKnown(orderId, reports, askedNanos),
                failure ->
                    owner.notLookedUp(failure, () -> queryAnswered(orderId, reports, askedNanos))));
  }

  private void answeredAboutKnown(long orderId, List<ExecutionReport> reports, long askedNanos) {
    if (!owner.isSteady()) {
      queryAnswered(orderId, reports, askedNanos); // what was looked up is given up
      return;
    }
    for (int i = 0; i < reports.size(); i++) {
      var report = reports.get(i);
      if (owner.orders().mayBeEvicted(report.account(), report.clientOrderId())) {
        queryAnswered(orderId, reports.subList(i, reports.size()), askedNanos);
        return; // what came before has ended it, and memory let it go
      }
      owner.decideReport(
          () -> owner.orders().decideFound(orderId, report, askedNanos, clock.nowNanos()),
          () -> queryAnswered(orderId, List.of(report), askedNanos));
    }
    queryEnded(orderId);
  }

  private void queryEnded(long orderId) {
    owner.orders().queryEnded(orderId, clock.nowNanos());
    armTick();
  }

  /** Looks again when the next duty is due, and soon while an answer of a venue is awaited. */
  void armTick() {
    if (owner.isStopped()) {
      return;
    }
    long now = clock.nowNanos();
    long due = owner.isTrading() ? owner.orders().nextDueNanos() : Long.MAX_VALUE;
    long wait = due == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(SOONEST_NANOS, due - now);
    if (owner.orders().isAwaitingVenue()) {
      wait = Math.min(wait, TICK_NANOS);
    }
    if (wait == Long.MAX_VALUE || (tick != null && tickNanos <= now + wait)) {
      return;
    }
    if (tick != null) {
      tick.cancel();
    }
    tickNanos = now + wait;
    tick = clock.after(wait, "orders " + owner.partition(), this::onTick);
  }

  private void onTick() {
    tick = null;
    if (owner.isSteady()) {
      owner.carrier().carryOut(owner.orders().decideTimeouts(clock.nowNanos()));
      owner.carrier().lookForDuties();
      int free = sessions.values().stream().mapToInt(VenueSession::freeQueries).sum();
      owner.orders().dueQueries(free, clock.nowNanos()).forEach(this::carryOut);
    }
    armTick();
  }

  void stop() {
    if (tick != null) {
      tick.cancel();
    }
  }
}
