package outcry.launcher.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import outcry.launcher.Main;

/** Whatever would show in every handshake is refused at the start (B24, B42). */
class HttpTlsTest {

  @TempDir Path folder;
  private char[] password;

  @BeforeEach
  void stores() throws Exception {
    Main.commandLine().execute("certificates", folder.resolve("tls").toString(), "--nodes", "a,b");
    password = Files.readString(folder.resolve("tls/password")).strip().toCharArray();
    var file = Files.writeString(folder.resolve("db"), "s3cret of the database");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private Cluster read(String tls) throws Exception {
    var text =
        """
        {"cluster": "outcry", "partitions": 4, "members": ["127.0.0.1:5701"],
         "interface": "127.0.0.1",
         "http": {"host": "0.0.0.0", "tls": {%s}},
         "database": {"url": "jdbc:postgresql://127.0.0.1:5432/outcry", "user": "outcry", "passwordFile": "db"},
         "accounts": ["paper-1"]}
        """
            .formatted(tls);
    return ClusterFile.read(Files.writeString(folder.resolve("cluster.json"), text), Map.of());
  }

  private void assertRefused(int exitCode, String code, String what, String keyStore) {
    var tls = "\"keyStore\": \"tls/" + keyStore + "\", \"passwordFile\": \"tls/password\"";
    var refused = assertThrows(FatalException.class, () -> read(tls));
    assertEquals(code, refused.code());
    assertEquals(exitCode, refused.exitCode());
    assertEquals(1, refused.getMessage().lines().count(), refused.getMessage());
    assertTrue(
        refused.getMessage().contains("cluster.json:3: http.tls.keyStore: "), refused.getMessage());
    assertTrue(refused.getMessage().contains(what), refused.getMessage());
  }

  private KeyStore open(String name) throws Exception {
    return KeyStore.getInstance(folder.resolve("tls").resolve(name).toFile(), password);
  }

  @Test
  void goodStoresAreTakenAndTheirPasswordIsNotPrinted() throws Exception {
    var http = read("\"keyStore\": \"tls/a.p12\", \"passwordFile\": \"tls/password\"").http();

    assertEquals("0.0.0.0:8080 " + folder.resolve("tls/a.p12"), http + " " + http.tls().get());
  }

  @Test
  void aCertificateOfAnotherKeyIsRefused() throws Exception {
    var keys = open("a.p12");
    keys.setKeyEntry(
        "a", keys.getKey("a", password), password, open("b.p12").getCertificateChain("b"));
    try (var out = Files.newOutputStream(folder.resolve("tls/mixed.p12"))) {
      keys.store(out, password);
    }

    assertRefused(ExitCode.CONFIG, "KEY_STORE", "is not that of the private key", "mixed.p12");
  }

  @Test
  void aStoreWithoutAKeyAndOneThatNamesNoHostAreRefused() throws Exception {
    assertRefused(ExitCode.CONFIG, "KEY_STORE", "must hold one private key", "trust.p12");
    assertRefused(ExitCode.CONFIG, "KEY_STORE", "names no host", "ca.p12");
  }

  @Test
  void aCertificateThatIsOverIsRefused() throws Exception {
    var over = folder.resolve("tls/over.p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var made =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-dname",
                "CN=over",
                "-ext",
                "san=dns:localhost",
                "-startdate",
                "-3d",
                "-validity",
                "1",
                "-storepass",
                new String(password),
                "-keystore",
                over.toString())
            .redirectErrorStream(true)
            .start();
    var said = new String(made.getInputStream().readAllBytes());
    assertEquals(0, made.waitFor(), said);

    assertRefused(ExitCode.CONFIG, "CERTIFICATE_EXPIRED", "CN=over is valid from ", "over.p12");
  }

  @Test
  void aFileThatIsNoStoreOrNotThereIsRefused() throws Exception {
    Files.writeString(folder.resolve("tls/text.p12"), "text");

    assertRefused(ExitCode.CONFIG, "KEY_STORE", "is no PKCS12 store", "text.p12");
    assertRefused(ExitCode.CONFIG, "KEY_STORE", "is no PKCS12 store", ".");
    assertRefused(ExitCode.NO_INPUT, "FILE_NOT_FOUND", "is not there", "none.p12");
  }
}
