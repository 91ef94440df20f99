package outcry.bus.async;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import outcry.bus.InFlight;
import outcry.bus.TaskList;
import outcry.bus.Timeline;

/**
 * The last look before the end: waits until nothing is pending, at most until a deadline, and names
 * what is left. A clean stop leaves nothing.
 */
public final class Shutdown {

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final InFlight inFlight;
  private final TaskList tasks;
  private final Timeline timeline;

  public Shutdown(InFlight inFlight, TaskList tasks, Timeline timeline) {
    this.inFlight = inFlight;
    this.tasks = tasks;
    this.timeline = timeline;
  }

  /** Completes with a clean answer as soon as there is one, with what is left at the deadline. */
  public Future<Leftovers> settle(Duration deadline) {
    Promise<Leftovers> promise = Promise.promise();
    look(timeline.nowNanos() + deadline.toNanos(), promise);
    return promise.future();
  }

  private void look(long deadlineNanos, Promise<Leftovers> promise) {
    var left = Leftovers.now(inFlight, tasks);
    long now = timeline.nowNanos();
    if (left.isClean() || now >= deadlineNanos) {
      promise.complete(left);
    } else {
      timeline.at(
          Math.min(now + LOOK_NANOS, deadlineNanos),
          "shutdown",
          () -> look(deadlineNanos, promise));
    }
  }
}
