package outcry.journal;

import static outcry.journal.Sql.bind;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import outcry.journal.JournalException.NotLeased;
import outcry.journal.WriteTask.Append;

/** A writer's SQL for PostgreSQL, prepared once a connection. Appends are done together. */
final class PostgresStatements implements Statements {

  private final PostgresAppends appends;
  private final PostgresRefusals refusals;
  private final OffsetStatements offsets;
  private final StrategyStatements strategies;
  private final Connection connection;
  private final NoteStatements notes;
  private final PreparedStatement claim;
  private final PreparedStatement lockNotes;

  /**
   * @param connection whose transactions somebody else ends
   */
  PostgresStatements(Connection connection) throws SQLException {
    refusals = new PostgresRefusals(connection);
    appends = new PostgresAppends(connection, refusals);
    offsets = new OffsetStatements(connection);
    strategies = new StrategyStatements(connection);
    this.connection = connection;
    notes = new NoteStatements(connection);
    // Whoever claims has the shard's lease; the next epoch is what keeps out who only had it.
    claim =
        connection.prepareStatement(
            "INSERT INTO partition_lease AS l (partition, epoch, owner, claimed_at_nanos, sequence)"
                + " SELECT ?, 1, ?, ?, 0 WHERE EXISTS"
                + " (SELECT 1 FROM lease WHERE kind = 'ORDER' AND key = ? AND holder = ?)"
                + " ON CONFLICT (partition) DO UPDATE SET epoch = l.epoch + 1,"
                + " owner = excluded.owner, claimed_at_nanos = excluded.claimed_at_nanos"
                + " RETURNING epoch, sequence");
    // The chain has one end: the next number is given out under this lock, which readers pass.
    lockNotes = connection.prepareStatement("LOCK TABLE audit_note IN SHARE ROW EXCLUSIVE MODE");
  }

  /** Does all of them in this transaction. */
  void perform(List<WriteTask<?>> run) throws SQLException {
    if (run.getFirst() instanceof Append) {
      appends.append(run.stream().map(Append.class::cast).toList());
      return;
    }
    for (var task : run) {
      task.perform(this);
    }
  }

  /** After a rollback: what is remembered of this transaction is not so. */
  void forget() {
    appends.forget();
  }

  /** Why the database refused an append that stood alone; it is rolled back. */
  Throwable whyRefused(Append append, Throwable failure) throws SQLException {
    return refusals.of(append.ownership(), append.rows(), failure);
  }

  @Override
  public Ownership claim(int partition, String owner, long nowNanos) throws SQLException {
    appends.forget();
    bind(claim, (long) partition, owner, nowNanos, Integer.toString(partition), owner);
    try (var row = claim.executeQuery()) {
      if (!row.next()) {
        throw new NotLeased("order " + partition, owner);
      }
      return new Ownership(partition, row.getLong(1), owner, row.getLong(2));
    }
  }

  @Override
  public long append(Ownership ownership, List<EventRow> rows) throws SQLException {
    var append = new Append(ownership, rows);
    appends.append(List.of(append));
    return append.sequence();
  }

  @Override
  public long note(AuditNote note) throws SQLException {
    lockNotes.execute();
    return notes.append(
        new AuditNote(
            note.atNanos(),
            note.kind(),
            storable(note.account()),
            storable(note.actor()),
            storable(note.detail())));
  }

  /** The same text without what the database's text type does not take: NUL, half a surrogate. */
  private static String storable(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
        .replace('\0', '\ufffd');
  }

  @Override
  public void project(
      String reader, int partition, long fromSequence, long toSequence, Projection work)
      throws SQLException {
    offsets.project(reader, partition, fromSequence, toSequence, work);
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public StrategyClaim claimStrategy(String strategy, long lease, long epochAtLeast)
      throws SQLException {
    return strategies.claim(strategy, lease, epochAtLeast);
  }

  @Override
  public void saveStrategy(String strategy, long epoch, byte[] state) throws SQLException {
    strategies.save(strategy, epoch, state);
  }
}
