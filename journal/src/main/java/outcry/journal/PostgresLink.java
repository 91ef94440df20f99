package outcry.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that is opened again after it broke, with growing pauses in between in which callers
 * fail at once. One thread.
 *
 * @param <S> the statements that are prepared on each new connection
 */
final class PostgresLink<S> {

  /** Opens a connection and prepares it. */
  @FunctionalInterface
  interface Opening {
    Connection open() throws SQLException;
  }

  /** Prepares statements. */
  @FunctionalInterface
  interface Preparing<S> {
    S prepare(Connection connection) throws SQLException;
  }

  private static final long PAUSE_MIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long PAUSE_MAX_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final Logger LOG = LoggerFactory.getLogger(PostgresLink.class);

  private final String name;
  private final Opening opening;
  private final Preparing<S> preparing;
  private Connection connection;
  private S statements;
  private SQLException lastFailure;
  private long pauseNanos = PAUSE_MIN_NANOS;
  private long notBeforeNanos;

  /**
   * @param name of its purpose, for the log
   */
  PostgresLink(String name, Opening opening, Preparing<S> preparing) {
    this.name = name;
    this.opening = opening;
    this.preparing = preparing;
  }

  /** The statements of the connection, which is opened if there is none. */
  S statements() throws SQLException {
    if (statements != null) {
      return statements;
    }
    if (lastFailure != null && System.nanoTime() - notBeforeNanos < 0) {
      throw new SQLException(lastFailure.getMessage(), lastFailure.getSQLState(), lastFailure);
    }
    try {
      connection = opening.open();
      statements = preparing.prepare(connection);
    } catch (SQLException e) {
      pause(e);
      throw e;
    } catch (DatabaseRefusedException e) {
      var refused = new SQLException(e.getMessage(), e);
      pause(refused);
      throw refused;
    }
    if (lastFailure != null) {
      LOG.info("{}: the database is back", name);
    }
    lastFailure = null;
    pauseNanos = PAUSE_MIN_NANOS;
    return statements;
  }

  /** Only after {@link #statements}. */
  Connection connection() {
    return connection;
  }

  /** The connection is of no use any more. Another one is tried for at once. */
  void broke(SQLException why) {
    LOG.warn("{}: the connection broke: {}", name, why.toString());
    close();
  }

  private void pause(SQLException why) {
    if (lastFailure == null) {
      LOG.error("{}: the database is away", name, why);
    }
    lastFailure = why;
    notBeforeNanos = System.nanoTime() + pauseNanos;
    pauseNanos = Math.min(2 * pauseNanos, PAUSE_MAX_NANOS);
    close();
  }

  void close() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      LOG.warn("{}: a connection did not close: {}", name, e.getMessage());
    } finally {
      connection = null;
      statements = null;
    }
  }
}
