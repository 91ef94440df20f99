package outcry.order;

import java.util.List;
import java.util.Map;
import outcry.bus.Timeline;
import outcry.model.ExecutionReport;
import outcry.order.core.Effect;
import outcry.venue.OrderEntry;

/** What one partition asks of its venue sessions, and what comes of it. One event loop. */
final class PartitionVenues {

  private static final long TICK_NANOS = 50_000_000;

  private final PartitionOwner owner;
  private final Timeline timeline;
  private final Map<String, VenueSession> sessions;
  private Timeline.Timer tick;

  PartitionVenues(PartitionOwner owner, Timeline timeline, Map<String, VenueSession> sessions) {
    this.owner = owner;
    this.timeline = timeline;
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

  /** False while the journal is being read: submissions wait. */
  boolean isSteady() {
    return owner.isSteady();
  }

  /** It is this intent's turn at its session. */
  void handOver(long orderId) {
    if (owner.isStopped()) {
      return;
    }
    var decision = owner.orders().decideHandOver(orderId, timeline.nowNanos());
    if (!decision.effects().isEmpty()) {
      if (!owner.isDurable(orderId)) {
        return;
      }
      owner.orders().handedOver(orderId, timeline.nowNanos());
    }
    owner.carryOut(decision);
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
          owner.carryOut(
              failure instanceof OrderEntry.NotConnectedException
                  ? orders.decideOrderNotSent(orderId, reason, timeline.nowNanos())
                  : orders.decideOutcomeUnknown(orderId, reason, timeline.nowNanos()));
        });
  }

  /** A cancel or amend may not have arrived: the order is in doubt, and asked again once found. */
  void changeFailed(long orderId, Throwable failure) {
    var reason = String.valueOf(failure.getMessage());
    owner.whenSteady(
        () ->
            owner.carryOut(
                owner.orders().decideOutcomeUnknown(orderId, reason, timeline.nowNanos())));
  }

  /** When it was asked. */
  long queryStarted(long orderId) {
    owner.orders().queryStarted(orderId);
    return timeline.nowNanos();
  }

  void queryAnswered(long orderId, List<ExecutionReport> reports, long askedNanos) {
    owner.whenSteady(
        () -> {
          for (var report : reports) {
            owner.carryOut(
                owner.orders().decideFound(orderId, report, askedNanos, timeline.nowNanos()));
          }
          owner.orders().queryEnded(orderId, timeline.nowNanos());
          armTick();
        });
  }

  private void armTick() {
    if (tick == null && !owner.isStopped() && owner.orders().isAwaitingVenue()) {
      tick = timeline.after(TICK_NANOS, "orders " + owner.partition(), this::onTick);
    }
  }

  private void onTick() {
    tick = null;
    if (owner.isSteady()) {
      owner.carryOut(owner.orders().decideTimeouts(timeline.nowNanos()));
      int free = sessions.values().stream().mapToInt(VenueSession::freeQueries).sum();
      owner.orders().dueQueries(free, timeline.nowNanos()).forEach(this::carryOut);
    }
    armTick();
  }

  void stop() {
    if (tick != null) {
      tick.cancel();
    }
  }
}
