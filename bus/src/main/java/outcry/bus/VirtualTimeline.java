package outcry.bus;

import java.util.List;
import java.util.PriorityQueue;
import outcry.model.query.TaskView;

/**
 * A clock that stands still until its driver moves it. The driver (a replay, a test) alternates:
 * {@link #nextTimerNanos} and {@link #runNext} for every timer due before the next input, then
 * {@link #advanceTo} the input's time. Timers due at the same time run in the order they were set.
 * Not thread-safe: one event loop.
 */
public final class VirtualTimeline implements Timeline {

  private final PriorityQueue<VirtualTimer> timers = new PriorityQueue<>();
  private final PendingTimers pending = new PendingTimers();
  private final Defects defects;
  private long nowNanos;
  private long arrivedAt;
  private long timersSet;

  public VirtualTimeline(long startNanos, Defects defects) {
    this.nowNanos = startNanos;
    this.defects = defects;
  }

  @Override
  public long nowNanos() {
    return nowNanos;
  }

  @Override
  public Timer at(long atNanos, String name, Runnable action) {
    var timer = new VirtualTimer(Math.max(atNanos, nowNanos), timersSet++, name, action);
    timers.add(timer);
    return timer;
  }

  @Override
  public long arrivedAt(long receivedNanos) {
    return arrivedAt;
  }

  @Override
  public List<TaskView> pending() {
    return pending.views();
  }

  /** When the next timer is due; {@link Long#MAX_VALUE} if there is none. */
  public long nextTimerNanos() {
    var next = timers.peek();
    return next == null ? Long.MAX_VALUE : next.atNanos;
  }

  /** Moves the clock to the next timer and runs it. */
  public void runNext() {
    var timer = timers.remove();
    pending.remove(timer.entry);
    stamp(timer.atNanos);
    timer.over = true;
    defects.guard("timer " + timer.name, timer.action);
  }

  /**
   * Moves the clock. A time before now leaves it where it is: the clock never runs backwards.
   *
   * @throws IllegalStateException if a timer is due before that time
   */
  public void advanceTo(long toNanos) {
    if (nextTimerNanos() < toNanos) {
      throw new IllegalStateException("a timer is due before " + toNanos);
    }
    stamp(toNanos);
  }

  private void stamp(long toNanos) {
    nowNanos = Math.max(nowNanos, toNanos);
    arrivedAt = System.nanoTime();
  }

  private final class VirtualTimer implements Timer, Comparable<VirtualTimer> {

    private final long atNanos;
    private final long order;
    private final String name;
    private final Runnable action;
    private final PendingTimers.Entry entry;
    private boolean over;

    VirtualTimer(long atNanos, long order, String name, Runnable action) {
      this.atNanos = atNanos;
      this.order = order;
      this.name = name;
      this.action = action;
      this.entry = pending.add(name, nowNanos, atNanos);
    }

    @Override
    public boolean cancel() {
      if (over) {
        return false;
      }
      over = true;
      pending.remove(entry);
      return timers.remove(this);
    }

    @Override
    public int compareTo(VirtualTimer other) {
      return atNanos != other.atNanos
          ? Long.compare(atNanos, other.atNanos)
          : Long.compare(order, other.order);
    }
  }
}
