package outcry.journal;

import java.sql.Connection;
import java.sql.SQLException;

/** What a reader makes of the events it has read: changes to its own tables. */
@FunctionalInterface
public interface Projection {

  /**
   * Runs on the journal's writer thread inside the transaction that moves the reader's offset, so
   * it must be short. Everything it did is undone when it throws. It may run again when the
   * transaction has to be repeated.
   *
   * @param connection the writer's: close the statements made from it, never commit, roll back,
   *     close or keep it
   */
  void apply(Connection connection) throws SQLException;
}
