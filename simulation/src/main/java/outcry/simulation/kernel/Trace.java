package outcry.simulation.kernel;

import java.util.function.Consumer;

/**
 * The story of one life, line by line, for people. Off unless a single seed is replayed: ask {@link
 * #isOn} before making a text.
 */
public final class Trace {

  /** Nobody listens. */
  public static final Trace OFF = new Trace(null);

  private static final long MICROS_PER_SECOND = 1_000_000;

  private final Consumer<String> lines;
  private VirtualScheduler scheduler;

  public Trace(Consumer<String> lines) {
    this.lines = lines;
  }

  public boolean isOn() {
    return lines != null;
  }

  /** A trace tells the time of one scheduler. */
  public void timedBy(VirtualScheduler itsScheduler) {
    if (isOn()) {
      scheduler = itsScheduler;
    }
  }

  /**
   * @param who e.g. {@code node-1} or {@code venue}
   */
  public void line(String who, String what) {
    if (isOn()) {
      lines.accept(time(scheduler.elapsedNanos()) + "  " + pad(who) + "  " + what);
    }
  }

  /** Seconds and microseconds since the start. */
  public static String time(long elapsedNanos) {
    long micros = elapsedNanos / 1_000;
    return "%5d.%06d s".formatted(micros / MICROS_PER_SECOND, micros % MICROS_PER_SECOND);
  }

  private static String pad(String who) {
    return "%-9s".formatted(who);
  }
}
