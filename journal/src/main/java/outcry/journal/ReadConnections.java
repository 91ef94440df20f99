package outcry.journal;

import java.sql.Connection;
import java.sql.SQLException;

/** How readers reach a database. */
interface ReadConnections {

  /** Opens one that can only read, and shows one state from its first statement to its rollback. */
  Connection open() throws SQLException;

  /** Whether it is of no use any more, so that another one is needed. */
  boolean isBroken(Connection connection);

  /** Whether it failed because of {@link #breakOff}. */
  boolean isBrokenOff(SQLException failure);

  /** Stops the statement that runs now, if need be with its connection. Any thread. */
  void breakOff(Connection connection) throws SQLException;
}
