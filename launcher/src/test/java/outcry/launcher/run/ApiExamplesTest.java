package outcry.launcher.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import outcry.client.OutcryClient;
import outcry.client.OutcryException;

/** What docs/api.md tells people to do, done against a process. */
class ApiExamplesTest {

  private static final Pattern EXAMPLE = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void everyCurlExampleWorks() throws Exception {
    assumeTrue(isInstalled("curl"), "curl is not installed: its examples are not run");
    var script =
        EXAMPLE
            .matcher(Files.readString(Path.of("../docs/api.md")))
            .results()
            .map(example -> example.group(1))
            .collect(Collectors.joining("\n"));
    try (var outcry = RunningOutcry.start(folder.resolve("data"))) {
      outcry.rest().awaitReady();
      var builder =
          new ProcessBuilder("sh", "-euc", script)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("said").toFile());
      builder.environment().put("OUTCRY", outcry.uri().toString().replaceAll("/$", ""));
      builder.environment().put("KEY", key());
      var process = builder.start();

      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      var said = Files.readString(folder.resolve("said"));
      assertEquals(0, process.exitValue(), said);
      assertTrue(said.contains("\"clientOrderId\":\"curl-1\""), said);
      assertTrue(said.contains("\"state\":\"HALTED\""), said);
    }
  }

  @Test
  void theJavaClientTradesAndLists() throws Exception {
    try (var outcry = RunningOutcry.start(folder.resolve("data"));
        var client = new OutcryClient(outcry.uri(), key())) {
      outcry.rest().awaitReady();
      var symbol = "BTCUSDT.SIM";
      var bid = client.get("/api/v1/quotes?symbol=" + symbol).get(0).path("bid").asText();
      var order = OutcryClient.limit("paper-manual", "java-1", symbol, "BUY", "0.1", bid);

      var first = client.submit(order);
      assertEquals("java-1", first.path("clientOrderId").asText());
      assertEquals(first.path("orderId"), client.submit(order).path("orderId"));
      assertEquals(1, client.orders("paper-manual", 1).items().size());
      var refused =
          assertThrows(OutcryException.class, () -> client.cancel("paper-manual", "never"));
      assertEquals(List.of(404, "UNKNOWN_ORDER"), List.of(refused.status(), refused.code()));
    }
  }

  private String key() throws Exception {
    return Files.readString(folder.resolve("data/local.key"), StandardCharsets.UTF_8).strip();
  }

  private static boolean isInstalled(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
  }
}
