package outcry.journal;

import static outcry.journal.Events.NOW;
import static outcry.journal.Events.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import outcry.postgres.testing.PostgresServer;
import outcry.postgres.testing.SharedPostgres;

/** An empty database of either kind, for tests of what both must do. */
interface TestDatabase {

  /** Opens the journal in it; may be called again after that was closed. */
  SqlJournal open();

  /** Lets somebody claim a partition, where that needs to be allowed. */
  void lend(int partition, String owner);

  /** Beside the journal. */
  Connection connect() throws SQLException;

  SqlDialect dialect();

  /** Lends the partition, and claims it. */
  default Ownership claim(Journal journal, int partition, String owner) {
    lend(partition, owner);
    return await(journal.claim(partition, owner, NOW));
  }

  /** What nobody does: changes to tables past the journal. */
  default void execute(String... statements) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  static TestDatabase sqlite(Path folder) {
    var file = folder.resolve("journal.db");
    return new TestDatabase() {
      @Override
      public SqlJournal open() {
        return SqliteJournal.open(file, JournalConfig.DEFAULT);
      }

      @Override
      public void lend(int partition, String owner) {
        // there is one process
      }

      @Override
      public Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
      }

      @Override
      public SqlDialect dialect() {
        return SqlDialect.SQLITE;
      }
    };
  }

  /** Skips the test if there is no server. */
  static TestDatabase postgres() {
    var server = SharedPostgres.serverOrSkip();
    return postgres(server, server.createDatabase());
  }

  static TestDatabase postgres(PostgresServer server, String name) {
    return new TestDatabase() {
      @Override
      public SqlJournal open() {
        return PostgresJournal.open(config(server, name), JournalConfig.DEFAULT);
      }

      @Override
      public void lend(int partition, String owner) {
        try {
          execute(
              "INSERT INTO lease VALUES ('ORDER', '%d', 1, '%s', now())".formatted(partition, owner)
                  + " ON CONFLICT (kind, key) DO UPDATE SET holder = excluded.holder");
        } catch (SQLException e) {
          throw new IllegalStateException(e);
        }
      }

      @Override
      public Connection connect() throws SQLException {
        return server.connect(name);
      }

      @Override
      public SqlDialect dialect() {
        return SqlDialect.POSTGRES;
      }
    };
  }

  static PostgresConfig config(PostgresServer server, String name) {
    return new PostgresConfig(server.url(name), PostgresServer.USER, "");
  }
}
