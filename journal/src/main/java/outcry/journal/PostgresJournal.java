package outcry.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import outcry.journal.PostgresDatabase.Purpose;
import outcry.model.query.TaskView;

/**
 * The journal in a PostgreSQL database that the nodes of a cluster share: two writer threads with
 * group commit, one for claims and appends and one for everything else, and a few readers. The
 * database may go away and come back; see {@link JournalException.Unavailable} and {@link
 * JournalException.OutcomeUnknown}. {@link #claim} succeeds only while its owner holds the lease of
 * the order shard; see {@link outcry.journal.cluster.ClusterStore}.
 */
public final class PostgresJournal extends SqlJournal {

  private final WriterCounts appended;
  private final WriterCounts projected;
  private final Writer writer;
  private final Writer projector;
  private final Readers readers;
  private final Readers inspectors;
  private boolean closed;

  private PostgresJournal(PostgresDatabase database, JournalConfig config) throws SQLException {
    appended = new WriterCounts();
    projected = new WriterCounts();
    writer = writer("journal-writer", database, appended, config);
    projector = writer("journal-projector", database, projected, config);
    readers =
        new Readers(
            "journal-reader",
            config.readers(),
            new PostgresReading(database, Purpose.READ),
            config);
    inspectors =
        new Readers("journal-inspector", 1, new PostgresReading(database, Purpose.INSPECT), config);
  }

  private static Writer writer(
      String name, PostgresDatabase database, WriterCounts counts, JournalConfig config) {
    var link =
        new PostgresLink<>(
            name,
            () -> database.connect(Purpose.WRITE),
            connection -> prepare(database, connection));
    return new Writer(name, new PostgresCommitter(link, counts), config);
  }

  /** A server that comes back may have other settings. */
  private static PostgresStatements prepare(PostgresDatabase database, Connection connection)
      throws SQLException {
    PostgresSettings.require(database.name(), connection);
    connection.setAutoCommit(false);
    return new PostgresStatements(connection);
  }

  /**
   * Opens the database, creating the tables or bringing them up to date; several nodes may at once.
   * Blocks for some seconds at most, unless another node changes large tables.
   *
   * @throws DatabaseRefusedException naming the database and the reason
   */
  public static PostgresJournal open(PostgresConfig config, JournalConfig limits) {
    var database = new PostgresDatabase(config);
    try {
      database.prepare();
      var journal = new PostgresJournal(database, limits);
      journal.start();
      return journal;
    } catch (SQLException e) {
      throw database.refused(e);
    }
  }

  private void start() {
    writer.start();
    projector.start();
    readers.start();
    inspectors.start();
  }

  @Override
  Writer writer() {
    return writer;
  }

  @Override
  Writer projector() {
    return projector;
  }

  @Override
  Readers readers() {
    return readers;
  }

  @Override
  Readers inspectors() {
    return inspectors;
  }

  @Override
  SqlDialect dialect() {
    return SqlDialect.POSTGRES;
  }

  @Override
  public JournalStats stats() {
    return appended.stats(writer.queued()).plus(projected.stats(projector.queued()));
  }

  /** The threads that work for it, for people who ask what is running; any thread. */
  public List<TaskView> tasks() {
    return Stream.of(writer.tasks(), projector.tasks(), readers.tasks(), inspectors.tasks())
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    inspectors.close();
    readers.close();
    projector.close();
    writer.close();
  }
}
