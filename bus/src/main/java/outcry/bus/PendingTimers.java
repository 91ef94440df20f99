package outcry.bus;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import outcry.model.query.TaskView;

/** The timers of a timeline, for people who ask what is running. Thread-safe. */
final class PendingTimers {

  /** At most so many are named. */
  static final int NAMED_MAX = 200;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /**
   * One timer; equal to itself alone.
   *
   * @param setNanos when it was set, {@code atNanos} when it is due, epoch nanoseconds
   */
  static final class Entry {
    private final String name;
    private final long setNanos;
    private final long atNanos;

    private Entry(String name, long setNanos, long atNanos) {
      this.name = name;
      this.setNanos = setNanos;
      this.atNanos = atNanos;
    }
  }

  private final Set<Entry> entries = ConcurrentHashMap.newKeySet();

  Entry add(String name, long setNanos, long atNanos) {
    var entry = new Entry(name, setNanos, atNanos);
    entries.add(entry);
    return entry;
  }

  void remove(Entry entry) {
    entries.remove(entry);
  }

  List<TaskView> views() {
    return entries.stream().limit(NAMED_MAX).map(PendingTimers::view).toList();
  }

  private static TaskView view(Entry entry) {
    var due =
        Instant.ofEpochSecond(
            Math.floorDiv(entry.atNanos, NANOS_PER_SECOND),
            Math.floorMod(entry.atNanos, NANOS_PER_SECOND));
    return new TaskView(
        "timer", entry.name, TaskList.State.RUNNING.name(), entry.setNanos, "due " + due);
  }
}
