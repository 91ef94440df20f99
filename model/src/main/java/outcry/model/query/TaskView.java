package outcry.model.query;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Something that runs in the background.
 *
 * @param kind verticle, session, timer, reader, ...
 * @param state RUNNING, DONE, CANCELED or FAILED
 * @param sinceNanos when it entered this state, epoch nanoseconds
 * @param detail the failure, or what it is doing; may be empty
 */
public record TaskView(String kind, String name, String state, long sinceNanos, String detail) {

  /** Of a thread that runs since it was made. */
  public static TaskView running(String kind, String name, Instant since, String detail) {
    long sinceNanos = TimeUnit.MILLISECONDS.toNanos(since.toEpochMilli());
    return new TaskView(kind, name, "RUNNING", sinceNanos, detail);
  }
}
