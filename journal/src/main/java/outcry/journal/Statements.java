package outcry.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What tasks do to a database, within the writer's transaction. Writer thread only. */
interface Statements {

  /** See {@link Journal#claim}. */
  Ownership claim(int partition, String owner, long nowNanos) throws SQLException;

  /**
   * See {@link Journal#append}.
   *
   * @return the sequence of the last row
   */
  long append(Ownership ownership, List<EventRow> rows) throws SQLException;

  /** See {@link Journal#note}. */
  long note(AuditNote note) throws SQLException;

  /** See {@link Journal#project}. */
  void project(String reader, int partition, long fromSequence, long toSequence, Projection work)
      throws SQLException;

  /** For statements that are prepared each time; never commit, roll back, close or keep it. */
  Connection connection();

  /** See {@link StrategyStore#claimStrategy}. */
  StrategyClaim claimStrategy(String strategy, long lease, long epochAtLeast) throws SQLException;

  /** See {@link StrategyStore#saveStrategy}. */
  void saveStrategy(String strategy, long epoch, byte[] state) throws SQLException;
}
