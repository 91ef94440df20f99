package outcry.launcher.run;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import outcry.launcher.ExitCode;
import outcry.postgres.testing.SharedPostgres;

/** A gateway that every address reaches, asked over TLS by the command line and the container. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpsClusterTest {

  private static final String TLS =
      ", \"tls\": {\"keyStore\": \"tls/a.p12\", \"passwordFile\": \"tls/password\"}";

  @TempDir Path folder;

  private Path file(RunningCluster cluster, String http) throws IOException {
    var file = cluster.file("cluster.json", "");
    var text = Files.readString(file).replace("{\"port\": 0}", http);
    return Files.writeString(file, text);
  }

  @Test
  void whoBelievesItsAuthorityIsAnsweredByAGatewayBeyondLoopback() throws Exception {
    var server = SharedPostgres.serverOrSkip();
    var tls = folder.resolve("tls");
    CommandLineRun.of("certificates", tls.toString(), "--nodes", "a");
    try (var cluster = new RunningCluster(folder, server, "a")) {
      var file = file(cluster, "{\"host\": \"0.0.0.0\", \"port\": 0" + TLS + "}");
      var a = cluster.start("a", file);
      awaitReady(a.uri().getPort(), tls.resolve("ca.pem"));
      var url = "https://localhost:" + a.uri().getPort();
      var key = folder.resolve("data/local.key").toString();
      var ask = new ArrayList<>(List.of("status", "--json", "--url", url, "--key-file", key));

      var stranger = CommandLineRun.of(ask);
      assertEquals(ExitCode.UNAVAILABLE, stranger.exitCode(), stranger::toString);
      ask.addAll(List.of("--ca-file", tls.resolve("ca.pem").toString()));
      var friend = CommandLineRun.of(ask);
      assertEquals(ExitCode.OK, friend.exitCode(), friend::toString);
      assertTrue(friend.out().contains("\"clustered\" : true"), friend::out);
      var none = CommandLineRun.of("status", "--url", url, "--ca-file", key);
      assertEquals(ExitCode.CONFIG, none.exitCode(), none::toString);
      assertTrue(none.err().startsWith("outcry: CERTIFICATES: "), none::err);
    }
  }

  @Test
  void thePageIsLiveOverTls() throws Exception {
    var server = SharedPostgres.serverOrSkip();
    var tls = folder.resolve("tls");
    CommandLineRun.of("certificates", tls.toString(), "--nodes", "a");
    var options = new Browser.NewContextOptions().setIgnoreHTTPSErrors(true);
    try (var chromium = Chromium.open();
        var cluster = new RunningCluster(folder, server, "a")) {
      var a = cluster.start("a", file(cluster, "{\"host\": \"0.0.0.0\", \"port\": 0" + TLS + "}"));
      awaitReady(a.uri().getPort(), tls.resolve("ca.pem"));
      var uri = URI.create("https://localhost:" + a.uri().getPort());
      var key = Files.readString(folder.resolve("data/local.key")).strip();
      try (var page = Dashboard.open(chromium, options, uri, key)) {
        assertThat(page.find(".connection")).hasText("live");
        page.assertNoTrouble();
      }
    }
  }

  /** The container's own check. */
  private static void awaitReady(int port, Path authority) throws Exception {
    int exitCode = 1;
    var said = "";
    for (int i = 0; i < 500 && exitCode != 0; i++) {
      var ready = Path.of("..", "deploy", "container", "ready").toString();
      var builder = new ProcessBuilder("bash", ready).redirectErrorStream(true);
      builder.environment().put("OUTCRY_HTTP_PORT", Integer.toString(port));
      builder.environment().put("OUTCRY_CA_FILE", authority.toString());
      var process = builder.start();
      said = new String(process.getInputStream().readAllBytes());
      exitCode = process.waitFor();
    }
    assertEquals(0, exitCode, said);
  }

  @Test
  void beyondLoopbackWithoutTlsItDoesNotStart() throws Exception {
    try (var cluster = new RunningCluster(folder, SharedPostgres.serverOrSkip(), "a")) {
      var file = file(cluster, "{\"host\": \"0.0.0.0\", \"port\": 0}");
      var node =
          RunningOutcry.launch(folder.resolve("data"), "--cluster", file.toString(), "--node", "a");

      assertEquals(ExitCode.CONFIG, node.exitCode());
      assertEquals(
          "outcry: TLS_REQUIRED: "
              + file
              + ":2: http.tls: is missing, and 0.0.0.0 is not on the loopback interface\n",
          Files.readString(folder.resolve("data.stderr")));
    }
  }
}
