package outcry.cluster.core;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many instances share what is for all of them together, seen cautiously: as many as there were
 * at any moment since others may have believed so. Whoever comes waits until the others must have
 * noticed; what somebody had who is gone is nobody's until then. So the parts that are in use never
 * add up to more than the whole. One thread.
 */
public final class Sharers {

  private record Seen(long atNanos, int instances) {}

  private final long settleNanos;
  private final Deque<Seen> changes = new ArrayDeque<>();
  private long firstNanos;

  /**
   * @param settleNanos after which everybody who acts knows of a change: a lease and a heartbeat
   */
  public Sharers(long settleNanos) {
    this.settleNanos = settleNanos;
  }

  /** So many are alive now. */
  public void alive(int instances, long nowNanos) {
    if (changes.isEmpty()) {
      firstNanos = nowNanos;
    }
    if (changes.isEmpty() || changes.getLast().instances != instances) {
      changes.addLast(new Seen(nowNanos, instances));
    }
  }

  /** 0 until it can be known. */
  public int count(long nowNanos) {
    if (changes.isEmpty() || nowNanos - firstNanos < settleNanos) {
      return 0;
    }
    forgetBefore(nowNanos - settleNanos);
    return changes.stream().mapToInt(Seen::instances).max().orElse(0);
  }

  /** What was so at that moment still counts. */
  private void forgetBefore(long nanos) {
    while (changes.size() > 1) {
      var first = changes.removeFirst();
      if (changes.getFirst().atNanos > nanos) {
        changes.addFirst(first);
        return;
      }
    }
  }
}
