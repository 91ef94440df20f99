package outcry.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import outcry.journal.JournalException.Unavailable;

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
      } catch (SQLException | RuntimeException | Error e) {
        future.completeExceptionally(e);
      }
    }
  }

  private final Inbox<Question<?>> inbox;
  private final List<Thread> threads = new ArrayList<>();

  Readers(Database database, JournalConfig config) {
    inbox = new Inbox<>(config.queriesMax());
    for (int i = 1; i <= config.readers(); i++) {
      var connection = database.openReader();
      threads.add(Thread.ofPlatform().name("journal-reader-" + i).unstarted(() -> run(connection)));
    }
  }

  void start() {
    threads.forEach(Thread::start);
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

  void close() {
    inbox.close();
    boolean interrupted = false;
    for (var thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Connection connection) {
    var taken = new ArrayList<Question<?>>(1);
    while (inbox.take(taken, 1)) {
      taken.getFirst().ask(connection);
      taken.clear();
    }
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.error("A reader's connection did not close", e);
    }
  }
}
