package outcry.order.core.risk;

/** Whether something has happened so often within a window that it must not go on. */
final class Repetitions {

  private final long windowNanos;

  /** When the last ones were, oldest first from {@link #next} on; as many as are allowed. */
  private final long[] times;

  private int next;
  private long count;
  private boolean tripped;

  /**
   * @param max the one that makes it so many is the last; 0 for no limit
   */
  Repetitions(int max, long windowNanos) {
    this.windowNanos = windowNanos;
    times = new long[max];
  }

  void happened(long nanos) {
    if (times.length == 0) {
      return;
    }
    times[next] = nanos;
    next = (next + 1) % times.length;
    count++;
    tripped |= count >= times.length && nanos - times[next] <= windowNanos;
  }

  /** It happened too often, and nobody has looked at it since. */
  boolean isTripped() {
    return tripped;
  }

  void clear() {
    count = 0;
    tripped = false;
  }

  /** How often within the window before now; at most the maximum. */
  int recent(long nowNanos) {
    int recent = 0;
    for (int i = 0; i < Math.min(count, times.length); i++) {
      recent += nowNanos - times[i] <= windowNanos ? 1 : 0;
    }
    return recent;
  }
}
