package outcry.journal;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** Growing pauses between attempts to reach a database, in which everybody fails at once. */
final class Pauses {

  private static final long MIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(2);

  private SQLException last;
  private long nanos = MIN_NANOS;
  private long notBeforeNanos;

  /**
   * Called before each attempt.
   *
   * @throws SQLException the last failure again, as long as the pause lasts
   */
  synchronized void check() throws SQLException {
    if (last != null && System.nanoTime() - notBeforeNanos < 0) {
      throw new SQLException(last.getMessage(), last.getSQLState(), last);
    }
  }

  /** Whether it is the first one in a row. */
  synchronized boolean failed(SQLException why) {
    boolean isFirst = last == null;
    last = why;
    notBeforeNanos = System.nanoTime() + nanos;
    nanos = Math.min(2 * nanos, MAX_NANOS);
    return isFirst;
  }

  /** Whether there was a failure before. */
  synchronized boolean succeeded() {
    boolean wasAway = last != null;
    last = null;
    nanos = MIN_NANOS;
    return wasAway;
  }
}
