package outcry.launcher.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import outcry.gateway.api.BacktestDesk.Ask;
import outcry.gateway.api.BacktestDesk.Backtest;
import outcry.gateway.api.BacktestDesk.State;
import outcry.gateway.http.ProblemException;
import outcry.launcher.run.GeneratedRecording;

class BacktestsTest {

  @TempDir private Path folder;
  private Backtests backtests;

  @BeforeEach
  void open() throws IOException {
    var imports = Files.createDirectories(folder.resolve("imports"));
    GeneratedRecording.of(11).writeTo(imports.resolve("market.ws"));
    Files.createDirectories(imports.resolve("folder"));
    Files.writeString(folder.resolve("secret"), "x");
    Files.createSymbolicLink(imports.resolve("link"), folder.resolve("secret"));
    Files.writeString(imports.resolve("text"), "no recording\n");
    backtests = new Backtests(List.of(imports), folder.resolve("reports"));
  }

  @AfterEach
  void close() {
    backtests.close();
  }

  @ParameterizedTest
  @CsvSource({
    "../secret, sma-crossover, fast, 10, PATH",
    "/etc/passwd, sma-crossover, fast, 10, PATH",
    "link, sma-crossover, fast, 10, TYPE",
    "folder, sma-crossover, fast, 10, TYPE",
    "text, sma-crossover, fast, 10, TYPE",
    "none, sma-crossover, fast, 10, UNKNOWN_RECORDING",
    "market.ws, no-strategy, fast, 10, ENUM",
    "market.ws, sma-crossover, fast, 0, PARAM_FAST",
    "market.ws, sma-crossover, fst, 10, PARAM_FST",
    "market.ws, sma-crossover, fast, '1,slow=2', PARAM_FAST",
  })
  void whatCannotBeReplayedIsRefusedBeforeItWaits(
      String recording, String strategy, String parameter, String value, String code) {
    var ask = new Ask(recording, strategy, Map.of(parameter, value), 1);
    var started = backtests.start("", List.of(ask)).toCompletableFuture();

    var failure = assertThrows(CompletionException.class, started::join);
    var refused = assertInstanceOf(ProblemException.class, failure.getCause());
    assertEquals(code, refused.problem().code());
    assertEquals(List.of(), backtests.list());
  }

  @Test
  void aReplayInAProcessOfItsOwnLeavesAReport() throws Exception {
    var done = awaitEnd(start());

    assertEquals(State.DONE, done.state(), done.error());
    assertTrue(done.report().contains("\"ordersByState\""), done.report());
    assertEquals(List.of("market.ws", "text"), get());
  }

  @Test
  void oneThatIsCanceledIsKilledAndStaysSo() throws Exception {
    var id = start();
    backtests.cancel(id);

    assertEquals(State.CANCELED, awaitEnd(id).state());
  }

  private String start() {
    var ask = new Ask("market.ws", "sma-crossover", Map.of(), 1);
    return backtests.start("", List.of(ask)).toCompletableFuture().join().getFirst().id();
  }

  private List<String> get() throws Exception {
    return backtests.recordings().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private Backtest awaitEnd(String id) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < deadline) {
      var found = backtests.find(id).orElseThrow();
      if (found.endedNanos() != 0) {
        return found;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("still " + backtests.find(id));
  }
}
