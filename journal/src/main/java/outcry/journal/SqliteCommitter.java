package outcry.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import outcry.journal.JournalException.OutcomeUnknown;
import outcry.journal.JournalException.Unavailable;
import outcry.journal.WriteTask.Project;

/**
 * One transaction a group. When a task fails the group is done again with a savepoint for each, so
 * that the failing one leaves nothing behind and takes nobody along. An input or output error ends
 * it for good: the same commit tried again may lie.
 */
final class SqliteCommitter implements Committer {

  private static final Logger LOG = LoggerFactory.getLogger(SqliteCommitter.class);

  private final Connection connection;
  private final WriterCounts counts;
  private final SqliteStatements statements;
  private final PreparedStatement savepoint;
  private final PreparedStatement release;
  private final PreparedStatement undo;
  private volatile Unavailable failure;

  SqliteCommitter(Connection connection, WriterCounts counts) throws SQLException {
    this.connection = connection;
    this.counts = counts;
    // With auto-commit the driver tries to commit after every statement, in vain and slowly.
    connection.setAutoCommit(false);
    statements = new SqliteStatements(connection);
    savepoint = connection.prepareStatement("SAVEPOINT task");
    release = connection.prepareStatement("RELEASE task");
    undo = connection.prepareStatement("ROLLBACK TO task");
  }

  @Override
  public Unavailable failure() {
    return failure;
  }

  @Override
  public void close() {
    if (failure == null) {
      disconnect();
    }
  }

  private void disconnect() {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.error("The journal's connection did not close", e);
    }
  }

  @Override
  public void commit(List<WriteTask<?>> group) {
    if (failure != null) {
      fail(group, failure);
      return;
    }
    var failures = new Throwable[group.size()];
    boolean committing = false;
    try {
      if (!performAll(group)) {
        for (int i = 0; i < failures.length; i++) {
          failures[i] = perform(group.get(i));
        }
      }
      long startNanos = System.nanoTime();
      committing = true;
      connection.commit();
      counts.commits(System.nanoTime() - startNanos);
    } catch (SQLException | RuntimeException | Error e) {
      LOG.error("The journal stops: its database failed", e);
      failure = new Unavailable(String.valueOf(e.getMessage()), e);
      disconnect();
      fail(group, committing ? new OutcomeUnknown(String.valueOf(e.getMessage()), e) : failure);
      return;
    }
    for (int i = 0; i < failures.length; i++) {
      var task = group.get(i);
      counts.count(task, failures[i] == null);
      if (failures[i] == null) {
        task.succeed();
      } else {
        task.future().completeExceptionally(failures[i]);
      }
    }
  }

  /**
   * The fast way, without savepoints. Not for projections, whose work may fail in any way.
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

  private static void fail(List<WriteTask<?>> group, Throwable why) {
    group.forEach(task -> task.future().completeExceptionally(why));
  }
}
