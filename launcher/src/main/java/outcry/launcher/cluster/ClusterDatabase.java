package outcry.launcher.cluster;

import outcry.bus.Node;
import outcry.journal.DatabaseRefusedException;
import outcry.journal.JournalConfig;
import outcry.journal.PostgresClusterStore;
import outcry.journal.PostgresConfig;
import outcry.journal.PostgresJournal;
import outcry.journal.cluster.ClusterStore;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import outcry.launcher.config.Cluster;
import outcry.launcher.setup.JournaledStrategies;
import outcry.strategy.state.StrategyStates;

/** The database of a cluster: the journal, what strategies keep, who owns what. */
record ClusterDatabase(PostgresJournal journal, StrategyStates strategies, ClusterStore store)
    implements AutoCloseable {

  /**
   * Opens it, creating the tables if there are none. Blocks.
   *
   * @throws FatalException with the reason why the database is refused
   */
  static ClusterDatabase open(Cluster.Database at, Node node) {
    var config = new PostgresConfig(at.url(), at.user(), at.password());
    try {
      var journal = PostgresJournal.open(config, JournalConfig.DEFAULT);
      try {
        node.tasks().source(journal::tasks);
        gauges(node, journal);
        return new ClusterDatabase(
            journal, new JournaledStrategies(journal), PostgresClusterStore.open(config));
      } catch (RuntimeException e) {
        journal.close();
        throw e;
      }
    } catch (DatabaseRefusedException e) {
      boolean away = e.reason() == DatabaseRefusedException.Reason.DATABASE_UNAVAILABLE;
      throw new FatalException(
          away ? ExitCode.UNAVAILABLE : ExitCode.CONFIG,
          e.reason().name(),
          e.getMessage().substring(e.reason().name().length() + 2));
    }
  }

  private static void gauges(Node node, PostgresJournal journal) {
    node.metrics().gauge("journal_events", () -> journal.stats().events());
    node.metrics().gauge("journal_commits", () -> journal.stats().commits());
    node.metrics().gauge("journal_refused", () -> journal.stats().refused());
    node.metrics().gauge("journal_queued", () -> journal.stats().queued());
  }

  @Override
  public void close() {
    store.close().toCompletableFuture().join();
    journal.close();
  }
}
