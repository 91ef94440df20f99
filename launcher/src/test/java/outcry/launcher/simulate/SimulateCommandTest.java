package outcry.launcher.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import outcry.launcher.ExitCode;
import outcry.launcher.Main;

class SimulateCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(("simulate " + arguments).split(" "));
  }

  private JsonNode lastLine() throws Exception {
    return new ObjectMapper().readTree(out.toString().lines().toList().getLast());
  }

  @Test
  void aSeedIsToldLineByLine() {
    assertEquals(ExitCode.OK, run("--seed 1"));

    var lines = out.toString().lines().toList();
    assertTrue(lines.size() > 50, "only " + lines.size() + " lines");
    assertTrue(lines.getLast().startsWith("seed 1: good; "), lines.getLast());
  }

  @Test
  void manySeedsEndWithOneLineOfJson() throws Exception {
    assertEquals(ExitCode.OK, run("--seeds 30 --json"));

    var report = lastLine();
    assertEquals(1, out.toString().lines().count());
    assertEquals(30, report.path("seeds").asLong());
    assertEquals(0, report.path("failures").asLong());
    assertTrue(report.path("firstFailingSeed").isNull());
    assertTrue(report.path("simulatedHours").asDouble() > 0);
    assertTrue(report.path("events").asLong() > 1_000);
    assertTrue(report.path("wallSeconds").asDouble() > 0);
  }

  @Test
  void aPlantedBugIsLookedForByName() throws Exception {
    assertEquals(ExitCode.OK, run("--planted http-retry --json"));

    var report = lastLine();
    assertEquals(1, report.path("planted").asInt());
    assertEquals(1, report.path("found").asInt());
    assertEquals(0, report.path("missed").asInt());
    assertTrue(report.path("seedsNeeded").path("http-retry").asLong() > 0);
  }

  @Test
  void aMissedBugIsNotClean() throws Exception {
    assertEquals(ExitCode.NOT_CLEAN, run("--planted no-epoch-check --seeds 1 --json"));

    assertEquals(1, lastLine().path("missed").asInt());
    assertTrue(lastLine().path("seedsNeeded").path("no-epoch-check").isNull());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --seeds 0                | --seeds must be 1 to 1000000000000, was 0
          --minutes -1             | --minutes must be 1 to 1000000, was -1
          --seeds many             | --seeds
          --seed 1 --seeds 2       | --seed goes with --json only
          --planted all --minutes 1| --planted goes with --seeds, --json only
          --planted nobody         | --planted knows no nobody; it knows all, no-epoch-check
          --json                   | say --seed, --seeds, --minutes or --planted
          --seed 1 --planted all   | mutually exclusive
          """)
  void aWrongCommandLineIsOneLine(String arguments, String named) {
    assertEquals(ExitCode.USAGE, run(arguments));

    var lines = err.toString().lines().toList();
    assertEquals(1, lines.size(), lines::toString);
    assertTrue(lines.getFirst().startsWith("outcry: USAGE: "), lines.getFirst());
    assertTrue(lines.getFirst().contains(named), lines.getFirst());
    assertEquals(List.of(), out.toString().lines().toList());
  }
}
