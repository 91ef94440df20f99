package outcry.launcher.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import outcry.journal.JournalConfig;
import outcry.journal.NewKey;
import outcry.journal.PostgresConfig;
import outcry.journal.PostgresJournal;
import outcry.model.access.Scope;
import outcry.postgres.testing.PostgresServer;

/** Nodes in processes of their own on a database of their own, all on loopback. */
final class RunningCluster implements AutoCloseable {

  private final Path folder;
  private final String members;
  private final String database;
  private final Map<String, Integer> ports = new LinkedHashMap<>();
  private final List<RunningOutcry> nodes = new ArrayList<>();

  RunningCluster(Path folder, PostgresServer server, String... names) throws IOException {
    this.folder = folder;
    this.database = server.url(server.createDatabase());
    for (var name : names) {
      ports.put(name, freePort());
    }
    members =
        String.join(
            ", ", ports.values().stream().map(port -> "\"127.0.0.1:" + port + "\"").toList());
    var password = Files.writeString(folder.resolve("password"), "trusted on loopback");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    makeKey();
  }

  /** In the database, as whoever sets up a cluster does, and where nodes have their own here. */
  private void makeKey() throws IOException {
    var made =
        NewKey.of(
            "operator",
            EnumSet.allOf(Scope.class),
            List.of(),
            Duration.ofDays(1),
            "test",
            Instant.now());
    var config = new PostgresConfig(database, PostgresServer.USER, "");
    try (var journal = PostgresJournal.open(config, JournalConfig.DEFAULT)) {
      journal.createKey(made.key()).toCompletableFuture().join();
    }
    var file = Files.createDirectories(folder.resolve("data")).resolve("local.key");
    Files.writeString(file, made.credential().text());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /**
   * @param more fields of the file, with a comma before them
   */
  Path file(String name, String more) throws IOException {
    return Files.writeString(
        folder.resolve(name),
        """
        {"cluster": "test-%s", "partitions": 4, "members": [%s], "interface": "127.0.0.1",
         "busPort": 0, "http": {"port": 0},
         "database": {"url": "%s", "user": "%s", "passwordFile": "password"},
         "accounts": ["paper-1", "paper-2", "paper-3", "paper-manual"]%s}
        """
            .formatted(
                ports.values().iterator().next(), members, database, PostgresServer.USER, more));
  }

  /** Starts a node and waits until it takes part. */
  RunningOutcry start(String name, Path file, String... flags) throws IOException {
    var all = new ArrayList<>(List.of("--cluster", file.toString()));
    all.addAll(List.of(flags));
    var node =
        RunningOutcry.start(
            Map.of("OUTCRY_NODE", name, "OUTCRY_PORT", Integer.toString(ports.get(name))),
            folder.resolve("data"),
            folder.resolve(name + ".stderr"),
            all);
    nodes.add(node);
    return node;
  }

  @Override
  public void close() {
    nodes.forEach(RunningOutcry::close);
  }
}
