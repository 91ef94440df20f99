package outcry.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import outcry.journal.DatabaseRefusedException.Reason;

/** Connections to one SQLite file, each with the settings that durability needs, read back. */
final class Database implements ReadConnections {

  private static final int BUSY_TIMEOUT_MS = 5_000;
  private static final int CACHE_KIB = 65_536;

  private final Path file;
  private final int checkpointPages;
  private final SQLiteConfig.SynchronousMode synchronous;

  Database(Path file, JournalConfig config) {
    this.file = file;
    this.checkpointPages = config.checkpointPages();
    this.synchronous =
        switch (config.durability()) {
          case POWER_LOSS -> SQLiteConfig.SynchronousMode.FULL;
          case PROCESS_DEATH -> SQLiteConfig.SynchronousMode.OFF;
        };
  }

  Path file() {
    return file;
  }

  SQLiteDataSource writable() {
    var settings = new SQLiteConfig();
    settings.setJournalMode(SQLiteConfig.JournalMode.WAL);
    settings.setSynchronous(synchronous);
    settings.setWalAutocheckpoint(checkpointPages);
    settings.setBusyTimeout(BUSY_TIMEOUT_MS);
    settings.setCacheSize(-CACHE_KIB);
    settings.setGetGeneratedKeys(false); // else a second statement after every insert
    settings.setTempStore(SQLiteConfig.TempStore.MEMORY);
    return source(settings);
  }

  /** With no settings at all: to look before anything is changed. */
  Connection openUnchecked() throws SQLException {
    return source(new SQLiteConfig()).getConnection();
  }

  Connection openWriter() {
    try {
      var connection = writable().getConnection();
      try (var statement = connection.createStatement()) {
        statement.execute("PRAGMA fullfsync = 1"); // macOS only empties the disk's cache on request
      }
      var expected = new LinkedHashMap<String, String>();
      expected.put("journal_mode", "wal");
      expected.put("synchronous", synchronous == SQLiteConfig.SynchronousMode.FULL ? "2" : "0");
      expected.put("fullfsync", "1");
      expected.put("wal_autocheckpoint", Integer.toString(checkpointPages));
      expected.put("busy_timeout", Integer.toString(BUSY_TIMEOUT_MS));
      expected.put("encoding", "UTF-8");
      requireSettings(connection, expected);
      return connection;
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  @Override
  public Connection open() {
    return openReader();
  }

  @Override
  public boolean isBroken(Connection connection) {
    return false; // a file does not go away
  }

  @Override
  public boolean isBrokenOff(SQLException failure) {
    return failure.getErrorCode() == SQLiteErrorCode.SQLITE_INTERRUPT.code;
  }

  /** Allowed as long as the connection is not being closed. */
  @Override
  public void breakOff(Connection connection) throws SQLException {
    connection.unwrap(SQLiteConnection.class).getDatabase().interrupt();
  }

  Connection openReader() {
    var settings = new SQLiteConfig();
    settings.setReadOnly(true);
    settings.setBusyTimeout(BUSY_TIMEOUT_MS);
    try {
      var connection = source(settings).getConnection();
      requireSettings(connection, Map.of("journal_mode", "wal"));
      return connection;
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  /** Creates the folder and finds what SQLite would only notice at the first write. */
  void requireWritable() {
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw new DatabaseRefusedException(
          Reason.DATABASE_READ_ONLY, file, "cannot create its folder", e);
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new DatabaseRefusedException(Reason.DATABASE_CORRUPT, file, "not a file", null);
    }
    for (var needed : new Path[] {file.getParent(), file}) {
      if (Files.exists(needed) && !Files.isWritable(needed)) {
        throw new DatabaseRefusedException(
            Reason.DATABASE_READ_ONLY, file, "cannot write " + needed, null);
      }
    }
  }

  DatabaseRefusedException refused(SQLException e) {
    int code = e.getErrorCode() & 0xff;
    Reason reason;
    if (code == SQLiteErrorCode.SQLITE_NOTADB.code || code == SQLiteErrorCode.SQLITE_CORRUPT.code) {
      reason = Reason.DATABASE_CORRUPT;
    } else if (code == SQLiteErrorCode.SQLITE_READONLY.code) {
      reason = Reason.DATABASE_READ_ONLY;
    } else if (code == SQLiteErrorCode.SQLITE_BUSY.code) {
      reason = Reason.DATABASE_IN_USE;
    } else if (code == SQLiteErrorCode.SQLITE_ERROR.code) {
      reason = Reason.DATABASE_SCHEMA;
    } else {
      reason = Reason.DATABASE_UNAVAILABLE;
    }
    return new DatabaseRefusedException(reason, file, e.getMessage(), e);
  }

  private void requireSettings(Connection connection, Map<String, String> expected)
      throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var setting : expected.entrySet()) {
        try (var found = statement.executeQuery("PRAGMA " + setting.getKey())) {
          var value = found.next() ? found.getString(1) : "nothing";
          if (!setting.getValue().equals(value)) {
            throw new DatabaseRefusedException(
                Reason.DATABASE_SETTINGS,
                file,
                setting.getKey() + " is " + value + ", needed is " + setting.getValue(),
                null);
          }
        }
      }
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private SQLiteDataSource source(SQLiteConfig settings) {
    var source = new SQLiteDataSource(settings);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }
}
