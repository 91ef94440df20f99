package outcry.journal;

/**
 * Limits of the journal.
 *
 * @param queuedMax appends, projections and claims waiting for the writer; one more is refused as
 *     overloaded
 * @param groupMax of those made durable by one commit
 * @param readers connections, each with its thread, for reads and queries
 * @param queriesMax reads and queries waiting for a reader; one more is refused as overloaded
 * @param checkpointPages of 4 KiB in the write-ahead log before they are moved into the database
 * @param durability what a commit survives
 */
public record JournalConfig(
    int queuedMax,
    int groupMax,
    int readers,
    int queriesMax,
    int checkpointPages,
    Durability durability) {

  /** What a commit survives. */
  public enum Durability {
    /** The machine losing power: {@code synchronous=FULL}. The only choice where orders matter. */
    POWER_LOSS,
    /**
     * The process being killed: {@code synchronous=OFF}. For a replay whose database is deleted at
     * its end.
     */
    PROCESS_DEATH
  }

  public static final int QUEUED_MAX = 65_536;
  public static final int GROUP_MAX = 512;
  public static final int READERS = 2;
  public static final int QUERIES_MAX = 4_096;
  public static final int CHECKPOINT_PAGES = 4_000;

  public static final JournalConfig DEFAULT =
      new JournalConfig(
          QUEUED_MAX, GROUP_MAX, READERS, QUERIES_MAX, CHECKPOINT_PAGES, Durability.POWER_LOSS);

  public JournalConfig {
    requirePositive("queuedMax", queuedMax);
    requirePositive("groupMax", groupMax);
    requirePositive("readers", readers);
    requirePositive("queriesMax", queriesMax);
    requirePositive("checkpointPages", checkpointPages);
  }

  public JournalConfig with(Durability other) {
    return new JournalConfig(queuedMax, groupMax, readers, queriesMax, checkpointPages, other);
  }

  private static void requirePositive(String field, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(field + " must be at least 1, was " + value);
    }
  }
}
