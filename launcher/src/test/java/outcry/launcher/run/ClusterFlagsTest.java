package outcry.launcher.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import outcry.launcher.ExitCode;

/** A node that is told something wrong says so in one line, and starts nothing. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClusterFlagsTest {

  @TempDir Path folder;

  @BeforeEach
  void passwordFile() throws IOException {
    var file = Files.writeString(folder.resolve("db"), "s3cret of the database");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private Path clusterFile(String port, String url, String more) throws IOException {
    return Files.writeString(
        folder.resolve("cluster.json"),
        """
        {"cluster": "test", "partitions": 2, "members": ["127.0.0.1:1"], "interface": "127.0.0.1",
         "port": %s, "busPort": 0, "http": {"port": 0},
         "database": {"url": "%s", "user": "u", "passwordFile": "db"},
         "accounts": ["paper-1"]%s}
        """
            .formatted(port, url, more));
  }

  private CommandLineRun run(List<String> flags) {
    var all = new ArrayList<String>();
    all.add("run");
    all.addAll(flags);
    return CommandLineRun.of(all);
  }

  private static void assertRefused(int exitCode, String code, String named, CommandLineRun run) {
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().startsWith("outcry: " + code + ": "), run.err());
    assertTrue(run.err().contains(named), run.err());
    assertEquals(exitCode, run.exitCode(), run.err());
  }

  @ParameterizedTest
  @CsvSource({"--role,order", "--instances,order=2", "--node,a"})
  void aNodeNeedsTheFileOfItsCluster(String flag, String value) {
    assertRefused(
        ExitCode.USAGE, "USAGE", "name its file with --cluster", run(List.of(flag, value)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --role orders                      | UNKNOWN_ROLE | --role: orders; known: market-data
          --role order,order                 | ROLE_TWICE   | order is there twice
          --role order --instances order=0   | INSTANCES    | order must be 1 to 64, was 0
          --role order --instances position=2| INSTANCES    | this node has no role position
          --node a/b                         | NODE_NAME    | a/b is no name
          --strategy sma-crossover           | USAGE        | --strategy is in the file of --cluster
          --risk r.json                      | USAGE        | --risk is in the file of --cluster
          --record                           | USAGE        | --replay and --record are for one process
          --reconcile UNKNOWN_ORDER=cancel   | USAGE        | --reconcile is for one process
          --http-port 70000                  | USAGE        | --http-port must be 0 to 65535
          """)
  void aWrongFlagIsNamed(String flags, String code, String named) throws IOException {
    var all =
        new ArrayList<>(
            List.of(
                "--cluster", clusterFile("0", "jdbc:postgresql://127.0.0.1:1/x", "").toString()));
    all.addAll(List.of(flags.split(" ")));

    assertRefused(ExitCode.USAGE, code, named, run(all));
  }

  @Test
  void aMissingFileIsNamed() {
    assertRefused(
        ExitCode.NO_INPUT,
        "FILE_NOT_FOUND",
        "nothing.json",
        run(List.of("--cluster", folder.resolve("nothing.json").toString())));
  }

  @Test
  void aClusterWithoutPostgresIsRefusedWithTheReason() throws IOException {
    assertRefused(
        ExitCode.CONFIG,
        "DATABASE_KIND",
        "cluster.json:3: database.url: jdbc:sqlite:x.db is refused: a cluster needs PostgreSQL",
        run(List.of("--cluster", clusterFile("0", "jdbc:sqlite:x.db", "").toString())));
  }

  @Test
  void anUnknownStrategyIsNamed() throws IOException {
    var file =
        clusterFile("0", "jdbc:postgresql://127.0.0.1:1/x", ", \"strategies\": [\"nobody\"]");

    assertRefused(
        ExitCode.USAGE,
        "UNKNOWN_STRATEGY",
        "nobody; known: market-maker",
        run(List.of("--cluster", file.toString())));
  }

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(taken.getLocalPort());
      var file = clusterFile(port, "jdbc:postgresql://127.0.0.1:1/x", "");

      assertRefused(
          ExitCode.UNAVAILABLE, "PORT_TAKEN", port, run(List.of("--cluster", file.toString())));
    }
  }
}
