package outcry.journal;

import java.sql.Connection;
import java.sql.SQLException;

/** A question to the database, asked on a worker thread. */
@FunctionalInterface
public interface SqlQuery<T> {

  /**
   * @param connection can only read, and sees one unchanging state until this returns; close the
   *     statements made from it, never keep it
   */
  T ask(Connection connection) throws SQLException;
}
