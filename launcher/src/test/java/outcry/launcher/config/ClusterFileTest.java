package outcry.launcher.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import outcry.gateway.http.ServerTls;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import outcry.launcher.Main;

class ClusterFileTest {

  private static final String SMALL =
      """
      {
        "cluster": "outcry",
        "partitions": 4,
        "members": ["127.0.0.1:5701"],
        "interface": "127.0.0.1",
        "http": {"port": 8081},
        "database": {"url": "jdbc:postgresql://127.0.0.1:5432/outcry", "user": "outcry", "passwordFile": "db"},
        "accounts": ["paper-1", "paper-2"]
      }
      """;

  @TempDir Path folder;

  @BeforeEach
  void passwordFile() throws IOException {
    secret("db", "s3cret of the database\n", "rw-------");
  }

  private void secret(String name, String text, String permissions) throws IOException {
    var file = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private Cluster read(String text, Map<String, String> environment) throws IOException {
    return ClusterFile.read(Files.writeString(folder.resolve("cluster.json"), text), environment);
  }

  private void assertRefused(
      String code, int line, String what, String text, Map<String, String> environment) {
    var refused = assertThrows(FatalException.class, () -> read(text, environment));
    assertEquals(
        code + " " + folder.resolve("cluster.json") + ":" + line + ": " + what,
        refused.code() + " " + refused.getMessage());
    assertEquals(ExitCode.CONFIG, refused.exitCode());
  }

  @Test
  void everyFieldArrivesWhereItBelongs() throws IOException {
    Main.commandLine().execute("certificates", folder.resolve("tls").toString(), "--nodes", "a");
    var cluster =
        read(
            """
            {
              // one file for all nodes
              "cluster": "outcry", "partitions": 16,
              "members": ["order-1:5701", "10.0.0.2:5702", "[::1]:5703"],
              "interface": "localhost", "port": 5711, "busPort": 5811, "multicast": false,
              "http": {"host": "0.0.0.0", "port": 8080,
                "tls": {"keyStore": "tls/a.p12", "trustStore": "tls/trust.p12", "passwordFile": "tls/password"}},
              "database": {"url": "jdbc:postgresql://db:5432/outcry", "user": "outcry", "passwordFile": "db"},
              "tls": {"keyStore": "tls/a.p12", "trustStore": "tls/trust.p12", "passwordFile": "tls/password"},
              "accounts": ["paper-1", "paper-2"],
              "strategies": ["sma-crossover:fast=3"],
              "risk": "risk.json",
              "principals": {"alice": {"scopes": ["OPERATE", "TRADE"], "accounts": ["paper-1"]}},
            }
            """,
            Map.of());

    assertEquals(
        new Cluster(
            "outcry",
            16,
            List.of("order-1:5701", "10.0.0.2:5702", "[::1]:5703"),
            false,
            "127.0.0.1",
            5711,
            5811,
            new Cluster.Http(
                "0.0.0.0",
                8080,
                Optional.of(
                    new ServerTls(
                        folder.resolve("tls/a.p12"),
                        Optional.of(folder.resolve("tls/trust.p12")),
                        Files.readString(folder.resolve("tls/password")).strip(),
                        Set.of("a", "localhost", "127.0.0.1"))),
                Optional.empty()),
            new Cluster.Database(
                "jdbc:postgresql://db:5432/outcry", "outcry", "s3cret of the database"),
            Optional.of(
                new Cluster.Tls(
                    folder.resolve("tls/a.p12"),
                    folder.resolve("tls/trust.p12"),
                    folder.resolve("tls/password"))),
            List.of("paper-1", "paper-2"),
            List.of("sma-crossover:fast=3"),
            Optional.of(folder.resolve("risk.json")),
            Map.of(
                "alice",
                new Cluster.Principal(
                    Set.of(Cluster.Scope.OPERATE, Cluster.Scope.TRADE), Set.of("paper-1")))),
        cluster);
  }

  @Test
  void aServiceOfKubernetesStandsForAllMembers() throws IOException {
    var text =
        SMALL.replace(
            "\"members\": [\"127.0.0.1:5701\"]", "\"kubernetes\": {\"service\": \"localhost\"}");
    var cluster = read(text, Map.of());

    assertEquals(List.of("localhost:5701"), cluster.members());
    assertTrue(cluster.kubernetes());
    assertRefused(
        "RANGE",
        4,
        "members: cannot be together with kubernetes",
        SMALL.replace(
            "\"interface\"", "\"kubernetes\": {\"service\": \"localhost\"}, \"interface\""),
        Map.of());
  }

  @Test
  void noPasswordIsEverPrinted() throws IOException {
    assertEquals(
        "outcry at jdbc:postgresql://127.0.0.1:5432/outcry",
        read(SMALL, Map.of()).database().toString());
  }

  @Test
  void theEnvironmentSaysWhatIsOfOneNode() throws IOException {
    var cluster =
        read(
            SMALL.replace("\"interface\": \"127.0.0.1\",", ""),
            Map.of(
                "OUTCRY_INTERFACE", "127.0.0.1",
                "OUTCRY_PORT", "0",
                "OUTCRY_BUS_PORT", "0",
                "OUTCRY_HTTP_PORT", "9999",
                "OUTCRY_DATABASE_URL", "jdbc:postgresql://127.0.0.1:5433/other"));

    assertEquals(
        "127.0.0.1 0 0 9999 jdbc:postgresql://127.0.0.1:5433/other",
        String.join(
            " ",
            cluster.address(),
            Integer.toString(cluster.port()),
            Integer.toString(cluster.busPort()),
            Integer.toString(cluster.http().port()),
            cluster.database().url()));
  }

  @ParameterizedTest(name = "{2} {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "cluster": "outcry"             | "cluster": "a b"                 | RANGE            | 2 | cluster: a b is not a name: [A-Za-z0-9][A-Za-z0-9._-]{0,62}
          "cluster": "outcry",            |                                  | MISSING_FIELD    | 1 | cluster: is missing
          "partitions": 4,                |                                  | MISSING_FIELD    | 1 | partitions: is missing
          "partitions": 4                 | "partitions": 0                  | RANGE            | 3 | partitions: must be 1 to 1024, was 0
          "partitions": 4                 | "partitions": "4"                | TYPE             | 3 | partitions: must be a whole number
          "partitions": 4                 | "partitions": 4, "partitions": 5 | DUPLICATE_FIELD  | 3 | partitions: is there twice
          "partitions": 4                 | "partitons": 4                   | MISSING_FIELD    | 1 | partitions: is missing
          "accounts": [                   | "acounts": ["x"], "accounts": [  | UNKNOWN_FIELD    | 8 | acounts: is not known here; known: multicast, cluster, partitions, interface, port, kubernetes, members, busPort, tls, http, database, accounts, risk, strategies, principals
          "members": ["127.0.0.1:5701"]   | "members": []                    | RANGE            | 4 | members: must name at least one node
          "members": ["127.0.0.1:5701"]   | "members": ["127.0.0.1"]         | RANGE            | 4 | members: 127.0.0.1 is not host:port
          "members": ["127.0.0.1:5701"]   | "members": ["127.0.0.1:99999"]   | RANGE            | 4 | members: 127.0.0.1:99999 is not host:port
          "members": ["127.0.0.1:5701"]   | "members": ["10.1.1.1:5701"]     | TLS_REQUIRED     | 1 | tls: is missing, and 10.1.1.1:5701 is not on the loopback interface
          "members": ["127.0.0.1:5701"]   | "members": ["order-1:5701"]      | TLS_REQUIRED     | 1 | tls: is missing, and order-1:5701 is not on the loopback interface
          "interface": "127.0.0.1"        | "interface": "0.0.0.0"           | INTERFACE        | 5 | interface: 0.0.0.0 is every interface: name one
          "interface": "127.0.0.1"        | "interface": "192.0.2.7"         | INTERFACE        | 5 | interface: 192.0.2.7 is not of this machine
          "interface": "127.0.0.1"        | "interface": "no such one"       | INTERFACE        | 5 | interface: no such one is not of this machine
          "interface": "127.0.0.1",       |                                  | MISSING_FIELD    | 1 | interface: is missing: the address this node uses
          "interface": "127.0.0.1"        | "interface": "127.0.0.1", "multicast": true | MULTICAST | 5 | multicast: nodes are named in members, never searched
          "http": {"port": 8081}          | "http": {"port": 80810}          | RANGE            | 6 | http.port: must be 0 to 65535, was 80810
          "http": {"port": 8081}          | "http": {"host": "0.0.0.0"}      | TLS_REQUIRED     | 6 | http.tls: is missing, and 0.0.0.0 is not on the loopback interface
          "http": {"port": 8081}          | "http": {"host": "10.1.1.1"}     | TLS_REQUIRED     | 6 | http.tls: is missing, and 10.1.1.1 is not on the loopback interface
          "http": {"port": 8081}          | "http": {"tls": {}}              | MISSING_FIELD    | 6 | http.tls.keyStore: is missing
          "http": {"port": 8081}          | "busPort": 5701                  | RANGE            | 6 | busPort: must differ from port, was 5701
          "url": "jdbc:postgresql://127.0.0.1:5432/outcry",| | DATABASE_KIND    | 7 | database.url: is missing: a cluster needs PostgreSQL, jdbc:postgresql://HOST:PORT/DATABASE
          jdbc:postgresql://127.0.0.1:5432/outcry | jdbc:sqlite:journal.db   | DATABASE_KIND    | 7 | database.url: jdbc:sqlite:journal.db is refused: a cluster needs PostgreSQL, jdbc:postgresql://HOST:PORT/DATABASE
          5432/outcry                     | 5432/outcry?password=x           | SECRET           | 7 | database.url: holds a password; it belongs into passwordFile
          "database": {                   | "sqlite": {                      | DATABASE_MISSING | 1 | database: a cluster needs PostgreSQL, where every node sees who owns what: "database": {"url": "jdbc:postgresql://...", ...}
          "accounts": ["paper-1", "paper-2"] | "accounts": ["a", "a"]        | DUPLICATE        | 8 | accounts: a is there twice
          "accounts": ["paper-1", "paper-2"] | "accounts": []                | RANGE            | 8 | accounts: must name 1 to 10000 accounts
          "accounts": ["paper-1", "paper-2"] | "accounts": ["a b"]           | RANGE            | 8 | accounts: a b is not [A-Za-z0-9_-]{1,32}
          "accounts": [                   | "principals": {}, "accounts": [  | RANGE            | 8 | principals: must name at least one, or be left out
          "accounts": [                   | "principals": {"a": {"scopes": ["FLY"], "accounts": []}}, "accounts": [ | ENUM | 8 | principals.a.scopes: FLY is none of [TRADE, OPERATE]
          "accounts": [                   | "principals": {"a": {"scopes": ["TRADE"], "accounts": ["x"]}}, "accounts": [ | UNKNOWN_ACCOUNT | 8 | principals.a.accounts: x
          """)
  void whatIsWrongIsNamedByLineAndField(
      String good, String bad, String code, int line, String what) {
    assertTrue(SMALL.contains(good), good);
    assertRefused(code, line, what, SMALL.replace(good, bad == null ? "" : bad), Map.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          OUTCRY_PORT      | 99999     | RANGE     | OUTCRY_PORT: must be 0 to 65535, was 99999
          OUTCRY_BUS_PORT  | x         | RANGE     | OUTCRY_BUS_PORT: must be 0 to 65535, was x
          OUTCRY_INTERFACE | 192.0.2.7 | INTERFACE | OUTCRY_INTERFACE: 192.0.2.7 is not of this machine
          """)
  void whatTheEnvironmentSaysWrongIsNamedToo(
      String name, String value, String code, String message) {
    var refused = assertThrows(FatalException.class, () -> read(SMALL, Map.of(name, value)));

    assertEquals(code + " " + message, refused.code() + " " + refused.getMessage());
    assertEquals(ExitCode.CONFIG, refused.exitCode());
  }

  @Test
  void aPasswordThatOthersMayReadIsRefused() throws IOException {
    secret("db", "s3cret", "rw-r--r--");
    assertRefused(
        "SECRET",
        7,
        "database.passwordFile: " + folder.resolve("db") + " can be read by others: chmod 600",
        SMALL,
        Map.of());
  }

  @ParameterizedTest
  @CsvSource({"changeme,holds a placeholder", "'',must hold one line, the password"})
  void aPasswordThatIsNoneIsRefused(String text, String what) throws IOException {
    secret("db", text, "rw-------");
    assertRefused(
        "SECRET",
        7,
        "database.passwordFile: "
            + folder.resolve("db")
            + " "
            + (text.isEmpty() ? "must hold one line, the password" : what),
        SMALL,
        Map.of());
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    Files.delete(folder.resolve("db"));
    var refused = assertThrows(FatalException.class, () -> read(SMALL, Map.of()));
    assertEquals(ExitCode.NO_INPUT, refused.exitCode());
    assertEquals("FILE_NOT_FOUND", refused.code());
    var none =
        assertThrows(
            FatalException.class, () -> ClusterFile.read(folder.resolve("no.json"), Map.of()));
    assertEquals(
        "FILE_NOT_FOUND " + folder.resolve("no.json"), none.code() + " " + none.getMessage());
  }

  @Test
  void aStoreOfAnotherPasswordIsRefused() throws IOException {
    Main.commandLine().execute("certificates", folder.resolve("tls").toString(), "--nodes", "a");
    var text =
        SMALL.replace(
            "\"accounts\"",
            "\"tls\": {\"keyStore\": \"tls/a.p12\", \"trustStore\": \"tls/trust.p12\","
                + " \"passwordFile\": \"db\"}, \"accounts\"");
    var refused = assertThrows(FatalException.class, () -> read(text, Map.of()));
    assertEquals("KEY_STORE", refused.code());
    assertTrue(
        refused.getMessage().contains("cluster.json:8: tls.keyStore: "), refused.getMessage());
  }
}
