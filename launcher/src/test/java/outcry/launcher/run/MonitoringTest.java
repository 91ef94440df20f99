package outcry.launcher.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import outcry.launcher.setup.SimulatedMarkets;
import outcry.model.Instrument;
import outcry.postgres.testing.SharedPostgres;

/** What real processes tell Prometheus, held against what docs/operations.md says they tell. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MonitoringTest {

  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) .*");
  private static final Pattern ROW =
      Pattern.compile("\\| (`[^|]*) \\|[^|]*\\|[^|]*\\|([^|]*)\\|.*");
  private static final Pattern NAME = Pattern.compile("`([a-z0-9_]+\\*?)`");

  /** How the table begins the meaning of what only some processes tell. */
  private static final String OF_CLUSTER = "cluster: ";

  private static final String OF_CHAOS = "chaos: ";

  /** How it tells of what libraries add: by its beginning. */
  private static final String ANY = "*";

  @TempDir Path folder;

  @Test
  void oneProcessTellsWhatTheDocsListAndNothingElse() throws Exception {
    try (var outcry = RunningOutcry.start(folder.resolve("data"), "--record");
        var rest = outcry.rest()) {
      rest.awaitReady();
      assertEquals(400, rest.send("POST", "/api/v1/orders", "{}").status());
      assertEquals(404, rest.send("GET", "/api/v1/orders/paper-1/nothing", "").status());
      assertEquals(405, asked(outcry.uri(), "METHOD1", "/").statusCode());
      assertEquals(401, asked(outcry.uri(), "GET", "/api/v1/orders").statusCode());
      var scrape = asked(outcry.uri(), "GET", "/metrics").body();

      assertEquals(documented(false), told(scrape));
      assertEquals(List.of(), scrape.lines().filter(MonitoringTest::isUnbounded).toList());
    }
  }

  @Test
  void aNodeOfAClusterTellsTheRest() throws Exception {
    try (var cluster = new RunningCluster(folder, SharedPostgres.serverOrSkip(), "a")) {
      var node =
          cluster.start("a", cluster.file("cluster.json", ", \"strategies\": [\"market-maker\"]"));
      try (var rest = node.rest()) {
        rest.awaitReady();
        rest.await("/api/v1/status", status -> !status.path("strategies").isEmpty());
      }
      var wanted = documented(true);
      wanted.remove("recording_dropped_frames"); // nodes do not record

      assertEquals(wanted, told(asked(node.uri(), "GET", "/metrics").body()));
    }
  }

  @Test
  void theLogIsJsonAndTellsEachEventWithItsIdsIfAskedTo() throws Exception {
    var log = folder.resolve("log");
    var options = Map.of("JAVA_TOOL_OPTIONS", "-Doutcry.log.format=json -Doutcry.log.events=DEBUG");
    try (var outcry =
            RunningOutcry.start(
                options, folder.resolve("data"), log, List.of("--strategy", "none"));
        var rest = outcry.rest()) {
      rest.awaitReady();
      var order = new Wanted("paper-1", "told", "AAPL.SIM", "BUY", "MARKET", "IOC", "1", "").json();
      assertEquals(201, rest.send("POST", "/api/v1/orders", order).status());
      outcry.terminate();
      outcry.exitCode();
    }
    var json = new ObjectMapper();
    var told = new ArrayList<Map<String, String>>();
    for (var line : Files.readAllLines(log)) {
      if (!line.startsWith("Picked up ")) { // the JVM's own
        var read = json.readTree(line);
        var ids = new TreeMap<String, String>();
        read.path("kvpList")
            .forEach(
                pair ->
                    pair.properties().forEach(id -> ids.put(id.getKey(), id.getValue().asText())));
        ids.put("event", read.path("formattedMessage").asText());
        told.add(ids);
      }
    }
    var intended =
        told.stream().filter(ids -> ids.get("event").equals("OrderIntended")).toList().getFirst();
    assertEquals(
        Set.of(
            "event",
            "partition",
            "epoch",
            "sequence",
            "account",
            "orderId",
            "version",
            "clientOrderId",
            "strategy",
            "cause"),
        intended.keySet());
    assertEquals("told", intended.get("clientOrderId"));
    assertEquals("paper-1", intended.get("account"));
    assertEquals(
        List.of("2"),
        told.stream()
            .filter(ids -> intended.get("orderId").equals(ids.get("orderId")))
            .map(ids -> ids.get("version"))
            .skip(1)
            .limit(1)
            .toList());
  }

  private static java.net.http.HttpResponse<String> asked(URI uri, String method, String path)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(uri.resolve(path))
              .method(method, HttpRequest.BodyPublishers.noBody())
              .build();
      return client.send(request, BodyHandlers.ofString());
    }
  }

  /** Names that a label must not have as its value: there is no end of them. */
  private static boolean isUnbounded(String line) {
    return SimulatedMarkets.instruments().all().stream()
            .map(Instrument::symbol)
            .anyMatch(line::contains)
        || line.contains("paper-")
        || line.contains("METHOD1")
        || line.contains("/api/");
  }

  /** The families, those of libraries by the beginning that the docs name. */
  private static Set<String> told(String scrape) throws IOException {
    var beginnings =
        documented(true).stream()
            .filter(name -> name.endsWith(ANY))
            .map(name -> name.substring(0, name.length() - 1))
            .toList();
    return scrape
        .lines()
        .map(TYPE::matcher)
        .filter(found -> found.matches())
        .map(found -> found.group(1))
        .map(
            name ->
                beginnings.stream()
                    .filter(name::startsWith)
                    .findFirst()
                    .map(beginning -> beginning + ANY)
                    .orElse(name))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The names of the table of metrics. */
  private static Set<String> documented(boolean cluster) throws IOException {
    var text = Files.readString(Path.of("../docs/operations.md"));
    var section = text.substring(text.indexOf("\n## Metrics\n"));
    var names = new TreeSet<String>();
    section
        .substring(0, section.indexOf("\n## ", 1))
        .lines()
        .map(ROW::matcher)
        .filter(row -> row.matches())
        .filter(row -> cluster || !row.group(2).strip().startsWith(OF_CLUSTER))
        .filter(row -> !row.group(2).strip().startsWith(OF_CHAOS))
        .forEach(
            row ->
                NAME.matcher(row.group(1)).results().forEach(found -> names.add(found.group(1))));
    return names;
  }
}
