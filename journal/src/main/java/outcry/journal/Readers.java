package outcry.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import outcry.journal.JournalException.Unavailable;
import outcry.model.query.TaskView;

/** Threads that answer queries, each with its connection; every query sees one state. */
final class Readers {

  private static final Logger LOG = LoggerFactory.getLogger(Readers.class);

  private record Question<T>(SqlQuery<T> query, CompletableFuture<T> future) {

    void ask(Connection connection) {
      try {
        T answer;
        connection.setAutoCommit(false); // begins a transaction: one state for all statements
        try {
          answer = query.ask(connection);
        } finally {
          connection.rollback();
          connection.setAutoCommit(true);
        }
        future.complete(answer);
      } catch (SQLException e) {
        boolean stopped = e.getErrorCode() == SQLiteErrorCode.SQLITE_INTERRUPT.code;
        future.completeExceptionally(stopped ? new Unavailable("closed", e) : e);
      } catch (RuntimeException | Error e) {
        future.completeExceptionally(e);
      }
    }
  }

  /** A connection and the thread that has it to itself. */
  private record Reader(Thread thread, Connection connection) {}

  /** A query that still runs so long after the close was asked for is broken off. */
  private static final long GRACE_MILLIS = 500;

  private static final long AGAIN_MILLIS = 10;

  private final Inbox<Question<?>> inbox;
  private final List<Reader> readers = new ArrayList<>();
  private final Instant since = Instant.now();

  Readers(Database database, JournalConfig config) {
    inbox = new Inbox<>(config.queriesMax());
    for (int i = 1; i <= config.readers(); i++) {
      var connection = database.openReader();
      var thread = Thread.ofPlatform().name("journal-reader-" + i).unstarted(() -> run(connection));
      readers.add(new Reader(thread, connection));
    }
  }

  void start() {
    readers.forEach(reader -> reader.thread().start());
  }

  <T> CompletionStage<T> ask(SqlQuery<T> query) {
    var question = new Question<>(query, new CompletableFuture<T>());
    if (inbox.offerAll(List.of(question)) == 0) {
      question
          .future()
          .completeExceptionally(
              inbox.isClosed()
                  ? new Unavailable("closed")
                  : new JournalException.Overloaded("queries", inbox.max()));
    }
    return question.future();
  }

  /** Their threads, while those live; any thread. */
  List<TaskView> tasks() {
    var waiting = inbox.size() + " queries waiting for any reader";
    return readers.stream()
        .map(Reader::thread)
        .filter(Thread::isAlive)
        .map(thread -> TaskView.running("journal", thread.getName(), since, waiting))
        .toList();
  }

  /**
   * Answers what was asked, if that is quick: a query that takes longer fails as {@link
   * Unavailable}, so that nobody who stops has to wait for one. An interrupt is kept for the
   * caller.
   */
  void close() {
    inbox.close();
    long graceEndNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
    boolean interrupted = false;
    for (var reader : readers) {
      while (reader.thread().isAlive()) {
        long graceMillis = TimeUnit.NANOSECONDS.toMillis(graceEndNanos - System.nanoTime());
        try {
          reader.thread().join(Math.max(AGAIN_MILLIS, graceMillis));
        } catch (InterruptedException e) {
          interrupted = true;
        }
        if (graceEndNanos - System.nanoTime() <= 0) {
          breakOff(reader); // only the statement that runs now: the next one needs it again
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** SQLite allows this from another thread as long as the connection is not being closed. */
  private static void breakOff(Reader reader) {
    var connection = reader.connection();
    synchronized (connection) {
      try {
        if (!connection.isClosed()) {
          connection.unwrap(SQLiteConnection.class).getDatabase().interrupt();
        }
      } catch (SQLException e) {
        LOG.error("A reader's query cannot be broken off", e);
      }
    }
  }

  private void run(Connection connection) {
    var taken = new ArrayList<Question<?>>(1);
    while (inbox.take(taken, 1)) {
      taken.getFirst().ask(connection);
      taken.clear();
    }
    synchronized (connection) {
      close(connection);
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.error("A reader's connection did not close", e);
    }
  }
}
