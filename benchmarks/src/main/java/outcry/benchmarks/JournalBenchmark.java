package outcry.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import outcry.journal.JournalConfig;
import outcry.journal.SqliteJournal;

/**
 * Orders acknowledged after a durable commit to one file; see {@link JournalLoad}. The database is
 * verified at the end.
 *
 * <p>Arguments: seconds a round (5), orders in flight (4096), rounds (3), folder of the database
 * (the temporary one).
 */
public final class JournalBenchmark {

  /** See the class. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    int window = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4_096;
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
    var folder =
        arguments.length > 3
            ? Files.createTempDirectory(Path.of(arguments[3]), "journal")
            : Files.createTempDirectory("journal");
    long openNanos = System.nanoTime();
    try (var journal = SqliteJournal.open(folder.resolve("journal.db"), JournalConfig.DEFAULT)) {
      System.out.printf(
          "in %s, opened in %d ms, %d in flight%n",
          folder, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - openNanos), window);
      var ownership =
          journal.claim(0, "benchmark", JournalLoad.FIRST_NANOS).toCompletableFuture().join();
      var load = new JournalLoad(List.of(new JournalLoad.Seat(journal, ownership)), window);
      for (int round = 1; round <= rounds; round++) {
        load.round(round, seconds);
      }
      long verifyNanos = System.nanoTime();
      var violations = journal.verify().toCompletableFuture().join();
      System.out.printf(
          "verified in %d ms: %s%n",
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - verifyNanos), violations);
    }
  }

  private JournalBenchmark() {}
}
