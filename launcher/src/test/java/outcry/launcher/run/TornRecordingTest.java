package outcry.launcher.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import outcry.launcher.ExitCode;
import outcry.launcher.setup.DataDir;

/** Recordings whose writer was killed. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TornRecordingTest {

  private static final int BYTES_RECORDED = 20_000;

  @TempDir Path folder;

  @Test
  void oursReplaysUpToTheTearAndNamesIt() throws IOException, InterruptedException {
    var dataDir = folder.resolve("data");
    Path recording;
    try (var running = RunningOutcry.start(dataDir, "--record", "--strategy", "none")) {
      try (var found = Files.newDirectoryStream(new DataDir(dataDir).recordings())) {
        recording = found.iterator().next();
      }
      while (Files.size(recording) < BYTES_RECORDED) {
        Thread.onSpinWait();
      }
      running.kill();
    }
    var report = folder.resolve("report.json");
    var run = replay(recording, "--report", report.toString());

    assertEquals(ExitCode.OK, run.exitCode(), run.err());
    var json = new ObjectMapper().readTree(report.toFile());
    assertTrue(json.path("frames").asLong() > 100, json.toString());
    assertEquals(json.path("frames").asLong() + 1, json.path("tornLine").asLong());
    assertTrue(run.out().contains("\n" + tornLine(recording, json.path("tornLine").asLong())));
  }

  @Test
  void anothersReplaysUpToTheTearIfThatIsAllowed() throws IOException {
    var file = GeneratedRecording.of(11).writeTo(folder.resolve("cut.ws.gz"));
    var whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));

    assertEquals(ExitCode.DATA, replay(file).exitCode());
    var run = replay(file, "--torn-tail-allowed");
    assertEquals(ExitCode.OK, run.exitCode(), run.err());
    var torn = run.out().lines().filter(line -> line.contains(": TORN: ")).toList();
    assertEquals(1, torn.size(), run.out());
    assertTrue(torn.getFirst().startsWith(file + ":"), run.out());
  }

  private static String tornLine(Path recording, long line) {
    return recording
        + ":"
        + line
        + ": TORN: the recording ends in the middle of this line; all before it was replayed\n";
  }

  private static CommandLineRun replay(Path recording, String... flags) {
    var arguments = new ArrayList<>(List.of("run", "--replay"));
    arguments.addAll(List.of(recording.toString(), "--exit-at-end", "--strategy", "none"));
    arguments.addAll(List.of("--http-port", "0"));
    arguments.addAll(List.of(flags));
    return CommandLineRun.of(arguments);
  }
}
