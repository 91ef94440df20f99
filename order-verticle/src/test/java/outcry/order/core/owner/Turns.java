package outcry.order.core.owner;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import outcry.order.core.Samples;

/** One thread of an owner: what is handed in runs later, in order; the test moves the clock. */
final class Turns implements OwnerClock {

  private static final class Due implements Comparable<Due> {
    private final long atNanos;
    private final long order;
    private final Runnable action;

    Due(long atNanos, long order, Runnable action) {
      this.atNanos = atNanos;
      this.order = order;
      this.action = action;
    }

    @Override
    public int compareTo(Due other) {
      return atNanos != other.atNanos
          ? Long.compare(atNanos, other.atNanos)
          : Long.compare(order, other.order);
    }
  }

  private final Deque<Runnable> next = new ArrayDeque<>();
  private final PriorityQueue<Due> timers = new PriorityQueue<>();
  private long nowNanos = Samples.NOW;
  private long order;

  void later(Runnable action) {
    next.add(action);
  }

  void later(int turns, Runnable action) {
    later(turns == 1 ? action : () -> later(turns - 1, action));
  }

  /** Before everything that was handed in. */
  void next(Runnable action) {
    next.addFirst(action);
  }

  void runOne() {
    next.poll().run();
  }

  /** Runs everything that does not wait for the clock. */
  void run() {
    while (!next.isEmpty()) {
      next.poll().run();
    }
  }

  void advance(long nanos) {
    run();
    long target = nowNanos + nanos;
    while (!timers.isEmpty() && timers.peek().atNanos <= target) {
      var due = timers.poll();
      nowNanos = due.atNanos;
      due.action.run();
      run();
    }
    nowNanos = target;
  }

  @Override
  public long nowNanos() {
    return nowNanos;
  }

  @Override
  public Timer after(long delayNanos, String name, Runnable action) {
    var due = new Due(nowNanos + delayNanos, order++, action);
    timers.add(due);
    return () -> timers.remove(due);
  }
}
