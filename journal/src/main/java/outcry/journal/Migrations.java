package outcry.journal;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import outcry.journal.DatabaseRefusedException.Reason;

/** Brings the tables up to date. The scripts are named here: nothing searches the class path. */
final class Migrations {

  private static final String FOLDER = "db/journal/";
  private static final List<LoadableResource> SCRIPTS =
      List.of(
          new Script("V1__journal.sql"),
          new Script("V2__audit.sql"),
          new Script("V3__strategy_state.sql"),
          new Script("V4__access.sql"),
          new Script("V5__fills.sql"));

  /**
   * @throws DatabaseRefusedException if the tables are newer than this program or not its own
   */
  static void migrate(Database database) {
    int version = version(database);
    if (version > SCRIPTS.size()) {
      throw new DatabaseRefusedException(
          Reason.DATABASE_TOO_NEW,
          database.file(),
          "its tables are at version %d, this program knows %d".formatted(version, SCRIPTS.size()),
          null);
    }
    if (version < SCRIPTS.size()) {
      flyway(database);
    }
  }

  /** Of the tables; 0 for a new database. Flyway would take half a second to tell. */
  private static int version(Database database) {
    try (var connection = database.openUnchecked();
        var statement = connection.createStatement()) {
      try (var history =
          statement.executeQuery(
              "SELECT 1 FROM sqlite_schema WHERE name = 'flyway_schema_history'")) {
        if (!history.next()) {
          return 0;
        }
      }
      try (var version =
          statement.executeQuery(
              "SELECT coalesce(max(CAST(version AS INTEGER)), 0) FROM flyway_schema_history"
                  + " WHERE success = 1")) {
        version.next();
        return version.getInt(1);
      }
    } catch (SQLException e) {
      throw database.refused(e);
    }
  }

  private static void flyway(Database database) {
    try {
      var flyway =
          Flyway.configure(Migrations.class.getClassLoader())
              .dataSource(database.writable())
              .locations(new String[0])
              .resourceProvider(new Scripts())
              .javaMigrationClassProvider(List::of)
              .failOnMissingLocations(false)
              .load();
      flyway.migrate();
    } catch (FlywayException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof SQLException sql) {
          throw database.refused(sql);
        }
      }
      throw new DatabaseRefusedException(
          Reason.DATABASE_SCHEMA, database.file(), e.getMessage(), e);
    }
  }

  private static final class Scripts implements ResourceProvider {

    @Override
    public LoadableResource getResource(String name) {
      return SCRIPTS.stream()
          .filter(script -> script.getRelativePath().equals(name))
          .findFirst()
          .orElse(null);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
      return SCRIPTS.stream()
          .filter(script -> script.getFilename().startsWith(prefix))
          .filter(script -> Arrays.stream(suffixes).anyMatch(script.getFilename()::endsWith))
          .toList();
    }
  }

  private static final class Script extends LoadableResource {

    private final String name;

    Script(String name) {
      this.name = name;
    }

    @Override
    public Reader read() {
      try (var bytes = Migrations.class.getClassLoader().getResourceAsStream(getAbsolutePath())) {
        return new StringReader(new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(getAbsolutePath(), e);
      }
    }

    @Override
    public String getAbsolutePath() {
      return FOLDER + name;
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return getAbsolutePath();
    }

    @Override
    public String getFilename() {
      return name;
    }

    @Override
    public String getRelativePath() {
      return name;
    }
  }

  private Migrations() {}
}
