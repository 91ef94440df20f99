package outcry.order;

import outcry.bus.Timeline;
import outcry.order.core.owner.OwnerClock;

/** A timeline as owners see it. One event loop. */
record ClockPort(Timeline timeline) implements OwnerClock {

  @Override
  public long nowNanos() {
    return timeline.nowNanos();
  }

  @Override
  public Timer after(long delayNanos, String name, Runnable action) {
    return timeline.after(delayNanos, name, action)::cancel;
  }
}
