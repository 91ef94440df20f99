package outcry.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import outcry.journal.DatabaseRefusedException.Reason;

/** What a server must do so that a commit survives a loss of power. Read, never set. */
final class PostgresSettings {

  private static final int VERSION_MIN = 150_000;

  /** Accepted values; docs/operations.md says why. */
  private static final Map<String, Set<String>> NEEDED = new LinkedHashMap<>();

  static {
    NEEDED.put("fsync", Set.of("on"));
    NEEDED.put("full_page_writes", Set.of("on"));
    NEEDED.put("synchronous_commit", Set.of("on", "remote_apply"));
    NEEDED.put("server_encoding", Set.of("UTF8"));
    NEEDED.put("transaction_isolation", Set.of("read committed"));
  }

  /**
   * @throws DatabaseRefusedException naming the setting
   */
  static void require(String database, Connection connection) throws SQLException {
    int version = Integer.parseInt(show(connection, "server_version_num"));
    if (version < VERSION_MIN) {
      throw refused(
          Reason.DATABASE_SETTINGS,
          database,
          "the server is PostgreSQL %d, needed is %d or later"
              .formatted(version / 10_000, VERSION_MIN / 10_000));
    }
    for (var setting : NEEDED.entrySet()) {
      var found = show(connection, setting.getKey());
      if (!setting.getValue().contains(found)) {
        throw refused(
            Reason.DATABASE_SETTINGS,
            database,
            setting.getKey()
                + " is "
                + found
                + ", needed is "
                + String.join(" or ", setting.getValue().stream().sorted().toList()));
      }
    }
    if (show(connection, "in_hot_standby").equals("on")) {
      throw refused(
          Reason.DATABASE_READ_ONLY,
          database,
          "the server is a standby in recovery, not a primary");
    }
    if (show(connection, "transaction_read_only").equals("on")) {
      throw refused(Reason.DATABASE_READ_ONLY, database, "transactions are read-only here");
    }
  }

  private static String show(Connection connection, String setting) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SHOW " + setting)) {
      row.next();
      return row.getString(1);
    }
  }

  private static DatabaseRefusedException refused(Reason reason, String database, String detail) {
    return new DatabaseRefusedException(reason, database, detail, null);
  }

  private PostgresSettings() {}
}
