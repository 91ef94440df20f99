package outcry.journal;

import java.sql.Connection;
import java.sql.SQLException;
import outcry.journal.PostgresDatabase.Purpose;

/** Connections that only read, each question in one state of the database. */
final class PostgresReading implements ReadConnections {

  private static final String CANCELED = "57014";

  private final PostgresDatabase database;
  private final Purpose purpose;
  private final Pauses pauses = new Pauses();

  PostgresReading(PostgresDatabase database, Purpose purpose) {
    this.database = database;
    this.purpose = purpose;
  }

  @Override
  public Connection open() throws SQLException {
    pauses.check();
    try {
      var connection = connect();
      pauses.succeeded();
      return connection;
    } catch (SQLException e) {
      pauses.failed(e);
      throw e;
    }
  }

  private Connection connect() throws SQLException {
    var connection = database.connect(purpose);
    try {
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public boolean isBroken(Connection connection) {
    try {
      return connection.isClosed(); // the driver closes what it lost
    } catch (SQLException e) {
      return true;
    }
  }

  @Override
  public boolean isBrokenOff(SQLException failure) {
    return CANCELED.equals(failure.getSQLState());
  }

  /** Closes its socket: a server that stands still would not hear of a cancellation. */
  @Override
  public void breakOff(Connection connection) throws SQLException {
    connection.abort(Runnable::run);
  }
}
