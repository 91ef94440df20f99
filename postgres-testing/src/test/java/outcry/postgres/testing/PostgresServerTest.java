package outcry.postgres.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.SQLException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class PostgresServerTest {

  @Test
  void aServerKeepsWhatWasCommittedAcrossACrash() throws SQLException {
    Assumptions.assumeTrue(PostgresServer.isInstalled(), "skipped: PostgreSQL is not installed");
    try (var server = PostgresServer.create().orElseThrow()) {
      var database = server.createDatabase();
      try (var connection = server.connect(database);
          var statement = connection.createStatement()) {
        statement.execute("CREATE TABLE kept AS SELECT 7 AS number");
      }
      server.crash();
      assertThrows(SQLException.class, () -> server.connect(database).close());
      server.start();
      try (var connection = server.connect(database);
          var statement = connection.createStatement();
          var rows = statement.executeQuery("SELECT number FROM kept")) {
        rows.next();
        assertEquals(7, rows.getInt(1));
      }
    }
  }
}
