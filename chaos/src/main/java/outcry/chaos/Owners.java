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
                "SELECT key, holder FROM lease WHERE kind = 'ORDER' AND ends_at > now()")) {
      while (rows.next()) {
        var holder = rows.getString(2);
        owned
            .computeIfAbsent(holder.substring(0, holder.indexOf('/')), _ -> new ArrayList<>())
            .add(Integer.parseInt(rows.getString(1)));
      }
    }
    return owned;
  }
}
