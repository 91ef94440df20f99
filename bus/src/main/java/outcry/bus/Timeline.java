package outcry.bus;

import java.util.List;
import outcry.model.query.TaskView;

/**
 * The only clock of a verticle: wall time when live, the recording's time in a replay. Used on one
 * event loop only; actions run there too.
 */
public interface Timeline {

  /** Nanoseconds since the epoch, UTC. */
  long nowNanos();

  /**
   * Runs an action at a time, or as soon as possible if it has passed.
   *
   * @param name for the task list and error messages
   */
  Timer at(long atNanos, String name, Runnable action);

  /** Runs an action {@code delayNanos} from now. */
  default Timer after(long delayNanos, String name, Runnable action) {
    return at(nowNanos() + delayNanos, name, action);
  }

  /**
   * The {@link System#nanoTime} reading at which an event received at {@code receivedNanos} came
   * in, for measuring hops on either clock.
   */
  long arrivedAt(long receivedNanos);

  /**
   * What is pending, in no order; any thread. Kind {@code timer}, the detail says when it is due.
   */
  List<TaskView> pending();

  /** A pending action. */
  interface Timer {

    /** False if it has run or was canceled before. */
    boolean cancel();
  }
}
