package outcry.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import outcry.journal.JournalConfig;
import outcry.journal.PostgresClusterStore;
import outcry.journal.PostgresConfig;
import outcry.journal.PostgresJournal;
import outcry.model.cluster.LeaseTerms;
import outcry.model.cluster.Shard;
import outcry.postgres.testing.PostgresServer;

/**
 * Orders acknowledged after a durable commit to PostgreSQL; see {@link JournalLoad}. The server is
 * started for it, with the settings it has by default; its database is verified at the end.
 *
 * <p>Arguments: seconds a round (5), orders in flight (4096), rounds (3), partitions (8), nodes
 * that share them (1), each with connections of its own.
 */
public final class PostgresJournalBenchmark {

  private static final LeaseTerms FOR_LONG =
      new LeaseTerms(TimeUnit.HOURS.toNanos(1), TimeUnit.SECONDS.toNanos(1), 0);

  /** See the class. */
  public static void main(String[] arguments) throws InterruptedException {
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    int window = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4_096;
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
    int partitions = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 8;
    int nodes = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 1;
    var started = PostgresServer.create();
    if (started.isEmpty()) {
      System.out.println("PostgreSQL is not installed");
      return;
    }
    try (var server = started.get()) {
      var config = new PostgresConfig(server.url(server.createDatabase()), PostgresServer.USER, "");
      System.out.printf("%d in flight, %d partitions, %d nodes%n", window, partitions, nodes);
      run(config, seconds, window, rounds, partitions, nodes);
    }
  }

  private static void run(
      PostgresConfig config, int seconds, int window, int rounds, int partitions, int nodes)
      throws InterruptedException {
    var journals = new ArrayList<PostgresJournal>();
    for (int node = 0; node < nodes; node++) {
      journals.add(PostgresJournal.open(config, JournalConfig.DEFAULT));
    }
    var store = PostgresClusterStore.open(config);
    var seats = new ArrayList<JournalLoad.Seat>();
    for (int partition = 0; partition < partitions; partition++) {
      var holder = "node-" + partition % nodes;
      store.claim(holder, Set.of(Shard.order(partition)), FOR_LONG).toCompletableFuture().join();
      var journal = journals.get(partition % nodes);
      var ownership =
          journal.claim(partition, holder, JournalLoad.FIRST_NANOS).toCompletableFuture().join();
      seats.add(new JournalLoad.Seat(journal, ownership));
    }
    var load = new JournalLoad(List.copyOf(seats), window);
    for (int round = 1; round <= rounds; round++) {
      load.round(round, seconds);
    }
    long verifyNanos = System.nanoTime();
    var violations = journals.getFirst().verify().toCompletableFuture().join();
    System.out.printf(
        "verified in %d ms: %s%n",
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - verifyNanos), violations);
    store.close().toCompletableFuture().join();
    journals.forEach(PostgresJournal::close);
  }

  private PostgresJournalBenchmark() {}
}
