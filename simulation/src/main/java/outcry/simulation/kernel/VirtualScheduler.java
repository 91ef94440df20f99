package outcry.simulation.kernel;

import java.util.PriorityQueue;

/**
 * Virtual time and everything that is going to happen. What is due at the same time happens in an
 * order drawn from the seed. Nothing here waits: a year takes as long as what happens in it.
 */
public final class VirtualScheduler {

  /** Some day in 2023: like real clocks, far from zero. */
  public static final long START_NANOS = 1_700_000_000_000_000_000L;

  private static final long HAPPENS_MAX = 500_000;

  private final PriorityQueue<Event> queue = new PriorityQueue<>();
  private final Chance ties;
  private final Fingerprint fingerprint;
  private long nowNanos = START_NANOS;
  private long scheduled;
  private long happened;

  public VirtualScheduler(Chance ties, Fingerprint fingerprint) {
    this.ties = ties;
    this.fingerprint = fingerprint;
  }

  public long nowNanos() {
    return nowNanos;
  }

  /** Since the start of this life. */
  public long elapsedNanos() {
    return nowNanos - START_NANOS;
  }

  /** How many actions have run. */
  public long happened() {
    return happened;
  }

  /** Runs the action {@code delayNanos} from now; never from inside this call. */
  public Event after(long delayNanos, Runnable action) {
    var event = new Event(nowNanos + Math.max(0, delayNanos), ties.tieBreak(), scheduled++, action);
    queue.add(event);
    return event;
  }

  /** So much has happened that something must be going round in circles. */
  public boolean isExhausted() {
    return happened >= HAPPENS_MAX;
  }

  /** Runs everything due up to a time, then stands there. */
  public void runUntil(long untilNanos) {
    while (!queue.isEmpty() && queue.peek().atNanos <= untilNanos && !isExhausted()) {
      var next = queue.poll();
      var action = next.action;
      if (action == null) {
        continue; // canceled
      }
      next.action = null;
      nowNanos = next.atNanos;
      happened++;
      fingerprint.add(nowNanos, next.number);
      action.run();
    }
    nowNanos = Math.max(nowNanos, untilNanos);
  }

  /** Something that is going to happen. */
  public static final class Event implements Comparable<Event> {

    private final long atNanos;
    private final int tie;
    private final long number;
    private Runnable action;

    private Event(long atNanos, int tie, long number, Runnable action) {
      this.atNanos = atNanos;
      this.tie = tie;
      this.number = number;
      this.action = action;
    }

    /** False if it has happened or was canceled before. */
    public boolean cancel() {
      boolean pending = action != null;
      action = null;
      return pending;
    }

    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(atNanos, other.atNanos);
      if (byTime != 0) {
        return byTime;
      }
      int byTie = Integer.compare(tie, other.tie);
      return byTie != 0 ? byTie : Long.compare(number, other.number);
    }
  }
}
