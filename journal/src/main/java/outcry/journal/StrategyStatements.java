package outcry.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The writer's SQL for what strategies keep. Writer thread only. */
final class StrategyStatements {

  private static final byte[] NOTHING = {};

  private final PreparedStatement claim;
  private final PreparedStatement save;
  private final PreparedStatement epoch;

  StrategyStatements(Connection connection) throws SQLException {
    claim =
        connection.prepareStatement(
            "INSERT INTO strategy_state (strategy, lease, epoch) VALUES (?, ?, ?)"
                + " ON CONFLICT (strategy) DO UPDATE SET lease = excluded.lease, epoch ="
                + " CASE WHEN strategy_state.epoch < excluded.epoch THEN excluded.epoch"
                + " ELSE strategy_state.epoch + 1 END"
                + " WHERE strategy_state.lease <= excluded.lease RETURNING epoch, state");
    save =
        connection.prepareStatement(
            "UPDATE strategy_state SET state = ? WHERE strategy = ? AND epoch = ?");
    epoch = connection.prepareStatement("SELECT epoch FROM strategy_state WHERE strategy = ?");
  }

  StrategyClaim claim(String strategy, long lease, long epochAtLeast) throws SQLException {
    claim.setString(1, strategy);
    claim.setLong(2, lease);
    claim.setLong(3, epochAtLeast);
    try (var row = claim.executeQuery()) {
      if (row.next()) {
        var state = row.getBytes(2);
        return new StrategyClaim(row.getLong(1), state == null ? NOTHING : state);
      }
    }
    throw fenced(strategy, "lease " + lease);
  }

  void save(String strategy, long runEpoch, byte[] state) throws SQLException {
    save.setBytes(1, state);
    save.setString(2, strategy);
    save.setLong(3, runEpoch);
    if (save.executeUpdate() == 0) {
      throw fenced(strategy, "epoch " + runEpoch);
    }
  }

  private JournalException.StrategyFenced fenced(String strategy, String whose)
      throws SQLException {
    epoch.setString(1, strategy);
    try (var row = epoch.executeQuery()) {
      return new JournalException.StrategyFenced(strategy, whose, row.next() ? row.getLong(1) : 0);
    }
  }
}
