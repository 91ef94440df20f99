package outcry.simulation.cluster;

import outcry.order.core.owner.OwnerClock;

/** The clock and timers of a process. */
final class NodeClock implements OwnerClock {

  private final Node node;

  NodeClock(Node node) {
    this.node = node;
  }

  @Override
  public long nowNanos() {
    return node.nowNanos();
  }

  @Override
  public Timer after(long delayNanos, String name, Runnable action) {
    var alarm = new Alarm(action);
    node.later(delayNanos, alarm::ring);
    return alarm;
  }

  private static final class Alarm implements Timer {

    private Runnable action;

    Alarm(Runnable action) {
      this.action = action;
    }

    void ring() {
      var due = action;
      if (due != null) {
        action = null;
        due.run();
      }
    }

    @Override
    public boolean cancel() {
      boolean pending = action != null;
      action = null;
      return pending;
    }
  }
}
