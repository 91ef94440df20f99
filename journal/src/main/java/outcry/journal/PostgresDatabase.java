package outcry.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;
import outcry.journal.DatabaseRefusedException.Reason;

/** Connections to a PostgreSQL database, each with the limits and settings of its purpose. */
final class PostgresDatabase {

  /**
   * What a connection is for. A server that stands still is noticed after the silence, a client
   * that stands still within a transaction after the idle time: others wait for its locks.
   *
   * @see #connect
   */
  enum Purpose {
    /** Appends and projections. Never a plan that reads a whole table: they grow. */
    WRITE(
        10_000,
        15,
        "-c idle_in_transaction_session_timeout=2000 -c plan_cache_mode=force_generic_plan"
            + " -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off"),
    /** Short questions. */
    READ(30_000, 35, ""),
    /** Audits and the like; also migrations, which wait for one another. */
    INSPECT(0, 0, ""),
    /** Leases that are claimed and given back. */
    CLAIM(1_500, 2, ""),
    /**
     * Heartbeats and renewals: not worth waiting for the disk. What a crash of the server may take
     * back is less than a second of a lease, and the epoch still decides who writes.
     */
    RENEW(1_500, 2, "-c synchronous_commit=off");

    private final String options;
    private final int silenceSeconds;

    Purpose(int statementMillis, int silenceSeconds, String more) {
      this.silenceSeconds = silenceSeconds;
      this.options = "-c statement_timeout=" + statementMillis + " -c jit=off " + more;
    }
  }

  private static final int CONNECT_SECONDS = 2;

  private final PostgresConfig config;

  PostgresDatabase(PostgresConfig config) {
    this.config = config;
  }

  /** For people. */
  String name() {
    return config.name();
  }

  /** Opens a connection; takes some seconds at most. Transactions read what is committed. */
  Connection connect(Purpose purpose) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", config.user());
    properties.setProperty("password", config.password());
    properties.setProperty("ApplicationName", "outcry " + purpose);
    properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
    properties.setProperty("loginTimeout", Integer.toString(2 * CONNECT_SECONDS));
    properties.setProperty("socketTimeout", Integer.toString(purpose.silenceSeconds));
    properties.setProperty("cancelSignalTimeout", Integer.toString(CONNECT_SECONDS));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("options", purpose.options);
    var connection = new Driver().connect(config.url(), properties);
    if (connection == null) {
      throw new SQLException("not a PostgreSQL url: " + config.name(), "08001");
    }
    try {
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * Creates the tables or brings them up to date, and looks whether all is well.
   *
   * @throws DatabaseRefusedException naming the reason
   */
  void prepare() throws SQLException {
    try (var connection = connect(Purpose.INSPECT)) {
      PostgresSettings.require(name(), connection);
      PostgresMigrations.migrate(name(), connection);
      var incomplete = EventQueries.incomplete().ask(connection);
      if (incomplete.isPresent()) {
        throw new DatabaseRefusedException(Reason.DATABASE_CORRUPT, name(), incomplete.get(), null);
      }
    }
  }

  DatabaseRefusedException refused(SQLException e) {
    var reason =
        switch (PostgresFailure.of(e)) {
          case FAULT -> Reason.DATABASE_SCHEMA;
          case REPEAT, OUTAGE -> Reason.DATABASE_UNAVAILABLE;
        };
    return new DatabaseRefusedException(reason, name(), e.getMessage(), e);
  }
}
