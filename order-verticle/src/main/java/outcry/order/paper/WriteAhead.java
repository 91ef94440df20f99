package outcry.order.paper;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import outcry.venue.log.VenueLogEntry;

/**
 * Holds back what the venue tells its clients until the log entries before it are written. One
 * thread.
 */
final class WriteAhead {

  private record Held(long afterWrite, Runnable release) {}

  private final Deque<Held> held = new ArrayDeque<>();
  private List<VenueLogEntry> entries = new ArrayList<>();
  private long started;
  private long finished;

  void log(VenueLogEntry entry) {
    entries.add(entry);
  }

  /** Runs once everything logged so far is written, after what was told before. */
  void tell(Runnable release) {
    held.add(new Held(entries.isEmpty() ? started : started + 1, release));
  }

  /** What is to be written now, as one write; empty if nothing is. */
  List<VenueLogEntry> startWrite() {
    if (entries.isEmpty()) {
      return List.of();
    }
    var write = entries;
    entries = new ArrayList<>();
    started++;
    return write;
  }

  /** Writes finish in the order they were started. */
  void finishWrite() {
    finished++;
  }

  boolean isWriting() {
    return finished < started;
  }

  /** Runs what may be told by now. */
  void release() {
    while (!held.isEmpty() && held.peek().afterWrite() <= finished) {
      held.remove().release().run();
    }
  }

  void clear() {
    held.clear();
    entries.clear();
  }
}
