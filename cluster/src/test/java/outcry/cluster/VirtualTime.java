package outcry.cluster;

import java.util.PriorityQueue;

/** Time that passes only from one step to the next. */
final class VirtualTime {

  private record Step(long atNanos, long order, Runnable action) implements Comparable<Step> {

    @Override
    public int compareTo(Step other) {
      int byTime = Long.compare(atNanos, other.atNanos);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Step> steps = new PriorityQueue<>();
  private long nowNanos;
  private long order;

  long nowNanos() {
    return nowNanos;
  }

  void after(long delayNanos, Runnable action) {
    steps.add(new Step(nowNanos + Math.max(0, delayNanos), order++, action));
  }

  void runUntil(long atNanos) {
    while (!steps.isEmpty() && steps.peek().atNanos <= atNanos) {
      var next = steps.poll();
      nowNanos = next.atNanos;
      next.action.run();
    }
    nowNanos = atNanos;
  }
}
