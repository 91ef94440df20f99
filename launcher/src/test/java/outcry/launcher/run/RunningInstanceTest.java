package outcry.launcher.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import outcry.launcher.ExitCode;
import outcry.launcher.setup.DataDir;

/** What a person does with a running instance, on a real process through the real commands. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunningInstanceTest {

  private static final String[] STRATEGIES = {
    "--strategy", "market-maker:symbol=BTCUSDT.SIM,interval=100ms,threshold=0",
    "--strategy", "sma-crossover:symbol=MNQZ6.SIM,bars=5t,fast=2,slow=3"
  };

  @TempDir Path folder;

  private RunningOutcry outcry;

  @Test
  void aCleanStopAndASecondStartContinueWithTheSamePositionsAndOrders()
      throws IOException, InterruptedException {
    var dataDir = folder.resolve("data");
    JsonNode orders;
    JsonNode positions;
    try (var first = RunningOutcry.start(dataDir, STRATEGIES);
        var rest = first.rest()) {
      outcry = first;
      rest.awaitReady();
      submit(rest, "rests", "LIMIT", "GTC", "220.00");
      submit(rest, "trades", "MARKET", "IOC", "");
      rest.await("/api/v1/status", status -> status.path("fills").asLong() >= 3);
      assertEquals(0, command("strategy", "stop", "market-maker").exitCode());
      assertEquals(0, command("strategy", "stop", "sma-crossover").exitCode());
      orders = rest.await("/api/v1/orders?limit=10000", RunningInstanceTest::isQuiet);
      positions = awaitSteady(rest);

      long start = System.nanoTime();
      first.terminate();
      assertEquals(ExitCode.OK, first.exitCode());
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
      assertTrue(seconds < 5, "the stop took " + seconds + " s");
      var last = first.lastWords().orElse("no last words");
      assertTrue(last.endsWith(", nothing pending"), last);
    }
    try (var second = RunningOutcry.start(dataDir, "--strategy", "none");
        var rest = second.rest()) {
      rest.awaitReady();
      assertEquals("up", rest.get("/api/v1/status").path("health").path("orders-0").asText());
      assertEquals(200, rest.send("GET", "/health/ready", "").status());
      assertEquals(200, rest.send("GET", "/health/live", "").status());
      assertEquals(sorted(orders), sorted(rest.get("/api/v1/orders?limit=10000")));
      assertEquals(holdings(positions), holdings(rest.get("/api/v1/positions")));
      second.terminate();
      assertEquals(ExitCode.OK, second.exitCode());
    }
    assertEquals(List.of(), Books.read(new DataDir(dataDir)).violations());
  }

  @Test
  void theCommandsSeeAndSteerARunningInstance() throws IOException, InterruptedException {
    var dataDir = folder.resolve("data");
    try (var running = RunningOutcry.start(dataDir, STRATEGIES);
        var rest = running.rest()) {
      outcry = running;
      rest.awaitReady();
      rest.await("/api/v1/status", status -> status.path("fills").asLong() > 0);
      everyCommandAnswersAsTableAndAsJson();
      aSecondProcessOnTheSameDataIsRefused(dataDir);
      theDoctorSeesTheInstance(dataDir);
      aStrategyPausesResumesStopsAndStartsAlone(rest);
      anOrderTellsWhyItHappened(rest);
      aHaltCancelsAndRefusesUntilItIsReleased(rest);
      assertEquals(
          "UNKNOWN_ORDER", rest.send("DELETE", "/api/v1/orders/paper-1/nothing", "").code());
      theAuditFindsEveryChainWhole(dataDir);
    }
  }

  private void anOrderTellsWhyItHappened(Rest rest) throws IOException, InterruptedException {
    var order = rest.get("/api/v1/orders?limit=1").get(0); // whichever strategy was first
    var id = order.path("clientOrderId").asText();
    var strategy = order.path("strategy").asText();
    var run = command("orders", "--why", id, "--json");
    assertEquals(ExitCode.OK, run.exitCode(), run.err());
    var history = new ObjectMapper().readTree(run.out());
    var first = history.get(0);
    assertEquals("OrderIntended", first.path("event").asText(), run.out());
    assertTrue(first.path("cause").asText().matches("(quote|trade|timer|order|bar).*"), run.out());
    assertTrue(first.path("detail").asText().contains("by " + strategy), run.out());
    var table = command("orders", "--why", id);
    assertTrue(table.out().contains("OrderIntended"), table.out());
    var unknown = command("orders", "--why", "nothing");
    assertEquals(ExitCode.UNAVAILABLE, unknown.exitCode());
    assertEquals("outcry: UNKNOWN_ORDER: no order is called nothing", unknown.err().strip());
  }

  private void theAuditFindsEveryChainWhole(Path dataDir) throws IOException {
    var run = CommandLineRun.of("audit", "verify", "--data-dir", dataDir.toString(), "--json");
    assertEquals(ExitCode.OK, run.exitCode(), run.out() + run.err());
    var report = new ObjectMapper().readTree(run.out());
    assertEquals(0, report.path("violations").size(), run.out());
    assertEquals(Accounts.PARTITIONS + 1, report.path("chains").size(), run.out());
    var notes = Rest.find(report.path("chains"), "name", "notes").orElseThrow();
    assertTrue(notes.path("rows").asLong() > 0, "a refused cancel is noted: " + run.out());
  }

  private void everyCommandAnswersAsTableAndAsJson() throws IOException {
    var status = json("status");
    assertTrue(status.path("ready").asBoolean(), status.toString());
    assertEquals(2, status.path("strategies").size());
    assertTrue(json("orders").size() > 0);
    assertEquals(Accounts.PAPER.size(), json("positions").size());
    var compared = json("reconcile", "--dry-run");
    assertEquals(Accounts.PAPER.size(), compared.size());
    for (var account : compared) {
      assertTrue(account.path("current").asBoolean(), account.toString());
    }
    var kinds = new HashSet<String>();
    var names = new HashSet<String>();
    for (var task : json("tasks")) {
      kinds.add(task.path("kind").asText());
      names.add(task.path("name").asText());
      assertFalse(task.path("since").asText().isEmpty(), task.toString());
    }
    assertTrue(kinds.containsAll(Set.of("verticle", "strategy")), kinds.toString());
    var threads =
        Set.of(
            "journal-writer",
            "journal-reader-1",
            "journal-reader-2",
            "paper-venue.log",
            "exchange.log",
            "handler-watch",
            "strategy-watchdog");
    assertTrue(names.containsAll(threads), names.toString());
    for (var command : List.of("status", "orders", "positions", "tasks")) {
      var table = command(command);
      assertEquals(ExitCode.OK, table.exitCode(), table.err());
      assertTrue(table.out().lines().count() > 1, table.out());
    }
    var limited = command("orders", "--limit", "1");
    assertEquals(2, limited.out().lines().count(), limited.out());
    var refused = command("orders", "--limit", "0");
    assertNotEquals(ExitCode.OK, refused.exitCode());
    assertTrue(
        refused.err().contains("limit must be a whole number from 1 to 10000"), refused.err());
  }

  private void aSecondProcessOnTheSameDataIsRefused(Path dataDir) {
    var run = CommandLineRun.of("run", "--http-port", "0", "--data-dir", dataDir.toString());
    assertEquals(ExitCode.IN_USE, run.exitCode(), run.err());
    assertTrue(run.err().startsWith("outcry: DATABASE_IN_USE: "), run.err());
    assertTrue(run.err().contains("process " + outcry.pid()), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  private void theDoctorSeesTheInstance(Path dataDir) throws IOException {
    var port = Integer.toString(outcry.uri().getPort());
    var run = doctor(dataDir, port);
    assertEquals(ExitCode.CONFIG, run.exitCode());
    var findings = new ObjectMapper().readTree(run.out());
    assertEquals("FAILED", verdict(findings, "port"));
    assertEquals("WARNING", verdict(findings, "database"));
  }

  @Test
  void theDoctorIsContentWithAGoodMachine() throws IOException {
    var run = doctor(folder.resolve("fresh"), "0");
    assertEquals(ExitCode.OK, run.exitCode(), run.out());
    var findings = new ObjectMapper().readTree(run.out());
    assertEquals(6, findings.size());
    for (var check : List.of("JDK", "port", "database")) {
      assertEquals("OK", verdict(findings, check), run.out());
    }
  }

  @Test
  void theDoctorNamesATakenPort() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(taken.getLocalPort());
      var run = doctor(folder.resolve("fresh"), port);
      assertEquals(ExitCode.CONFIG, run.exitCode());
      var findings = new ObjectMapper().readTree(run.out());
      var detail = Rest.find(findings, "check", "port").orElseThrow().path("detail").asText();
      assertTrue(detail.startsWith(port + " is taken"), detail);
    }
  }

  @Test
  void commandsSayThatNothingRuns() throws IOException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    for (var command : List.of("status", "orders", "positions", "tasks")) {
      var run = CommandLineRun.of(command, "--json", "--url", "http://127.0.0.1:" + free);
      assertEquals(ExitCode.UNAVAILABLE, run.exitCode());
      assertTrue(run.err().startsWith("outcry: NOT_RUNNING: "), run.err());
      assertEquals(1, run.err().lines().count(), run.err());
      assertEquals("", run.out());
    }
  }

  private void aStrategyPausesResumesStopsAndStartsAlone(Rest rest)
      throws IOException, InterruptedException {
    assertEquals(0, command("strategy", "pause", "sma-crossover").exitCode());
    awaitState(rest, "sma-crossover", "PAUSED");
    assertEquals("RUNNING", state(rest, "market-maker"));
    assertEquals(0, command("strategy", "resume", "sma-crossover").exitCode());
    awaitState(rest, "sma-crossover", "RUNNING");
    assertEquals(0, command("strategy", "stop", "sma-crossover").exitCode());
    awaitState(rest, "sma-crossover", "STOPPED");
    assertEquals("RUNNING", state(rest, "market-maker"));
    long before = orders(rest, "market-maker");
    rest.await("/api/v1/strategies", all -> ordersOf(all, "market-maker") > before);
    assertEquals(0, command("strategy", "start", "sma-crossover").exitCode());
    awaitState(rest, "sma-crossover", "RUNNING");
    var unknown = command("strategy", "stop", "nobody");
    assertNotEquals(ExitCode.OK, unknown.exitCode());
    assertTrue(unknown.err().contains("unknown strategy nobody"), unknown.err());
  }

  private void aHaltCancelsAndRefusesUntilItIsReleased(Rest rest)
      throws IOException, InterruptedException {
    submit(rest, "before-halt", "LIMIT", "GTC", "220.00");
    var halt = command("trading", "HALTED", "--reason", "test");
    assertEquals(ExitCode.OK, halt.exitCode(), halt.err());
    var refused = send(rest, "in-halt", "LIMIT", "GTC", "220.00");
    assertEquals(503, refused.status(), refused.toString());
    assertEquals("HALTED", refused.code());
    rest.await("/api/v1/orders?limit=10000", RunningInstanceTest::nothingIsOpen);
    assertEquals(0, command("trading", "ACTIVE", "--reason", "test over").exitCode());
    submit(rest, "after-halt", "LIMIT", "GTC", "220.00");
  }

  private static void submit(Rest rest, String id, String type, String tif, String price)
      throws IOException, InterruptedException {
    var answer = send(rest, id, type, tif, price);
    assertEquals(201, answer.status(), answer.toString());
  }

  private static Rest.Answer send(Rest rest, String id, String type, String tif, String price)
      throws IOException, InterruptedException {
    var order = new Wanted(TradingClient.ACCOUNT, id, "AAPL.SIM", "BUY", type, tif, "3", price);
    return rest.send("POST", "/api/v1/orders", order.json());
  }

  /** Nothing is on its way, and only what a person left rests. */
  private static boolean isQuiet(JsonNode orders) {
    var ended = Set.of("DENIED", "FILLED", "CANCELED", "EXPIRED", "REJECTED", "NOT_SENT");
    return Rest.all(
        orders,
        order ->
            ended.contains(order.path("status").asText())
                || (order.path("clientOrderId").asText().equals("rests")
                    && order.path("status").asText().equals("WORKING")));
  }

  private static boolean nothingIsOpen(JsonNode orders) {
    var ended = Set.of("DENIED", "FILLED", "CANCELED", "EXPIRED", "REJECTED", "NOT_SENT");
    return Rest.all(orders, order -> ended.contains(order.path("status").asText()));
  }

  private static JsonNode awaitSteady(Rest rest) throws IOException, InterruptedException {
    var last = rest.get("/api/v1/positions");
    var now = rest.get("/api/v1/positions");
    while (!holdings(now).equals(holdings(last))) {
      last = now;
      now = rest.get("/api/v1/positions");
    }
    return now;
  }

  /** What does not change with the market. */
  private static Set<String> holdings(JsonNode accounts) {
    var holdings = new TreeSet<String>();
    for (var account : accounts) {
      var name = account.path("account").asText();
      for (var position : account.path("positions")) {
        holdings.add(
            name
                + " "
                + position.path("symbol").asText()
                + " "
                + position.path("quantity").asText()
                + " at "
                + position.path("averagePrice").asText()
                + " realized "
                + position.path("realizedPnl").asText());
      }
      for (var cash : account.path("cash")) {
        holdings.add(
            name
                + " "
                + cash.path("currency").asText()
                + " fees "
                + cash.path("fees").asText()
                + " realized "
                + cash.path("realizedPnl").asText());
      }
    }
    return holdings;
  }

  private static List<String> sorted(JsonNode orders) {
    var texts = new ArrayList<String>();
    for (var order : orders) {
      // a start asks the venue about every open order, which the journal tells as well
      texts.add(((ObjectNode) order.deepCopy()).without(List.of("version", "updated")).toString());
    }
    texts.sort(String::compareTo);
    return texts;
  }

  private static void awaitState(Rest rest, String name, String state)
      throws IOException, InterruptedException {
    rest.await(
        "/api/v1/strategies",
        all -> Rest.find(all, "name", name).orElseThrow().path("state").asText().equals(state));
  }

  private static String state(Rest rest, String name) throws IOException, InterruptedException {
    return Rest.find(rest.get("/api/v1/strategies"), "name", name)
        .orElseThrow()
        .path("state")
        .asText();
  }

  private static long orders(Rest rest, String name) throws IOException, InterruptedException {
    return ordersOf(rest.get("/api/v1/strategies"), name);
  }

  private static long ordersOf(JsonNode strategies, String name) {
    return Rest.find(strategies, "name", name).orElseThrow().path("callbacks").asLong();
  }

  private JsonNode json(String... words) throws IOException {
    var arguments = new ArrayList<>(List.of(words));
    arguments.add("--json");
    var run = command(arguments.toArray(String[]::new));
    assertEquals(ExitCode.OK, run.exitCode(), run.err());
    return new ObjectMapper().readTree(run.out());
  }

  private CommandLineRun command(String... words) {
    var arguments = new ArrayList<>(List.of(words));
    arguments.addAll(outcry.remoteOptions());
    return CommandLineRun.of(arguments);
  }

  private static CommandLineRun doctor(Path dataDir, String port) {
    return CommandLineRun.of(
        "doctor", "--json", "--data-dir", dataDir.toString(), "--http-port", port);
  }

  private static String verdict(JsonNode findings, String check) {
    return Rest.find(findings, "check", check).orElseThrow().path("verdict").asText();
  }
}
