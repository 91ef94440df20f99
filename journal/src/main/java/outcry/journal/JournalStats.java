package outcry.journal;

/**
 * What the journal has done since it was opened.
 *
 * @param appends committed
 * @param events committed with them
 * @param refused appends that failed: fenced, halted, duplicate and the like
 * @param projections committed
 * @param commits groups of appends and projections made durable together
 * @param commitNanos spent in all those commits, nanoseconds
 * @param queued appends and projections waiting for the writer now
 */
public record JournalStats(
    long appends,
    long events,
    long refused,
    long projections,
    long commits,
    long commitNanos,
    int queued) {

  /** Of both together. */
  public JournalStats plus(JournalStats other) {
    return new JournalStats(
        appends + other.appends,
        events + other.events,
        refused + other.refused,
        projections + other.projections,
        commits + other.commits,
        commitNanos + other.commitNanos,
        queued + other.queued);
  }
}
