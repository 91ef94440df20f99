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
import outcry.journal.JournalException.Unavailable;
import outcry.model.query.TaskView;

/** Threads that answer queries, each with its connection; every query sees one state. */
final class Readers {

  private static final Logger LOG = LoggerFactory.getLogger(Readers.class);

  private record Question<T>(SqlQuery<T> query, CompletableFuture<T> future) {

    /**
     * @throws SQLException if the connection is of no use any more: it may be asked again
     */
    void ask(Connection connection, ReadConnections connections) throws SQLException {
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
        if (connections.isBroken(connection)) {
          throw e;
        }
        boolean stopped = connections.isBrokenOff(e);
        future.completeExceptionally(stopped ? new Unavailable("closed", e) : e);
      } catch (RuntimeException | Error e) {
        future.completeExceptionally(e);
      }
    }
  }

  /** A thread and the connection it has to itself; null while it has none. */
  private final class Reader {

    private final Thread thread;
    private Connection connection;

    Reader(String name, Connection connection) {
      this.connection = connection;
      thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    private void run() {
      var taken = new ArrayList<Question<?>>(1);
      while (inbox.take(taken, 1)) {
        answer(taken.getFirst());
        taken.clear();
      }
      disconnect();
    }

    /** With another connection if this one turns out to be of no use. */
    private void answer(Question<?> question) {
      for (int tries = 1; !question.future().isDone(); tries++) {
        try {
          question.ask(connected(), connections);
        } catch (SQLException e) {
          disconnect();
          if (tries > 1 || inbox.isClosed()) {
            question.future().completeExceptionally(new Unavailable(e.getMessage(), e));
          }
        }
      }
    }

    private Connection connected() throws SQLException {
      if (connection == null) {
        var opened = connections.open();
        synchronized (this) {
          connection = opened;
        }
      }
      return connection;
    }

    private synchronized void disconnect() {
      try {
        if (connection != null) {
          connection.close();
        }
      } catch (SQLException e) {
        LOG.error("A reader's connection did not close", e);
      } finally {
        connection = null;
      }
    }

    /** Only what runs now: it is asked for again. */
    synchronized void breakOff() {
      try {
        if (connection != null && !connection.isClosed()) {
          connections.breakOff(connection);
        }
      } catch (SQLException e) {
        LOG.error("A reader's query cannot be broken off", e);
      }
    }
  }

  /** A query that still runs so long after the close was asked for is broken off. */
  private static final long GRACE_MILLIS = 500;

  private static final long AGAIN_MILLIS = 10;

  private final ReadConnections connections;
  private final Inbox<Question<?>> inbox;
  private final List<Reader> readers = new ArrayList<>();
  private final Instant since = Instant.now();

  /**
   * Opens the first connection of each.
   *
   * @param name of their threads, which are numbered from 1
   */
  Readers(String name, int threads, ReadConnections connections, JournalConfig config)
      throws SQLException {
    this.connections = connections;
    inbox = new Inbox<>(config.queriesMax());
    for (int i = 1; i <= threads; i++) {
      readers.add(new Reader(name + "-" + i, connections.open()));
    }
  }

  void start() {
    readers.forEach(reader -> reader.thread.start());
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
        .map(reader -> reader.thread)
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
      while (reader.thread.isAlive()) {
        long graceMillis = TimeUnit.NANOSECONDS.toMillis(graceEndNanos - System.nanoTime());
        try {
          reader.thread.join(Math.max(AGAIN_MILLIS, graceMillis));
        } catch (InterruptedException e) {
          interrupted = true;
        }
        if (graceEndNanos - System.nanoTime() <= 0) {
          reader.breakOff();
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
