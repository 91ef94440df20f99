package outcry.journal;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import outcry.journal.DatabaseRefusedException.Reason;
import outcry.model.query.TaskView;

/**
 * The journal in one SQLite file: write-ahead log, {@code synchronous=FULL}, one writer thread with
 * group commit, a few reader threads, one process at a time.
 */
public final class SqliteJournal extends SqlJournal {

  private final DatabaseLock lock;
  private final WriterCounts counts;
  private final Writer writer;
  private final Readers readers;
  private boolean closed;

  private SqliteJournal(DatabaseLock lock, WriterCounts counts, Writer writer, Readers readers) {
    this.lock = lock;
    this.counts = counts;
    this.writer = writer;
    this.readers = readers;
  }

  /**
   * Opens the database, creating it or bringing its tables up to date. Blocks: up to a second when
   * there are tables to create or change.
   *
   * @throws DatabaseRefusedException naming the file and the reason
   */
  public static SqliteJournal open(Path databaseFile, JournalConfig config) {
    var database = new Database(databaseFile.toAbsolutePath().normalize(), config);
    database.requireWritable();
    var lock = DatabaseLock.acquire(database.file());
    try {
      Migrations.migrate(database);
      requireComplete(database);
      var counts = new WriterCounts();
      var committer = new SqliteCommitter(database.openWriter(), counts);
      var writer = new Writer("journal-writer", committer, config);
      var readers = new Readers("journal-reader", config.readers(), database, config);
      writer.start();
      readers.start();
      return new SqliteJournal(lock, counts, writer, readers);
    } catch (SQLException e) {
      lock.close();
      throw database.refused(e);
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  private static void requireComplete(Database database) throws SQLException {
    try (var connection = database.openReader()) {
      var incomplete = EventQueries.incomplete().ask(connection);
      if (incomplete.isPresent()) {
        throw new DatabaseRefusedException(
            Reason.DATABASE_CORRUPT, database.file(), incomplete.get(), null);
      }
    }
  }

  @Override
  Writer writer() {
    return writer;
  }

  @Override
  Writer projector() {
    return writer;
  }

  @Override
  Readers readers() {
    return readers;
  }

  @Override
  Readers inspectors() {
    return readers;
  }

  @Override
  SqlDialect dialect() {
    return SqlDialect.SQLITE;
  }

  @Override
  public JournalStats stats() {
    return counts.stats(writer.queued());
  }

  /** The threads that work for it, for people who ask what is running; any thread. */
  public List<TaskView> tasks() {
    return Stream.of(writer.tasks(), readers.tasks()).flatMap(List::stream).toList();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    readers.close();
    writer.close(); // last, so that SQLite empties the write-ahead log into the database
    lock.close();
  }
}
