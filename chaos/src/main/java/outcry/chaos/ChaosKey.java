package outcry.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import outcry.chaos.process.ChaosDatabase;
import outcry.journal.JournalConfig;
import outcry.journal.NewKey;
import outcry.journal.PostgresConfig;
import outcry.journal.PostgresJournal;
import outcry.model.access.Credential;
import outcry.model.access.Scope;

/** The key of the clients of a run: made in the database, as whoever sets up a cluster does. */
final class ChaosKey {

  private static final Duration LIFE = Duration.ofDays(1);

  private ChaosKey() {}

  /** Blocks; the tables are made if there are none. */
  static Credential make(ChaosDatabase database) {
    var made =
        NewKey.of("chaos", EnumSet.allOf(Scope.class), List.of(), LIFE, "chaos run", Instant.now());
    var config = new PostgresConfig(database.url(), database.user(), database.password());
    try (var journal = PostgresJournal.open(config, JournalConfig.DEFAULT)) {
      journal.createKey(made.key()).toCompletableFuture().join();
    }
    return made.credential();
  }
}
