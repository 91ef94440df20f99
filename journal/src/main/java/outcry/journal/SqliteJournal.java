package outcry.journal;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import outcry.journal.DatabaseRefusedException.Reason;
import outcry.model.JournaledEvent;
import outcry.model.OrderEvent;
import outcry.model.query.TaskView;

/**
 * The journal in one SQLite file: write-ahead log, {@code synchronous=FULL}, one writer thread with
 * group commit, a few reader threads, one process at a time.
 */
public final class SqliteJournal implements Journal, StrategyStore {

  private final DatabaseLock lock;
  private final Writer writer;
  private final Readers readers;
  private boolean closed;

  private SqliteJournal(DatabaseLock lock, Writer writer, Readers readers) {
    this.lock = lock;
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
      var writer = new Writer(database.openWriter(), config);
      var readers = new Readers(database, config);
      writer.start();
      readers.start();
      return new SqliteJournal(lock, writer, readers);
    } catch (SQLException e) {
      lock.close();
      throw database.refused(e);
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  /** The end of every partition is where its lease says. Looks at one row each. */
  private static void requireComplete(Database database) throws SQLException {
    try (var connection = database.openReader();
        var statement = connection.createStatement();
        var wrong =
            statement.executeQuery(
                """
                SELECT partition, sequence FROM partition_lease l WHERE sequence <> coalesce(
                  (SELECT max(position) & 281474976710655 FROM event WHERE position
                   BETWEEN l.partition << 48 AND (l.partition + 1 << 48) - 1), 0)
                """)) {
      if (wrong.next()) {
        throw new DatabaseRefusedException(
            Reason.DATABASE_CORRUPT,
            database.file(),
            "partition %d does not end at sequence %d".formatted(wrong.getInt(1), wrong.getLong(2)),
            null);
      }
    }
  }

  @Override
  public CompletionStage<Ownership> claim(int partition, String owner, long nowNanos) {
    requirePartition(partition);
    return writer.submit(new WriteTask.Claim(partition, Objects.requireNonNull(owner), nowNanos));
  }

  /** Encodes on the caller's thread, which leaves more time to the writer's. */
  @Override
  public CompletionStage<Long> append(Ownership ownership, List<OrderEvent> events) {
    return writer.submit(task(ownership, events));
  }

  @Override
  public List<CompletionStage<Long>> appendEach(
      Ownership ownership, List<List<OrderEvent>> appends) {
    var tasks = appends.stream().map(events -> task(ownership, events)).toList();
    writer.submitAll(tasks);
    return tasks.stream().<CompletionStage<Long>>map(WriteTask.Append::future).toList();
  }

  private static WriteTask.Append task(Ownership ownership, List<OrderEvent> events) {
    require("events", events.size(), 1, APPEND_MAX);
    return new WriteTask.Append(ownership, events.stream().map(EventRow::of).toList());
  }

  @Override
  public CompletionStage<List<JournaledEvent>> read(int partition, long afterSequence, int limit) {
    requirePartition(partition);
    require("afterSequence", afterSequence, 0, Long.MAX_VALUE);
    require("limit", limit, 1, READ_MAX);
    return query(EventQueries.read(partition, afterSequence, limit));
  }

  @Override
  public CompletionStage<Long> lastSequence(int partition) {
    return query(EventQueries.lastSequence(partition));
  }

  @Override
  public CompletionStage<Optional<JournaledEvent>> findOrder(String account, String clientOrderId) {
    return query(EventQueries.order(account, clientOrderId));
  }

  @Override
  public CompletionStage<List<JournaledEvent>> history(int partition, long orderId) {
    return query(EventQueries.history(partition, orderId));
  }

  @Override
  public CompletionStage<List<Integer>> partitions() {
    return query(EventQueries.partitions());
  }

  @Override
  public CompletionStage<List<TradingLatch>> tradingLatches() {
    return query(EventQueries.latches());
  }

  @Override
  public CompletionStage<Long> offset(String reader, int partition) {
    return query(EventQueries.offset(reader, partition));
  }

  @Override
  public CompletionStage<Void> project(
      String reader, int partition, long fromSequence, long toSequence, Projection work) {
    requirePartition(partition);
    require("fromSequence", fromSequence, 0, Long.MAX_VALUE);
    require("toSequence", toSequence, fromSequence, Long.MAX_VALUE);
    return writer.submit(
        new WriteTask.Project(
            Objects.requireNonNull(reader),
            partition,
            fromSequence,
            toSequence,
            Objects.requireNonNull(work)));
  }

  @Override
  public <T> CompletionStage<T> query(SqlQuery<T> query) {
    return readers.ask(Objects.requireNonNull(query));
  }

  @Override
  public CompletionStage<Long> note(AuditNote note) {
    return writer.submit(new WriteTask.Note(Objects.requireNonNull(note)));
  }

  @Override
  public CompletionStage<StrategyClaim> claimStrategy(
      String strategy, long lease, long epochAtLeast) {
    require("lease", lease, 0, Long.MAX_VALUE);
    require("epochAtLeast", epochAtLeast, 1, Long.MAX_VALUE);
    return writer.submit(
        new WriteTask.ClaimStrategy(Objects.requireNonNull(strategy), lease, epochAtLeast));
  }

  @Override
  public CompletionStage<Void> saveStrategy(String strategy, long epoch, byte[] state) {
    require("bytes of a strategy's state", state.length, 1, STATE_MAX);
    return writer.submit(new WriteTask.SaveStrategy(strategy, epoch, state));
  }

  @Override
  public CompletionStage<AuditReport> audit() {
    return query(Audit::of);
  }

  @Override
  public CompletionStage<List<Violation>> verify() {
    return query(Verification::verify);
  }

  @Override
  public JournalStats stats() {
    return writer.stats();
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

  private static void requirePartition(int partition) {
    require("partition", partition, 0, PARTITION_MAX);
  }

  private static void require(String field, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s must be %d to %d, was %d".formatted(field, min, max, value));
    }
  }
}
