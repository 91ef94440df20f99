package outcry.launcher.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import outcry.journal.JournalConfig;
import outcry.journal.SqliteJournal;
import outcry.launcher.ExitCode;
import outcry.launcher.setup.DataDir;
import outcry.model.JournaledEvent;

/** Whatever is wrong is one clear line on stderr, an exit code, and nothing left half-written. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BadInputTest {

  @TempDir Path folder;

  private final GeneratedRecording market = GeneratedRecording.of(11);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --strategy nobody                        | UNKNOWN_STRATEGY | nobody; known: market-maker
          --strategy sma-crossover:speed=3         | PARAMETER        | speed
          --strategy sma-crossover:fast=quick      | PARAMETER        | fast
          --strategy sma-crossover:fast            | PARAMETER        | not name=value: fast
          --strategy sma-crossover:fast=2,fast=3   | PARAMETER        | twice: fast
          --strategy sma-crossover:symbol=NOPE.X   | PARAMETER        | NOPE.X
          --strategy sma-crossover:fast=9,slow=3   | PARAMETER        | must be below slow
          --bogus                                  | USAGE            | Unknown option: '--bogus'
          --http-port 70000                        | USAGE            | --http-port must be 0 to 65535
          --http-port many                         | USAGE            | --http-port
          --exit-at-end                            | USAGE            | --exit-at-end needs --replay
          --speed 2                                | USAGE            | --speed needs --replay
          --seed x                                 | USAGE            | --seed
          """)
  void aWrongFlagIsNamedAndNothingStarts(String flags, String code, String named) {
    var dataDir = folder.resolve("never-made");
    var run = run(List.of(flags.split(" ")), "--data-dir", dataDir.toString());

    assertRefused(ExitCode.USAGE, code, named, run);
    assertFalse(Files.exists(dataDir));
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "abc", "1e400", "NaN", "Infinity", "''"})
  void aSpeedIsMaxOrAPositiveNumber(String speed) throws IOException {
    var file = market.writeTo(folder.resolve("market.ws"));
    var run = run(List.of("--speed", speed), "--replay", file.toString());

    assertRefused(ExitCode.USAGE, "USAGE", "--speed must be max or a positive number", run);
  }

  @Test
  void anUnknownCommandIsRefused() {
    assertRefused(ExitCode.USAGE, "USAGE", "'fly'", CommandLineRun.of("fly"));
  }

  @Test
  void aMissingRecordingIsNamed() {
    assertReplayRefused(
        ExitCode.NO_INPUT, "FILE_NOT_FOUND", folder.resolve("nothing.ws.gz"), "nothing.ws.gz");
  }

  @Test
  void aDirectoryIsNoRecording() {
    assertReplayRefused(ExitCode.NO_INPUT, "NOT_A_FILE", folder, folder.toString());
  }

  @Test
  void anEmptyFileIsNoRecording() throws IOException {
    var file = GeneratedRecording.write(folder.resolve("empty.ws"), List.of());
    assertReplayRefused(ExitCode.DATA, "EMPTY", file, "empty.ws");
  }

  @Test
  void aTruncatedGzipNamesTheLineItEndsAt() throws IOException {
    var file = market.writeTo(folder.resolve("cut.ws.gz"));
    var whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    var run = assertReplayRefused(ExitCode.DATA, "TRUNCATED_GZIP", file, "cut.ws.gz:");
    assertTrue(run.err().matches("(?s).*cut\\.ws\\.gz:\\d{3,4}: .*"), run.err());
  }

  @Test
  void aLineThatIsNoFrameIsNamed() throws IOException {
    assertLineRefused("NOT_A_FRAME", _ -> "hello");
  }

  @Test
  void aFrameThatIsNoJsonIsNamed() throws IOException {
    assertLineRefused("NOT_A_FRAME", line -> line.replace("\"data\":{", "\"data\":{{"));
  }

  @Test
  void framesOutOfOrderAreNamed() throws IOException {
    assertLineRefused("FRAME_ORDER", line -> "1" + line.substring(line.indexOf(' ')));
  }

  @ParameterizedTest
  @CsvSource({"NaN", "1e400", "-1.00", "0.123456789", "Infinity", "''", "99999999999999999999.00"})
  void aPriceThatIsNoneIsNamed(String price) throws IOException {
    assertLineRefused(
        "DECODE",
        line -> line.replaceFirst("\"b\":\\[\\[\"[0-9.]+\"", "\"b\":[[\"" + price + "\""));
  }

  @Test
  void aGapIsNoErrorButCountedAndNamed() throws IOException {
    var lines = new ArrayList<>(market.lines());
    lines.remove(market.indexOfMove());
    var file = GeneratedRecording.write(folder.resolve("gap.ws"), lines);
    var run = run(List.of("--exit-at-end", "--strategy", "none"), "--replay", file.toString());

    assertEquals(ExitCode.OK, run.exitCode(), run.err());
    assertTrue(run.out().contains("\ngaps: 1\n"), run.out());
    assertTrue(run.out().lines().anyMatch(line -> line.matches(".*gap\\.ws:\\d+: GAP: .*")));
  }

  @Test
  void aReportThatCannotBeWrittenIsRefusedBeforeTheReplay() throws IOException {
    var file = market.writeTo(folder.resolve("market.ws"));
    var report = folder.resolve("no-such-folder").resolve("report.json").toString();
    var run = run(List.of("--exit-at-end", "--report", report), "--replay", file.toString());

    assertRefused(ExitCode.CONFIG, "REPORT", report, run);
  }

  @Test
  void aTakenPortIsNamedAndNothingStaysBehind() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(taken.getLocalPort());
      var dataDir = folder.resolve("data");
      var run = CommandLineRun.of("run", "--http-port", port, "--data-dir", dataDir.toString());

      assertRefused(ExitCode.UNAVAILABLE, "PORT_IN_USE", port, run);
      assertNothingWasWritten(dataDir);
    }
  }

  @Test
  void aSecondInstanceOnTheSameDataIsRefused() throws IOException {
    var dataDir = Files.createDirectory(folder.resolve("data"));
    try (var first = openJournal(dataDir)) {
      var run = run(List.of(), "--data-dir", dataDir.toString());

      assertRefused(ExitCode.IN_USE, "DATABASE_IN_USE", "journal.db", run);
      assertEquals(0, first.stats().events());
    }
    assertNothingWasWritten(dataDir);
  }

  @Test
  void aDatabaseThatIsNoneIsRefusedAndLeftAsItIs() throws IOException {
    var dataDir = Files.createDirectory(folder.resolve("data"));
    var database = new DataDir(dataDir).database();
    var text = "this is not a database, whatever its name says\n".repeat(100);
    Files.writeString(database, text);
    var run = run(List.of(), "--data-dir", dataDir.toString());

    assertRefused(ExitCode.CONFIG, "DATABASE_CORRUPT", "journal.db", run);
    assertEquals(text, Files.readString(database));
  }

  @Test
  void aDamagedVenueLogIsRefusedNamingTheLine() throws IOException {
    var dataDir = Files.createDirectory(folder.resolve("data"));
    Files.writeString(new DataDir(dataDir).paperLog(), "not\ta\tline\nnor\tthis\n");
    var run = run(List.of(), "--data-dir", dataDir.toString());

    assertRefused(ExitCode.DATA, "VENUE_LOG", "paper-venue.log: line 1", run);
  }

  @Test
  void aDataDirectoryOfAnotherMarketIsRefusedAndLeftAsItIs() throws IOException {
    var dataDir = folder.resolve("data");
    var file = market.writeTo(folder.resolve("market.ws"));
    var trading = List.of("--strategy", "market-maker:interval=500ms,threshold=0.01,kappa=1000");
    var replayed =
        run(
            trading,
            "--replay",
            file.toString(),
            "--exit-at-end",
            "--data-dir",
            dataDir.toString());
    assertEquals(ExitCode.OK, replayed.exitCode(), replayed.err());
    var before = journaled(dataDir);
    assertFalse(before.isEmpty(), "nothing was traded");

    var run = run(List.of(), "--data-dir", dataDir.toString());

    assertRefused(ExitCode.CONFIG, "DATA_DIR", dataDir + " is of another market, use another", run);
    assertEquals(before, journaled(dataDir));
  }

  private static List<JournaledEvent> journaled(Path dataDir) {
    try (var journal = openJournal(dataDir)) {
      return Books.events(journal);
    }
  }

  @Test
  void aDataDirectoryThatIsAFileIsRefused() throws IOException {
    var file = Files.createFile(folder.resolve("file"));
    var run = run(List.of(), "--data-dir", file.toString());

    assertRefused(ExitCode.CONFIG, "DATA_DIR", file.toString(), run);
  }

  /** Spoils a line in the middle: it must be named, and everything before it stays good. */
  private void assertLineRefused(String code, UnaryOperator<String> spoil) throws IOException {
    var lines = new ArrayList<>(market.lines());
    int index = market.indexOfMove();
    var spoiled = spoil.apply(lines.get(index));
    assertFalse(spoiled.equals(lines.get(index)), "nothing was spoiled");
    lines.set(index, spoiled);
    var file = GeneratedRecording.write(folder.resolve("spoiled.ws"), lines);
    assertReplayRefused(ExitCode.DATA, code, file, "spoiled.ws:" + (index + 1) + ": ");
  }

  private CommandLineRun assertReplayRefused(int exitCode, String code, Path file, String named) {
    var dataDir = folder.resolve("replay-data");
    var run =
        run(
            List.of("--exit-at-end", "--data-dir", dataDir.toString()),
            "--replay",
            file.toString());
    assertRefused(exitCode, code, named, run);
    if (Files.exists(dataDir)) {
      try (var journal = openJournal(dataDir)) {
        assertEquals(List.of(), Books.await(journal.verify()));
      }
    }
    return run;
  }

  private static void assertRefused(int exitCode, String code, String named, CommandLineRun run) {
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().startsWith("outcry: " + code + ": "), run.err());
    assertTrue(run.err().contains(named), run.err());
    assertEquals(exitCode, run.exitCode(), run.err());
  }

  private static void assertNothingWasWritten(Path dataDir) {
    try (var journal = openJournal(dataDir)) {
      assertEquals(List.of(), Books.await(journal.verify()));
      assertEquals(List.of(), Books.events(journal));
    }
  }

  private static SqliteJournal openJournal(Path dataDir) {
    return SqliteJournal.open(new DataDir(dataDir).database(), JournalConfig.DEFAULT);
  }

  private static CommandLineRun run(List<String> flags, String... more) {
    var arguments = new ArrayList<>(List.of("run"));
    if (!flags.contains("--http-port")) {
      arguments.addAll(List.of("--http-port", "0"));
    }
    arguments.addAll(flags);
    arguments.addAll(List.of(more));
    return CommandLineRun.of(arguments);
  }
}
