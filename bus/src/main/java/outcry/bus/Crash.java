package outcry.bus;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Places where a chaos run may kill the process: the steps S0 to S12 of an order's life. Nothing
 * happens unless the system property {@link #PROPERTY} names one and how many times it is passed
 * first, as in {@code S3:17}; then the JVM is gone at once, as with kill -9. Any thread.
 */
public final class Crash {

  /** {@code STEP:PASSES}, read once. */
  public static final String PROPERTY = "outcry.crash";

  /** The exit status of a process that was killed here. */
  public static final int STATUS = 137;

  private static final Crash ARMED = parse(System.getProperty(PROPERTY));

  private final String step;
  private final AtomicLong passes;

  private Crash(String step, long passes) {
    this.step = step;
    this.passes = new AtomicLong(passes);
  }

  /** Whether there is any use in looking which step this is. */
  public static boolean isArmed() {
    return ARMED != null;
  }

  /** The process is at that step. Costs nothing unless armed. */
  public static void point(String step) {
    if (ARMED != null && ARMED.isNow(step)) {
      Runtime.getRuntime().halt(STATUS);
    }
  }

  /**
   * @param armed null if it is not
   * @throws IllegalArgumentException if it is not a step and a count of at least 1
   */
  static Crash parse(String armed) {
    if (armed == null) {
      return null;
    }
    var parts = armed.split(":", -1);
    try {
      long passes = parts.length == 2 ? Long.parseLong(parts[1]) : 0;
      if (passes < 1 || !parts[0].matches("S\\d{1,2}")) {
        throw new IllegalArgumentException(PROPERTY + " must be like S3:17, was " + armed);
      }
      return new Crash(parts[0], passes);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(PROPERTY + " must be like S3:17, was " + armed, e);
    }
  }

  boolean isNow(String reached) {
    return step.equals(reached) && passes.decrementAndGet() == 0;
  }
}
