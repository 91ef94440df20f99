package outcry.strategy;

import java.util.LinkedHashMap;
import java.util.Map;
import outcry.bus.Timeline;

/** The timers of one run, on the event loop; they fire in its lane. */
final class LoopTimers {

  private final Timeline timeline;
  private final Lane lane;
  private final String strategy;
  private final Map<PendingTimer, Timeline.Timer> armed = new LinkedHashMap<>();
  private boolean over;

  LoopTimers(Timeline timeline, Lane lane, String strategy) {
    this.timeline = timeline;
    this.lane = lane;
    this.strategy = strategy;
  }

  void add(PendingTimer timer) {
    if (!over) {
      arm(timer, timer.schedule().firstNanos(timeline.nowNanos()));
    }
  }

  private void arm(PendingTimer timer, long dueNanos) {
    var name = strategy + " " + timer.name();
    armed.put(timer, timeline.at(dueNanos, name, () -> due(timer, dueNanos)));
  }

  private void due(PendingTimer timer, long dueNanos) {
    armed.remove(timer);
    long next = timer.schedule().nextNanos(dueNanos, timeline.nowNanos());
    if (next >= 0) {
      arm(timer, next);
    }
    lane.control(() -> timer.fire(dueNanos));
  }

  void cancel(PendingTimer timer) {
    var pending = armed.remove(timer);
    if (pending != null) {
      pending.cancel();
    }
  }

  void stop() {
    over = true;
    armed.values().forEach(Timeline.Timer::cancel);
    armed.clear();
  }
}
