package outcry.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import outcry.journal.JournalException.Unavailable;
import outcry.journal.WriteTask.Append;
import outcry.journal.WriteTask.Claim;
import outcry.journal.WriteTask.ClaimStrategy;
import outcry.journal.WriteTask.Note;
import outcry.journal.WriteTask.Project;
import outcry.journal.WriteTask.SaveStrategy;
import outcry.model.query.TaskView;

/**
 * The one thread that writes. It takes whatever waits, does it in one transaction, commits, and
 * completes the futures: the more waits, the more share one commit; a single task never waits for
 * others. When one fails the group is done again with a savepoint for each, so that the failing one
 * leaves nothing behind and takes nobody along.
 */
final class Writer {

  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

  private final Connection connection;
  private final WriterStatements statements;
  private final PreparedStatement savepoint;
  private final PreparedStatement release;
  private final PreparedStatement undo;
  private final Inbox<WriteTask<?>> inbox;
  private final WriterCounts counts = new WriterCounts();
  private final int groupMax;
  private final Thread thread;
  private final Instant since = Instant.now();
  private volatile Unavailable failure;

  Writer(Connection connection, JournalConfig config) throws SQLException {
    this.connection = connection;
    // With auto-commit the driver tries to commit after every statement, in vain and slowly.
    connection.setAutoCommit(false);
    statements = new WriterStatements(connection);
    savepoint = connection.prepareStatement("SAVEPOINT task");
    release = connection.prepareStatement("RELEASE task");
    undo = connection.prepareStatement("ROLLBACK TO task");
    inbox = new Inbox<>(config.queuedMax());
    groupMax = config.groupMax();
    thread = Thread.ofPlatform().name("journal-writer").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Queues the task, or fails its future. */
  <T> CompletionStage<T> submit(WriteTask<T> task) {
    submitAll(List.of(task));
    return task.future();
  }

  /** Hands them over at once: a writer that is idle takes all of them into one commit. */
  void submitAll(List<? extends WriteTask<?>> tasks) {
    var broken = failure;
    if (broken != null) {
      tasks.forEach(task -> task.future().completeExceptionally(broken));
      return;
    }
    int accepted = inbox.offerAll(tasks);
    for (var refused : tasks.subList(accepted, tasks.size())) {
      refused
          .future()
          .completeExceptionally(
              inbox.isClosed()
                  ? new Unavailable("closed")
                  : new JournalException.Overloaded("writes", inbox.max()));
    }
  }

  JournalStats stats() {
    return counts.stats(inbox.size());
  }

  /** Its thread, while that lives; any thread. */
  List<TaskView> tasks() {
    if (!thread.isAlive()) {
      return List.of();
    }
    var broken = failure;
    var doing = broken == null ? inbox.size() + " writes waiting" : broken.getMessage();
    return List.of(TaskView.running("journal", thread.getName(), since, doing));
  }

  /** Waits until everything queued is done. An interrupt is kept for the caller. */
  void close() {
    inbox.close();
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    var group = new ArrayList<WriteTask<?>>(groupMax);
    while (inbox.take(group, groupMax)) {
      if (failure == null) {
        commit(group);
      } else {
        fail(group);
      }
      group.clear();
    }
    if (failure == null) {
      disconnect();
    }
  }

  /** Undoes what is not committed. */
  private void disconnect() {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.error("The journal's connection did not close", e);
    }
  }

  private void commit(List<WriteTask<?>> group) {
    var failures = new Throwable[group.size()];
    try {
      if (!performAll(group)) {
        for (int i = 0; i < failures.length; i++) {
          failures[i] = perform(group.get(i));
        }
      }
      long startNanos = System.nanoTime();
      connection.commit();
      counts.commits(System.nanoTime() - startNanos);
    } catch (SQLException | RuntimeException | Error e) {
      // Whether it is durable is unknown, and the same commit tried again may lie: stop here.
      LOG.error("The journal stops: its database failed", e);
      failure = new Unavailable(String.valueOf(e.getMessage()), e);
      disconnect();
      fail(group);
      return;
    }
    for (int i = 0; i < failures.length; i++) {
      var task = group.get(i);
      count(task, failures[i] == null);
      if (failures[i] == null) {
        task.succeed();
      } else {
        task.future().completeExceptionally(failures[i]);
      }
    }
  }

  /**
   * The fast way, without savepoints. Not for projections, whose work is run once and may fail in
   * any way.
   *
   * @return whether all succeeded; if not, none has happened
   */
  private boolean performAll(List<WriteTask<?>> group) throws SQLException {
    for (var task : group) {
      if (task instanceof Project) {
        return false;
      }
    }
    try {
      for (var task : group) {
        task.perform(statements);
      }
      return true;
    } catch (RuntimeException e) {
      connection.rollback();
      statements.forget();
      return false;
    }
  }

  /** Returns why it failed, or null; throws when the database is not to be trusted any more. */
  private Throwable perform(WriteTask<?> task) throws SQLException {
    savepoint.execute();
    Throwable refusal = null;
    try {
      task.perform(statements);
    } catch (SQLException e) {
      if (!(task instanceof Project) || !isFault(e)) {
        throw e;
      }
      refusal = e;
    } catch (RuntimeException e) {
      refusal = e;
    }
    if (refusal != null) {
      undo.execute();
      statements.forget();
    }
    release.execute();
    return refusal;
  }

  /** Whether the statement is to blame and not the database. */
  private static boolean isFault(SQLException e) {
    int code = e.getErrorCode() & 0xff;
    return code == SQLiteErrorCode.SQLITE_OK.code
        || code == SQLiteErrorCode.SQLITE_ERROR.code
        || code == SQLiteErrorCode.SQLITE_CONSTRAINT.code
        || code == SQLiteErrorCode.SQLITE_MISMATCH.code
        || code == SQLiteErrorCode.SQLITE_TOOBIG.code
        || code == SQLiteErrorCode.SQLITE_RANGE.code;
  }

  private void count(WriteTask<?> task, boolean done) {
    switch (task) {
      case Append append -> counts.append(append.size(), done);
      case Project _ -> counts.projection(done);
      case Claim _, Note _, ClaimStrategy _, SaveStrategy _ -> {}
    }
  }

  private void fail(List<WriteTask<?>> group) {
    group.forEach(task -> task.future().completeExceptionally(failure));
  }
}
