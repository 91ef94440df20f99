package outcry.launcher.certificates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import outcry.launcher.ExitCode;
import outcry.launcher.Main;

class CertificatesCommandTest {

  @TempDir Path folder;

  private record Run(int exitCode, String err) {}

  private Run run(String... flags) {
    var err = new StringWriter();
    var arguments = new ArrayList<>(List.of("certificates", tls().toString()));
    arguments.addAll(List.of(flags));
    int exitCode =
        Main.commandLine()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err, true))
            .execute(arguments.toArray(String[]::new));
    return new Run(exitCode, err.toString());
  }

  private Path tls() {
    return folder.resolve("tls");
  }

  private SSLContext context(Path folder, String node) throws Exception {
    var password = Files.readString(folder.resolve("password")).strip().toCharArray();
    var keys = KeyStore.getInstance(folder.resolve(node + ".p12").toFile(), password);
    var trusted = KeyStore.getInstance(folder.resolve("trust.p12").toFile(), password);
    var keyManagers = KeyManagerFactory.getInstance("PKIX");
    keyManagers.init(keys, password);
    var trustManagers = TrustManagerFactory.getInstance("PKIX");
    trustManagers.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
    return context;
  }

  /** What the server saw of its client, host name checked by the client. */
  private static String shakeHands(SSLContext server, SSLContext client) throws Exception {
    var loopback = InetAddress.getLoopbackAddress();
    try (var listening =
        (SSLServerSocket) server.getServerSocketFactory().createServerSocket(0, 1, loopback)) {
      listening.setNeedClientAuth(true);
      var seen = new CompletableFuture<String>();
      var thread =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try (var accepted = (SSLSocket) listening.accept()) {
                      accepted.startHandshake();
                      seen.complete(accepted.getSession().getPeerPrincipal().getName());
                      accepted.getOutputStream().write(1);
                    } catch (IOException e) {
                      seen.completeExceptionally(e);
                    }
                  });
      try (var socket =
          (SSLSocket)
              client.getSocketFactory().createSocket("localhost", listening.getLocalPort())) {
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        assertEquals(1, socket.getInputStream().read());
      } finally {
        thread.join();
      }
      return seen.get();
    }
  }

  @Test
  void nodesOfOneAuthorityKnowEachOtherAndNobodyElse() throws Exception {
    assertEquals(ExitCode.OK, run("--nodes", "a,b").exitCode());
    assertEquals(ExitCode.OK, run("--nodes", "c").exitCode(), "one more, of the same authority");
    var other = folder.resolve("other");
    Main.commandLine().execute("certificates", other.toString(), "--nodes", "a");

    assertEquals("CN=b,O=Outcry", shakeHands(context(tls(), "a"), context(tls(), "b")));
    assertEquals("CN=c,O=Outcry", shakeHands(context(tls(), "a"), context(tls(), "c")));
    assertThrows(IOException.class, () -> shakeHands(context(tls(), "a"), context(other, "a")));
  }

  @Test
  void onlyTheOwnerMayReadThem() throws IOException {
    run("--nodes", "a");
    var permissions = new TreeMap<String, String>();
    try (var files = Files.list(tls())) {
      for (var file : files.toList()) {
        permissions.put(
            file.getFileName().toString(),
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
    }
    assertEquals(
        "{a.p12=rw-------, ca.p12=rw-------, ca.pem=rw-------, password=rw-------,"
            + " trust.p12=rw-------}",
        permissions.toString());
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(tls())));
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    run("--nodes", "a");
    var before = Files.readAllBytes(tls().resolve("a.p12"));
    var again = run("--nodes", "b,a");

    assertEquals(ExitCode.CONFIG, again.exitCode());
    assertEquals(
        "outcry: EXISTS: " + tls().resolve("a.p12") + " is there; nothing is overwritten\n",
        again.err());
    assertTrue(Arrays.equals(before, Files.readAllBytes(tls().resolve("a.p12"))));
    assertTrue(Files.notExists(tls().resolve("b.p12")), "and nothing half made");
  }

  @Test
  void aCertificateEndsWhenItWasSaidTo() throws Exception {
    var made = Instant.parse("2049-12-30T00:00:00Z");
    var authority = Authority.create(made, Duration.ofDays(30));
    X509Certificate certificate =
        authority.issue("a", List.of("also.a"), made, Duration.ofDays(3)).certificate();

    assertEquals(
        "[[2, a], [2, also.a], [2, localhost], [7, 127.0.0.1]]",
        certificate.getSubjectAlternativeNames().toString());
    certificate.verify(authority.certificate().getPublicKey());
    certificate.checkValidity(Date.from(made.plus(Duration.ofDays(2))));
    assertThrows(
        CertificateExpiredException.class,
        () -> certificate.checkValidity(Date.from(made.plus(Duration.ofDays(4)))));
  }

  @Test
  void wrongFlagsAreNamed() {
    assertEquals(
        new Run(ExitCode.USAGE, "outcry: USAGE: --days must be 1 to 3650, was 0\n"),
        run("--nodes", "a", "--days", "0"));
    assertEquals(
        new Run(ExitCode.USAGE, "outcry: USAGE: --nodes: ../a is no name of a host\n"),
        run("--nodes", "../a"));
    assertEquals(
        new Run(ExitCode.USAGE, "outcry: USAGE: --nodes: one is there twice\n"),
        run("--nodes", "a,a"));
    assertEquals(
        new Run(ExitCode.USAGE, "outcry: USAGE: --also: a b is no name of a host\n"),
        run("--nodes", "a", "--also", "a b"));
    assertTrue(Files.notExists(tls()));
  }
}
