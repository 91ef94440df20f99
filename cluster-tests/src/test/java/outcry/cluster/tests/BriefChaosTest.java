package outcry.cluster.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import outcry.chaos.ChaosRun;
import outcry.chaos.ChaosSetup;
import outcry.chaos.process.OwnDatabase;

/** A cluster of real processes, with PostgreSQL, under load: nothing may be missing at the end. */
class BriefChaosTest {

  private static final long SEED = 7;

  /** A failover has to be over by then; what the issue promises is far less. */
  private static final long FAILOVER_MILLIS = 15_000;

  @Test
  @Timeout(value = 8, unit = TimeUnit.MINUTES)
  void nothingIsLostDoubledOrUnknownWhateverDies() throws Exception {
    Assumptions.assumeTrue(OwnDatabase.isInstalled(), "skipped: PostgreSQL is not installed");
    var folder =
        Files.createTempDirectory(
            "outcry-chaos",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    try (var database = OwnDatabase.create(folder.resolve("postgres"))) {
      var run =
          new ChaosRun(
              ChaosSetup.standard(SEED, Duration.ZERO),
              database,
              folder,
              line -> System.out.println("chaos: " + line));

      var report = run.brief();

      var counts = report.counts();
      assertEquals(List.of(), counts.findings(), () -> "logs in " + folder);
      assertTrue(counts.isGood(), () -> counts + ", logs in " + folder);
      assertTrue(counts.orders() > 500, () -> "too few orders prove nothing: " + counts.orders());
      assertTrue(counts.fills() > 100, () -> "too few fills prove nothing: " + counts.fills());
      assertTrue(
          report.failoverP99Millis() < FAILOVER_MILLIS,
          () -> "failovers, in ms: " + report.failoverMillis());
      delete(folder);
    }
  }

  /** Only what agrees is thrown away; else people look into the logs. */
  private static void delete(Path folder) throws Exception {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        if (!file.startsWith(folder.resolve("postgres")) && !file.equals(folder)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
