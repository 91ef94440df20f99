package outcry.launcher.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import outcry.launcher.ExitCode;
import outcry.launcher.setup.DataDir;

/** The kill switch of a running instance, with hundreds of orders open and more coming. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KillSwitchTest {

  private static final int ORDERS_EACH = 100;
  private static final long CANCELED_WITHIN_MILLIS = 5_000;
  private static final Set<String> ENDED =
      Set.of("DENIED", "FILLED", "CANCELED", "EXPIRED", "REJECTED", "NOT_SENT");

  @TempDir Path folder;

  @Test
  void afterOneAnswerNoOrderPassesAndEveryOpenOneIsCanceledWithinSeconds() throws Exception {
    var dataDir = folder.resolve("data");
    try (var running = RunningOutcry.start(dataDir, "--strategy", "none");
        var rest = running.rest()) {
      rest.awaitReady();
      for (var account : Accounts.PAPER) {
        for (int i = 0; i < ORDERS_EACH; i++) {
          assertEquals(201, send(rest, account, "open-" + i).status());
        }
      }
      rest.await("/api/v1/orders?limit=10000", orders -> open(orders) == 4 * ORDERS_EACH);

      long pressed = System.nanoTime();
      var command = new ArrayList<>(List.of("trading", "HALTED", "--reason", "drill"));
      command.addAll(running.remoteOptions());
      var halt = CommandLineRun.of(command);
      long answered = System.nanoTime();
      var after = new ArrayList<Integer>();
      for (var account : Accounts.PAPER) {
        after.add(send(rest, account, "after").status());
      }
      rest.await("/api/v1/orders?limit=10000", orders -> open(orders) == 0);
      long canceled = System.nanoTime();

      assertEquals(ExitCode.OK, halt.exitCode(), halt.err());
      assertEquals(List.of(503, 503, 503, 503), after);
      long millis = TimeUnit.NANOSECONDS.toMillis(canceled - pressed);
      assertTrue(millis <= CANCELED_WITHIN_MILLIS, "canceled after " + millis + " ms");
      System.out.printf(
          "kill switch: answered after %d ms, %d orders canceled after %d ms%n",
          TimeUnit.NANOSECONDS.toMillis(answered - pressed), 4 * ORDERS_EACH, millis);
      running.terminate();
      assertEquals(ExitCode.OK, running.exitCode());
    }
    assertEquals(List.of(), Books.read(new DataDir(dataDir)).violations());
  }

  private static Rest.Answer send(Rest rest, String account, String id)
      throws IOException, InterruptedException {
    var order = new Wanted(account, id, "AAPL.SIM", "BUY", "LIMIT", "GTC", "3", "220.00");
    return rest.send("POST", "/api/v1/orders", order.json());
  }

  private static long open(JsonNode orders) {
    long open = 0;
    for (var order : orders) {
      open += ENDED.contains(order.path("status").asText()) ? 0 : 1;
    }
    return open;
  }
}
