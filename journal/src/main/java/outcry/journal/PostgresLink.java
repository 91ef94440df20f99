package outcry.journal;

import java.sql.Connection;
import java.sql.SQLException;
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

  private static final String UNABLE_TO_CONNECT = "08001";
  private static final Logger LOG = LoggerFactory.getLogger(PostgresLink.class);

  private final String name;
  private final Opening opening;
  private final Preparing<S> preparing;
  private Connection connection;
  private S statements;
  private final Pauses pauses = new Pauses();

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
    pauses.check();
    try {
      connection = opening.open();
      statements = preparing.prepare(connection);
    } catch (SQLException e) {
      away(e);
      throw e;
    } catch (DatabaseRefusedException e) {
      var refused = new SQLException(e.getMessage(), UNABLE_TO_CONNECT, e);
      away(refused);
      throw refused;
    }
    if (pauses.succeeded()) {
      LOG.info("{}: the database is back", name);
    }
    return statements;
  }

  /** Only after {@link #statements}. */
  Connection connection() {
    return connection;
  }

  /** Whether there is a connection that the server or the way to it ended. */
  boolean isGone() {
    try {
      return connection != null && connection.isClosed();
    } catch (SQLException e) {
      return true;
    }
  }

  /**
   * The connection is of no use any more.
   *
   * @return whether there was one: then another one is tried for at once
   */
  boolean broke(Throwable why) {
    if (connection == null) {
      return false;
    }
    LOG.warn("{}: the connection broke: {}", name, why.toString());
    close();
    return true;
  }

  private void away(SQLException why) {
    if (pauses.failed(why)) {
      LOG.error("{}: the database is away: {}", name, why.toString());
    }
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
