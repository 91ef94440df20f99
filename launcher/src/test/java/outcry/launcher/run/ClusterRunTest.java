package outcry.launcher.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import outcry.launcher.ExitCode;
import outcry.postgres.testing.PostgresServer;
import outcry.postgres.testing.SharedPostgres;

/** Real nodes on a real database. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClusterRunTest {

  private static final String CLUSTER = "/api/v1/cluster";
  private static final List<String> ACCOUNTS =
      List.of("paper-1", "paper-2", "paper-3", "paper-manual");

  /** Twice what is promised: this machine may be busy. */
  private static final long TAKEN_OVER_NANOS = TimeUnit.SECONDS.toNanos(10);

  @TempDir Path folder;
  private PostgresServer server;

  @BeforeEach
  void database() {
    server = SharedPostgres.serverOrSkip();
  }

  @Test
  void twoNodesTradeTogetherAndOneCarriesOnAlone() throws Exception {
    try (var cluster = new RunningCluster(folder, server, "a", "b")) {
      var file = cluster.file("cluster.json", ", \"strategies\": [\"market-maker\"]");
      var a = cluster.start("a", file);
      var b = cluster.start("b", file, "--role", "order,position", "--instances", "order=2");
      try (var rest = a.rest();
          var admin = b.rest()) {
        rest.await(CLUSTER, view -> isSpread(view, "a/", "b/") && isWhole(view));
        rest.awaitReady();
        assertEquals(200, admin.send("GET", "/health/live", "").status());
        assertEquals(404, admin.send("GET", CLUSTER, "").status(), "only a gateway tells");
        var before = submitted(rest);

        b.kill();
        long killed = System.nanoTime();
        rest.await(CLUSTER, view -> isWhole(view) && owners(view).allMatch(is("a/")));
        long took = System.nanoTime() - killed;

        assertTrue(took < TAKEN_OVER_NANOS, "taken over after " + took / 1_000_000 + " ms");
        assertEquals(before, submitted(rest), "the same ids are the same orders");

        var scaled =
            rest.send("POST", "/api/v1/cluster/scale", "{\"role\":\"order\",\"instances\":2}");
        assertEquals(202, scaled.status());
        rest.await(CLUSTER, view -> isWhole(view) && isSpread(view, "a/order-0", "a/order-1"));
        assertEquals(before, submitted(rest));
      }
      var audit = CommandLineRun.of("audit", "verify", "--cluster", file.toString());
      assertEquals(ExitCode.OK, audit.exitCode(), audit::err);
      assertTrue(audit.out().matches("(?s)partition.*every chain is whole\\s*"), audit::out);
      a.terminate();
      assertEquals(ExitCode.OK, a.exitCode(), a.printed()::toString);
      assertTrue(a.lastWords().orElseThrow().endsWith("nothing pending"), a.printed()::toString);
    }
  }

  @Test
  void aNodeOfAnotherConfigurationOwnsNothingAndSaysWhy() throws Exception {
    try (var cluster = new RunningCluster(folder, server, "a", "x")) {
      var a = cluster.start("a", cluster.file("cluster.json", ""), "--role", "order,gateway");
      var x =
          cluster.start("x", cluster.file("other.json", ", \"strategies\": [\"market-maker\"]"));
      var why = "another configuration than the cluster's, which a has";
      try (var rest = a.rest();
          var other = x.rest()) {
        var view =
            rest.await(
                CLUSTER,
                one ->
                    Rest.find(one.path("alarms"), "code", "NODE_REFUSED").isPresent()
                        && owners(one, "order").allMatch(is("a/")));
        assertEquals(
            Optional.of("x: " + why),
            Rest.find(view.path("alarms"), "code", "NODE_REFUSED")
                .map(alarm -> alarm.path("detail").asText()));
        var ready = other.send("GET", "/health/ready", "");
        assertEquals(503, ready.status());
        assertEquals("REFUSED: " + why, ready.body().path("cluster").asText());
      }
    }
  }

  /** One order that rests for each account, by account; the number it has. */
  private static Map<String, Long> submitted(Rest rest) throws Exception {
    var orders = new LinkedHashMap<String, Long>();
    for (var account : ACCOUNTS) {
      var order =
          """
          {"account":"%s","clientOrderId":"first","symbol":"AAPL.SIM","side":"BUY",\
          "quantity":"1","price":"225.00"}
          """
              .formatted(account);
      var answer = rest.send("POST", "/api/v1/orders", order);
      while (answer.status() == 503) { // not reconciled yet, or between two owners
        answer = rest.send("POST", "/api/v1/orders", order);
      }
      assertEquals(201, answer.status(), answer::toString);
      orders.put(account, answer.body().path("orderId").asLong());
    }
    return orders;
  }

  private static boolean isWhole(JsonNode view) {
    return Rest.all(view.path("shards"), shard -> shard.path("live").asBoolean());
  }

  /** Whether each of them owns orders. */
  private static boolean isSpread(JsonNode view, String... owners) {
    return Arrays.stream(owners).allMatch(owner -> owners(view, "order").anyMatch(is(owner)));
  }

  private static Predicate<String> is(String start) {
    return owner -> owner.startsWith(start);
  }

  private static Stream<String> owners(JsonNode view) {
    return shards(view).map(shard -> shard.path("owner").asText());
  }

  private static Stream<String> owners(JsonNode view, String kind) {
    return shards(view)
        .filter(shard -> shard.path("kind").asText().equals(kind))
        .map(shard -> shard.path("owner").asText());
  }

  private static Stream<JsonNode> shards(JsonNode view) {
    return StreamSupport.stream(view.path("shards").spliterator(), false);
  }
}
