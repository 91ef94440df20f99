package outcry.chaos;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import outcry.chaos.process.ChaosDatabase;

/** Who owns which partition, by the lease rows. */
final class Owners {

  private final ChaosDatabase database;

  Owners(ChaosDatabase database) {
    this.database = database;
  }

  /**
   * Order partitions by the node that owns them.
   *
   * @throws SQLException if the database does not answer
   */
  Map<String, List<Integer>> byNode() throws SQLException {
    var owned = new TreeMap<String, List<Integer>>();
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT lease.key, node.node FROM lease JOIN node"
                    + " ON node.process = split_part(lease.holder, '/', 1)"
                    + " WHERE lease.kind = 'ORDER' AND lease.ends_at > now()")) {
      while (rows.next()) {
        owned
            .computeIfAbsent(rows.getString(2), _ -> new ArrayList<>())
            .add(Integer.parseInt(rows.getString(1)));
      }
    }
    return owned;
  }
}
