package outcry.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import outcry.journal.DatabaseRefusedException.Reason;

/**
 * Brings the tables up to date: all scripts that are missing in one transaction, while every other
 * node that starts waits.
 */
final class PostgresMigrations {

  private static final String FOLDER = "db/journal/postgres/";
  private static final List<String> SCRIPTS =
      List.of("V1__journal.sql", "V2__access.sql", "V3__fills.sql");

  /** Any number, as long as nothing else in the database uses it: "outcry" in ASCII. */
  private static final long LOCK = 0x6f75_7463_7279L;

  /**
   * @throws DatabaseRefusedException if the tables are newer than this program
   */
  static void migrate(String database, Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS journal_version (version INTEGER PRIMARY KEY,"
              + " script TEXT NOT NULL, applied_at TIMESTAMPTZ NOT NULL DEFAULT now())");
      int version = version(connection);
      if (version > SCRIPTS.size()) {
        throw new DatabaseRefusedException(
            Reason.DATABASE_TOO_NEW,
            database,
            "its tables are at version %d, this program knows %d"
                .formatted(version, SCRIPTS.size()),
            null);
      }
      for (var script : SCRIPTS.subList(version, SCRIPTS.size())) {
        statement.execute(read(script));
        record(connection, ++version, script);
      }
      connection.commit();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static int version(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT coalesce(max(version), 0) FROM journal_version")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static void record(Connection connection, int version, String script)
      throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO journal_version (version, script) VALUES (?, ?)")) {
      Sql.bind(insert, version, script);
      insert.executeUpdate();
    }
  }

  private static String read(String script) {
    try (var bytes =
        PostgresMigrations.class.getClassLoader().getResourceAsStream(FOLDER + script)) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(script, e);
    }
  }

  private PostgresMigrations() {}
}
