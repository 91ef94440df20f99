package outcry.launcher.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import outcry.journal.JournalConfig;
import outcry.journal.SqliteJournal;
import outcry.launcher.setup.DataDir;
import outcry.model.JournaledEvent;
import outcry.model.MarketEvent.BookDelta;
import outcry.model.MarketEvent.BookSnapshot;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.Trade;
import outcry.model.OrderEvent.OrderFilled;

/** {@code outcry run --replay} from the command line to the report and the journal. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReplayTest {

  /** What the issue names. */
  private static final Set<String> FIELDS =
      Set.of(
          "frames",
          "trades",
          "quotes",
          "depthUpdates",
          "gaps",
          "bestBid",
          "bestAsk",
          "bars",
          "ordersByState",
          "fills",
          "positions",
          "realizedPnl",
          "fees",
          "invariantViolations",
          "pendingTasks",
          "wallSeconds",
          "framesPerSecond",
          "latencyMicros");

  /** On a minute of market they must trade soon. */
  private static final List<String> STRATEGIES =
      List.of(
          "--strategy", "sma-crossover:bars=20t,fast=2,slow=4",
          "--strategy", "rsi-mean-reversion:bars=20t,length=2,patience=5",
          "--strategy", "market-maker:interval=500ms,threshold=0.01,kappa=1000");

  @TempDir Path folder;

  private final GeneratedRecording market = GeneratedRecording.of(7);
  private Path recording;

  @BeforeEach
  void writeRecording() throws IOException {
    recording = market.writeTo(folder.resolve("market.ws.gz"));
  }

  @Test
  void theReportSaysWhatWasInTheRecordingAndWhatCameOfIt() throws IOException {
    var report = replay(recording, "report", STRATEGIES);

    assertEquals(GeneratedRecording.FRAMES, report.path("frames").asLong());
    assertEquals(market.count(Trade.class), report.path("trades").asLong());
    assertEquals(market.count(Quote.class), report.path("quotes").asLong());
    assertEquals(market.count(BookDelta.class), report.path("depthUpdates").asLong());
    assertEquals(market.count(BookSnapshot.class), report.path("snapshots").asLong());
    assertEquals(0, report.path("gaps").asLong());
    assertEquals(market.bestBid(), report.path("bestBid").asText());
    assertEquals(market.bestAsk(), report.path("bestAsk").asText());
    assertEquals(
        0, report.path("invariantViolations").asLong(), report.path("violations").toString());
    assertEquals(0, report.path("pendingTasks").asLong());
    assertTrue(report.path("bars").asLong() > 0);
    assertTrue(report.path("framesPerSecond").asDouble() > 0);
    assertTrue(report.path("latencyMicros").path("strategyToJournaled").path("count").asLong() > 0);
    var missing = new TreeSet<>(FIELDS);
    report.fieldNames().forEachRemaining(missing::remove);
    assertEquals(Set.of(), missing);
  }

  @Test
  void positionsAreTheSignedSumOfTheJournaledFills() throws IOException {
    var report = replay(recording, "positions", STRATEGIES);

    var sums = new TreeMap<String, Long>();
    long fees = 0;
    long fills = 0;
    for (var journaled : journal("positions")) {
      if (journaled.event() instanceof OrderFilled fill) {
        sums.merge(fill.account(), fill.side().sign() * fill.quantity(), Math::addExact);
        fees = Math.addExact(fees, fill.fee());
        fills++;
      }
    }
    assertTrue(fills >= 10 && sums.size() == 3, "every strategy must trade, fills by " + sums);
    assertEquals(fills, report.path("fills").asLong());
    assertEquals(outcry.model.Money.text(fees), report.path("fees").path("USDT").asText());
    var positions = new TreeMap<String, Long>();
    for (var position : report.path("positions")) {
      positions.put(
          position.path("account").asText(),
          GeneratedRecording.INSTRUMENT.quantity(position.path("quantity").asText()));
    }
    assertEquals(sums, positions);
  }

  @Test
  void theSameFileAndStrategiesGiveTheSameJournalAtAnySpeed() throws IOException {
    replay(recording, "first", STRATEGIES);
    replay(recording, "again", STRATEGIES);
    var paced = new ArrayList<>(STRATEGIES);
    paced.addAll(List.of("--speed", "40"));
    var report = replay(recording, "paced", paced);

    assertTrue(report.path("wallSeconds").asDouble() >= 1, "60 s at 40 times their pace");
    var first = journal("first");
    assertTrue(first.size() > 100, "hardly anything happened");
    assertSame(first, journal("again"));
    assertSame(first, journal("paced"));
  }

  /** Event by event, so that a difference is named; every field counts. */
  private static void assertSame(List<JournaledEvent> expected, List<JournaledEvent> actual) {
    Iterator<JournaledEvent> other = actual.iterator();
    for (var event : expected) {
      assertEquals(event, other.hasNext() ? other.next() : null);
    }
    assertEquals(expected.size(), actual.size());
  }

  @Test
  void aReplayWithoutADataDirectoryLeavesNothingBehind() throws IOException {
    var before = scratchFolders();
    var run =
        CommandLineRun.of(
            "run", "--replay", recording.toString(), "--exit-at-end", "--http-port", "0");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().endsWith("stopped, nothing pending\n"), run.out());
    assertEquals(before, scratchFolders());
  }

  @Test
  void aLoopedRecordingIsOneLongValidStream() throws IOException {
    var report = replay(recording, "looped", List.of("--loop", "3", "--strategy", "none"));

    assertEquals(3L * GeneratedRecording.FRAMES, report.path("frames").asLong());
    assertEquals(3 * market.count(Trade.class), report.path("trades").asLong());
    assertEquals(0, report.path("gaps").asLong());
    assertEquals(market.bestBid(), report.path("bestBid").asText());
  }

  @Test
  void theRecordedSpotMarketGivesItsKnownAnswers() throws IOException {
    var report = replay(shared("binance_spot_btcusdt_20240808.ws.gz"), "spot", List.of());

    assertEquals(
        Map.of(
            "frames", "41249",
            "trades", "9757",
            "quotes", "28040",
            "depthUpdates", "3451",
            "gaps", "0",
            "bestBid", "61685.99",
            "bestAsk", "61686.00",
            "invariantViolations", "0",
            "pendingTasks", "0"),
        fields(
            report,
            "frames",
            "trades",
            "quotes",
            "depthUpdates",
            "gaps",
            "bestBid",
            "bestAsk",
            "invariantViolations",
            "pendingTasks"));
    assertTrue(report.path("fills").asLong() > 0, "the samples did not trade");
  }

  @Test
  void theRecordedPerpetualMarketGivesItsKnownAnswers() throws IOException {
    var report = replay(shared("binance_usdm_btcusdt_20240808.ws.gz"), "usdm", List.of());

    assertEquals(
        Map.of("frames", "93954", "gaps", "0", "invariantViolations", "0", "pendingTasks", "0"),
        fields(report, "frames", "gaps", "invariantViolations", "pendingTasks"));
  }

  private static Map<String, String> fields(JsonNode report, String... names) {
    var fields = new TreeMap<String, String>();
    for (var name : names) {
      fields.put(name, report.path(name).asText());
    }
    return fields;
  }

  private JsonNode replay(Path file, String name, List<String> flags) throws IOException {
    var report = folder.resolve(name + ".json");
    var arguments = new ArrayList<>(List.of("run", "--replay", file.toString(), "--exit-at-end"));
    arguments.addAll(List.of("--http-port", "0", "--report", report.toString()));
    arguments.addAll(List.of("--data-dir", folder.resolve(name).toString()));
    arguments.addAll(flags);
    var run = CommandLineRun.of(arguments);
    assertEquals(0, run.exitCode(), run.err() + run.out());
    return new ObjectMapper().readTree(report.toFile());
  }

  private List<JournaledEvent> journal(String name) {
    var database = new DataDir(folder.resolve(name)).database();
    try (var journal = SqliteJournal.open(database, JournalConfig.DEFAULT)) {
      assertEquals(List.of(), Books.await(journal.verify()));
      return Books.events(journal);
    }
  }

  private static Set<Path> scratchFolders() throws IOException {
    var folders = new TreeSet<Path>();
    try (var found =
        Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), "outcry-replay*")) {
      found.forEach(folders::add);
    }
    return folders;
  }

  /** Beside the checkout; elsewhere there is none. */
  private static Path shared(String name) {
    var here = Path.of("").toAbsolutePath();
    var checkout =
        Stream.iterate(here, Objects::nonNull, Path::getParent)
            .filter(at -> Files.exists(at.resolve(".git")))
            .findFirst()
            .orElse(here);
    var file = checkout.resolve("../shared/data/crypto_ws").resolve(name).normalize();
    assumeTrue(Files.exists(file), "skipped: no recorded market at " + file);
    return file;
  }
}
