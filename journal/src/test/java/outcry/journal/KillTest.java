package outcry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static outcry.journal.Events.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import outcry.journal.DatabaseRefusedException.Reason;

/** A real process killed in the middle of appends. */
@Timeout(60)
class KillTest {

  private static final int KILLS = 5;

  @TempDir Path folder;

  @Test
  void everyAcknowledgedAppendSurvivesKills() throws IOException, InterruptedException {
    var file = folder.resolve("journal.db");
    Map<Long, Long> acknowledged = new TreeMap<>(); // sequence to order id
    for (int kill = 1; kill <= KILLS; kill++) {
      int before = acknowledged.size();
      var process = start(file);
      try (var output = process.inputReader()) {
        awaitLines(output, 300 * kill, acknowledged);
        if (kill == 1) {
          var refusal =
              assertThrows(
                  DatabaseRefusedException.class,
                  () -> SqliteJournal.open(file, JournalConfig.DEFAULT));
          assertEquals(Reason.DATABASE_IN_USE, refusal.reason());
          assertTrue(refusal.getMessage().contains("process " + process.pid()));
        }
        process.toHandle().destroyForcibly(); // Process itself would close our end of the output
        awaitLines(output, Integer.MAX_VALUE, acknowledged);
      }
      process.waitFor();
      assertTrue(acknowledged.size() > before, "the child acknowledged nothing");
      verify(file, acknowledged, kill);
    }
  }

  private static void verify(Path file, Map<Long, Long> acknowledged, int kill) {
    try (var journal = SqliteJournal.open(file, JournalConfig.DEFAULT)) {
      assertEquals(List.of(), await(journal.verify()));
      for (var ack : acknowledged.entrySet()) {
        var last = await(journal.read(0, ack.getKey() - 1, 1)).getFirst();
        assertEquals(Events.accepted(ack.getValue(), 2), last.event());
      }
      assertEquals(2 * kill, await(journal.claim(0, "auditor", Events.NOW)).epoch());
    }
  }

  private static Process start(Path file) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            AppendingProcess.class.getName(),
            file.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void awaitLines(BufferedReader output, int most, Map<Long, Long> acknowledged)
      throws IOException {
    String line;
    for (int i = 0; i < most && (line = output.readLine()) != null; ) {
      if (line.matches("acked \\d+ \\d+ \\.")) { // the last one may be cut off
        var words = line.split(" ");
        acknowledged.put(Long.valueOf(words[1]), Long.valueOf(words[2]));
        i++;
      }
    }
  }
}
