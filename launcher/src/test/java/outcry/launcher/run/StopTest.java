package outcry.launcher.run;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import outcry.launcher.ExitCode;
import outcry.launcher.setup.DataDir;

/** SIGTERM to a real process before it has come to rest. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StopTest {

  private static final long STOP_MAX_MILLIS = 5_000;

  @TempDir Path folder;

  @Test
  void aStartIsGivenUpAndWhatHadStartedIsStopped() throws IOException, InterruptedException {
    var dataDir = Files.createDirectory(folder.resolve("data"));
    try (var watch = dataDir.getFileSystem().newWatchService()) {
      dataDir.register(watch, ENTRY_CREATE);
      try (var starting = RunningOutcry.launch(dataDir)) {
        watch.take(); // the journal is being opened, the rest is to come
        assertStopsCleanly(starting);

        var printed = starting.printed();
        assertTrue(printed.getFirst().startsWith("asked to stop during "), printed.toString());
        assertTrue(printed.getLast().endsWith(", nothing pending"), printed.toString());
        assertEquals(2, printed.size(), printed.toString());
      }
    }
    assertEquals(List.of(), Books.read(new DataDir(dataDir)).violations());
  }

  @Test
  void aReplayEndsWithoutAReport() throws IOException, InterruptedException {
    var recording = GeneratedRecording.of(7).writeTo(folder.resolve("market.ws.gz"));
    var report = folder.resolve("report.json");
    try (var replaying =
        RunningOutcry.start(
            folder.resolve("data"),
            "--replay",
            recording.toString(),
            "--speed",
            "1",
            "--exit-at-end",
            "--report",
            report.toString())) {
      assertStopsCleanly(replaying);

      var printed = replaying.printed();
      assertEquals(
          List.of(
              "asked to stop during the replay; there is no report", "stopped, nothing pending"),
          printed.subList(printed.size() - 2, printed.size()));
      assertFalse(Files.exists(report));
    }
  }

  private static void assertStopsCleanly(RunningOutcry outcry) throws InterruptedException {
    long start = System.nanoTime();
    outcry.terminate();
    assertEquals(ExitCode.OK, outcry.exitCode());
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    assertTrue(millis < STOP_MAX_MILLIS, "the stop took " + millis + " ms");
  }
}
