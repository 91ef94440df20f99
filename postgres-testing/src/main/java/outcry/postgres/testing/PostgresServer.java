package outcry.postgres.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of its own, on a loopback port, in a temporary folder that goes away with it.
 * It ends with this process, however that ends. One thread at a time.
 */
public final class PostgresServer implements AutoCloseable {

  public static final String USER = "outcry";

  private static final long START_MILLIS = 30_000;
  private static final long STOP_MILLIS = 20_000;
  private static final long LOOK_MILLIS = 20;

  /** Stops the server as soon as nobody holds the other end of its standard input any more. */
  private static final String GUARD =
      "\"$@\" & server=$!; (cat >/dev/null; kill -CONT $server; kill -QUIT $server)"
          + " 2>/dev/null <&3 & guard=$!; wait $server; kill $guard";

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final PostgresBinaries binaries;
  private final Path folder;
  private final int port;
  private final List<String> settings;
  private Process process;

  private PostgresServer(PostgresBinaries binaries, Path folder, int port, List<String> settings) {
    this.binaries = binaries;
    this.folder = folder;
    this.port = port;
    this.settings = settings;
  }

  /** Whether this machine has the programs. */
  public static boolean isInstalled() {
    return PostgresBinaries.find().isPresent();
  }

  /**
   * Creates a server and starts it.
   *
   * @param settings more of them, such as {@code fsync=off}; the last one wins
   * @return empty if the programs are not installed
   */
  public static Optional<PostgresServer> create(String... settings) {
    return PostgresBinaries.find().map(binaries -> create(binaries, List.of(settings)));
  }

  private static PostgresServer create(PostgresBinaries binaries, List<String> settings) {
    try {
      var folder = Files.createTempDirectory("outcry-postgres");
      if (!binaries.user().isEmpty()) {
        var users = folder.getFileSystem().getUserPrincipalLookupService();
        Files.setOwner(folder, users.lookupPrincipalByName(binaries.user()));
      }
      var server = new PostgresServer(binaries, folder, freePort(), settings);
      server.initialize();
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("no PostgreSQL server", e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path log() {
    return folder.resolve("log");
  }

  private void initialize() throws IOException {
    var output = folder.resolve("initdb");
    var created =
        new ProcessBuilder(
                binaries.command(
                    "initdb",
                    "--no-sync",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--auth=trust",
                    "--username=" + USER,
                    "--pgdata=" + data()))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!ended(created, START_MILLIS) || created.exitValue() != 0) {
      throw new IOException("initdb failed: " + Files.readString(output));
    }
  }

  /** Starts it again after {@link #crash} or {@link #stop}, with the same data and address. */
  public void start() {
    var command = new ArrayList<>(List.of("sh", "-c", "exec 3<&0; " + GUARD, "sh"));
    command.addAll(binaries.command("postgres", "-D", data().toString()));
    var all = new ArrayList<>(List.of("port=" + port, "listen_addresses=127.0.0.1"));
    all.add("unix_socket_directories=");
    all.add("max_connections=200");
    all.addAll(settings);
    all.forEach(setting -> command.addAll(List.of("-c", setting)));
    try {
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitAnswer();
  }

  private void awaitAnswer() {
    long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MILLIS);
    while (true) {
      try (var connection = connect("postgres")) {
        connection.isValid(1);
        return;
      } catch (SQLException e) {
        if (ended(process, LOOK_MILLIS) || System.nanoTime() > endNanos) {
          throw new IllegalStateException("PostgreSQL did not start: " + logged(), e);
        }
      }
    }
  }

  private String logged() {
    try {
      return Files.readString(log());
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Its port on {@code 127.0.0.1}. */
  public int port() {
    return port;
  }

  /** Creates an empty database. */
  public String createDatabase() {
    var name = "test" + DATABASES.incrementAndGet();
    try (var connection = connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return name;
  }

  /** The address of a database, as {@code PostgresConfig} takes it. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** A plain connection, for tests that look at tables or change them. */
  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database), USER, "");
  }

  /** As if it were killed: nothing is written any more. Returns once it is gone. */
  public void crash() {
    signal("QUIT", false);
    awaitEnd();
  }

  /** Ends every session, and stops in order. */
  public void stop() {
    signal("INT", false);
    awaitEnd();
  }

  /** All its processes stand still: connections stay, and nobody answers. */
  public void pause() {
    signal("STOP", true);
  }

  /** After {@link #pause}. */
  public void resume() {
    signal("CONT", true);
  }

  private void awaitEnd() {
    if (!ended(process, STOP_MILLIS)) {
      throw new IllegalStateException("PostgreSQL did not stop: " + logged());
    }
  }

  private void signal(String signal, boolean toAll) {
    try {
      long pid = Long.parseLong(Files.readAllLines(data().resolve("postmaster.pid")).getFirst());
      var server = ProcessHandle.of(pid).stream();
      var all = toAll ? server.flatMap(s -> Stream.concat(Stream.of(s), s.descendants())) : server;
      var command = new ArrayList<>(List.of("kill", "-" + signal));
      all.forEach(one -> command.add(Long.toString(one.pid())));
      if (!ended(new ProcessBuilder(command).inheritIO().start(), STOP_MILLIS)) {
        throw new IllegalStateException("kill hangs");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean ended(Process process, long millis) {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for PostgreSQL", e);
    }
  }

  /** Ends the server and deletes everything it had. */
  @Override
  public void close() {
    if (process.isAlive()) {
      crash();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
