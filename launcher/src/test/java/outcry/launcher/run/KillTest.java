package outcry.launcher.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import outcry.launcher.setup.DataDir;
import outcry.launcher.setup.SimulatedMarkets;

/**
 * The real program killed with -9 while clients and strategies trade, again and again on one data
 * directory; then journal, paper venue log and positions are compared. Another seed with {@code
 * -Doutcry.kill.seed=N}.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KillTest {

  private static final int KILLS = Integer.getInteger("outcry.kill.rounds", 20);
  private static final long SEED = Long.getLong("outcry.kill.seed", 20260101);
  private static final int ACKNOWLEDGED_MAX = 80;

  /** Trade as often as they can. */
  private static final String[] STRATEGIES = {
    "--strategy", "market-maker:symbol=BTCUSDT.SIM,interval=50ms,threshold=0",
    "--strategy", "sma-crossover:symbol=MNQZ6.SIM,bars=5t,fast=2,slow=3",
    "--strategy", "rsi-mean-reversion:symbol=AAPL.SIM,bars=5t,length=2,patience=3"
  };

  private static final Set<String> SETTLED =
      Set.of(
          "DENIED",
          "WORKING",
          "PARTIALLY_FILLED",
          "FILLED",
          "CANCELED",
          "EXPIRED",
          "REJECTED",
          "NOT_SENT");

  @TempDir Path folder;

  private final Map<String, Wanted> acknowledged = new ConcurrentHashMap<>();
  private final SplittableRandom random = new SplittableRandom(SEED);
  private int requests;

  @Test
  void noAcknowledgedOrderIsLostOrDoubledWhenTheProcessIsKilled()
      throws IOException, InterruptedException {
    var dataDir = folder.resolve("data");
    long start = System.nanoTime();
    for (int kill = 1; kill <= KILLS; kill++) {
      tradeAndKill(kill, dataDir);
    }
    var positions = settleAndStop(dataDir);

    var books = Books.read(new DataDir(dataDir));
    assertEquals(List.of(), books.violations());
    acknowledged
        .values()
        .forEach(
            wanted -> assertEquals(wanted, books.order(wanted.account(), wanted.clientOrderId())));
    assertEquals(books.positions(), positions);
    assertTrue(acknowledged.size() > KILLS && books.fills() > KILLS, "hardly anything happened");
    System.out.printf(
        "kill test: %d kills in %d s, %d requests answered, %d orders acknowledged, none lost;"
            + " %d orders with %d fills journaled, all as at the venue, %d open, %d events%n",
        KILLS,
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
        requests,
        acknowledged.size(),
        books.orders(),
        books.fills(),
        books.openOrders(),
        books.events());
  }

  private void tradeAndKill(int kill, Path dataDir) throws IOException, InterruptedException {
    // every other one while it recovers from the one before, which takes its deadlines to pass
    int target = kill % 2 == 0 ? 0 : 1 + random.nextInt(ACKNOWLEDGED_MAX);
    try (var outcry = RunningOutcry.start(dataDir, STRATEGIES);
        var rest = outcry.rest()) {
      if (target == 0) {
        outcry.kill();
        return;
      }
      rest.awaitReady();
      repeatWhatWasAcknowledged(rest);
      var enough = new CountDownLatch(target);
      var client = new TradingClient(rest, acknowledged);
      client.start("k" + kill, random.split(), enough);
      enough.await();
      outcry.kill();
      requests += client.join();
    }
  }

  /** The same order again: the same answer. The same id with another content: refused. */
  private void repeatWhatWasAcknowledged(Rest rest) throws IOException, InterruptedException {
    var before =
        acknowledged.values().stream()
            .sorted((a, b) -> a.clientOrderId().compareTo(b.clientOrderId()))
            .toList();
    if (before.isEmpty()) {
      return;
    }
    var one = before.get(random.nextInt(before.size()));
    var again = rest.send("POST", "/api/v1/orders", one.json());
    assertEquals(201, again.status(), again.toString());
    var other = rest.send("POST", "/api/v1/orders", one.withQuantity("777").json());
    assertEquals("CLIENT_ID_REUSED", other.code(), other.toString());
  }

  /** Positions by account and symbol, quantity units, when nothing is on its way any more. */
  private static Map<String, Long> settleAndStop(Path dataDir)
      throws IOException, InterruptedException {
    try (var outcry = RunningOutcry.start(dataDir, "--strategy", "none");
        var rest = outcry.rest()) {
      rest.awaitReady();
      cancelNearTheMarket(rest);
      rest.await("/api/v1/orders?limit=10000", KillTest::isSettled);
      var positions = awaitPositions(rest);
      outcry.terminate();
      assertEquals(0, outcry.exitCode());
      assertTrue(outcry.lastWords().orElse("").endsWith(", nothing pending"));
      return positions;
    }
  }

  /** What the strategies left may fill at any time; what the clients left is far away. */
  private static void cancelNearTheMarket(Rest rest) throws IOException, InterruptedException {
    for (var order : rest.get("/api/v1/orders?limit=10000")) {
      var account = order.path("account").asText();
      if (!account.equals(TradingClient.ACCOUNT) && isOpen(order)) {
        var path = "/api/v1/orders/" + account + "/" + order.path("clientOrderId").asText();
        var answer = rest.send("DELETE", path, "");
        assertTrue(answer.status() == 200 || answer.code().equals("TERMINAL"), answer.toString());
      }
    }
  }

  private static boolean isSettled(JsonNode orders) {
    return Rest.all(
        orders,
        order ->
            SETTLED.contains(order.path("status").asText())
                && (order.path("account").asText().equals(TradingClient.ACCOUNT)
                    || !isOpen(order)));
  }

  private static boolean isOpen(JsonNode order) {
    return !Set.of("DENIED", "FILLED", "CANCELED", "EXPIRED", "REJECTED", "NOT_SENT")
        .contains(order.path("status").asText());
  }

  /** Asked until two answers are the same: positions follow the journal. */
  private static Map<String, Long> awaitPositions(Rest rest)
      throws IOException, InterruptedException {
    Map<String, Long> last;
    Map<String, Long> now = positions(rest);
    do {
      last = now;
      rest.get("/api/v1/orders?limit=1");
      now = positions(rest);
    } while (!now.equals(last));
    return now;
  }

  private static Map<String, Long> positions(Rest rest) throws IOException, InterruptedException {
    var positions = new TreeMap<String, Long>();
    for (var account : rest.get("/api/v1/positions")) {
      assertTrue(account.path("error").isMissingNode(), account.toString());
      for (var position : account.path("positions")) {
        var symbol = position.path("symbol").asText();
        long quantity =
            SimulatedMarkets.instruments().get(symbol).quantity(position.path("quantity").asText());
        if (quantity != 0) {
          positions.put(account.path("account").asText() + " " + symbol, quantity);
        }
      }
    }
    return positions;
  }
}
