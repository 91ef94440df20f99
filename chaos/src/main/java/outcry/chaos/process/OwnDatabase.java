package outcry.chaos.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import outcry.chaos.ChaosException;

/**
 * A PostgreSQL server of the run's own, from the machine's binaries: Debian's, or those on the
 * path. As root it runs as {@code postgres} or {@code nobody}, since the server refuses root. With
 * durable settings, on a loopback port. One thread at a time.
 */
public final class OwnDatabase implements ChaosDatabase {

  private static final String USER = "outcry";
  private static final String NAME = "outcry";
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
  private static final long START_MILLIS = 30_000;
  private static final long LOOK_MILLIS = 50;

  private final Path folder;
  private final Path binaries;
  private final List<String> as;
  private final int port;
  private Process process;

  private OwnDatabase(Path folder, Path binaries, List<String> as, int port) {
    this.folder = folder;
    this.binaries = binaries;
    this.as = as;
    this.port = port;
  }

  /** Whether {@link #create} can work here. */
  public static boolean isInstalled() {
    return binaries().isPresent();
  }

  /**
   * Creates a server in a folder, which others must be able to enter, and starts it.
   *
   * @throws ChaosException if PostgreSQL is not installed or does not start
   */
  public static OwnDatabase create(Path folder) {
    var binaries =
        binaries()
            .orElseThrow(
                () ->
                    new ChaosException(
                        "PostgreSQL is not installed here (no initdb on the path or in "
                            + DEBIAN
                            + "); name a database with --database"));
    try {
      var data = Files.createDirectories(folder);
      var server = new OwnDatabase(data, binaries, as(data), Ports.free());
      server.run(
          "initdb",
          "--no-sync",
          "--encoding=UTF8",
          "--locale=C",
          "--auth=trust",
          "--username=" + USER,
          "--pgdata=" + data.resolve("data"));
      server.start();
      try (var connection = DriverManager.getConnection(server.url("postgres"), USER, "");
          var statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + NAME);
      }
      return server;
    } catch (IOException | SQLException e) {
      throw new ChaosException("no PostgreSQL server: " + e.getMessage(), e);
    }
  }

  private static Optional<Path> binaries() {
    var folders = new ArrayList<Path>();
    if (Files.isDirectory(DEBIAN)) {
      try (Stream<Path> versions = Files.list(DEBIAN)) {
        versions.map(version -> version.resolve("bin")).forEach(folders::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    for (var folder : System.getenv().getOrDefault("PATH", "").split(":")) {
      folders.add(Path.of(folder));
    }
    return folders.stream()
        .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
        .filter(folder -> Files.isExecutable(folder.resolve("postgres")))
        .findFirst();
  }

  /** How to run as somebody the server accepts, who then owns the folder. */
  private static List<String> as(Path folder) throws IOException {
    if (!System.getProperty("user.name").equals("root")) {
      return List.of();
    }
    var users = folder.getFileSystem().getUserPrincipalLookupService();
    for (var user : List.of("postgres", "nobody")) {
      try {
        Files.setOwner(folder, users.lookupPrincipalByName(user));
        var group = user.equals("nobody") ? "nogroup" : user;
        return List.of("setpriv", "--reuid", user, "--regid", group, "--clear-groups");
      } catch (java.nio.file.attribute.UserPrincipalNotFoundException e) {
        continue; // the next one will do
      }
    }
    throw new ChaosException("PostgreSQL refuses root, and there is nobody else to run it as");
  }

  private List<String> command(String program, String... arguments) {
    var command = new ArrayList<>(as);
    command.add(binaries.resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private void run(String program, String... arguments) throws IOException {
    var output = folder.resolve(program + ".log");
    var run =
        new ProcessBuilder(command(program, arguments))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!Signals.ended(run, START_MILLIS) || run.exitValue() != 0) {
      throw new ChaosException(program + " failed: " + Files.readString(output));
    }
  }

  @Override
  public void start() {
    try {
      process =
          new ProcessBuilder(
                  command(
                      "postgres",
                      "-D",
                      folder.resolve("data").toString(),
                      "-c",
                      "port=" + port,
                      "-c",
                      "listen_addresses=127.0.0.1",
                      "-c",
                      "unix_socket_directories=",
                      "-c",
                      "max_connections=200"))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(folder.resolve("postgres.log").toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitAnswer();
  }

  private void awaitAnswer() {
    for (long left = START_MILLIS / LOOK_MILLIS; left > 0; left--) {
      try (var connection = DriverManager.getConnection(url("postgres"), USER, "")) {
        connection.isValid(1);
        return;
      } catch (SQLException e) {
        if (Signals.ended(process, LOOK_MILLIS)) {
          throw new ChaosException("PostgreSQL ended; see " + folder.resolve("postgres.log"), e);
        }
      }
    }
    throw new ChaosException("PostgreSQL does not answer; see " + folder.resolve("postgres.log"));
  }

  @Override
  public String url() {
    return url(NAME);
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  @Override
  public String user() {
    return USER;
  }

  @Override
  public String password() {
    return "trusted";
  }

  @Override
  public boolean isOurs() {
    return true;
  }

  @Override
  public void crash() {
    Signals.send(process.toHandle(), "KILL", true);
    if (!Signals.ended(process, START_MILLIS)) {
      throw new ChaosException("PostgreSQL does not die");
    }
  }

  @Override
  public void pause() {
    Signals.send(process.toHandle(), "STOP", true);
  }

  @Override
  public void resume() {
    Signals.send(process.toHandle(), "CONT", true);
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      crash();
    }
  }
}
