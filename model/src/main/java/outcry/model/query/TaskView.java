package outcry.model.query;

/**
 * Something that runs in the background.
 *
 * @param kind verticle, session, timer, reader, ...
 * @param state RUNNING, DONE, CANCELED or FAILED
 * @param sinceNanos when it entered this state, epoch nanoseconds
 * @param detail the failure, or what it is doing; may be empty
 */
public record TaskView(String kind, String name, String state, long sinceNanos, String detail) {}
