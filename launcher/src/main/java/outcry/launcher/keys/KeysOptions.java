package outcry.launcher.keys;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import outcry.journal.DatabaseRefusedException;
import outcry.journal.JournalConfig;
import outcry.journal.PostgresConfig;
import outcry.journal.PostgresJournal;
import outcry.journal.SqliteJournal;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import outcry.launcher.config.ClusterFile;
import outcry.launcher.remote.Instance;
import outcry.launcher.setup.DataDir;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Whose keys: of a cluster, in its database; of one process, asked while it runs, else in its data
 * directory. Mixed into every command about keys.
 */
final class KeysOptions {

  @Option(
      names = "--cluster",
      paramLabel = "FILE.json",
      description = "the database of that cluster, with no key: how the first one is made")
  private Path cluster;

  @Option(
      names = "--data-dir",
      defaultValue = DataDir.DEFAULT,
      description = "that of one process, if it is not running (default: ${DEFAULT-VALUE})")
  private Path dataDir;

  @Mixin private Instance instance;

  boolean json() {
    return instance.json();
  }

  <T> T with(Function<Keyring, T> work) {
    try {
      return cluster == null ? ofOneProcess(work) : ofCluster(work);
    } catch (DatabaseRefusedException e) {
      throw new FatalException(
          e.reason() == DatabaseRefusedException.Reason.DATABASE_UNAVAILABLE
              ? ExitCode.UNAVAILABLE
              : ExitCode.CONFIG,
          e.reason().name(),
          e.getMessage().substring(e.reason().name().length() + 2));
    }
  }

  private <T> T ofCluster(Function<Keyring, T> work) {
    var at = ClusterFile.read(cluster, System.getenv()).database();
    var config = new PostgresConfig(at.url(), at.user(), at.password());
    try (var journal = PostgresJournal.open(config, JournalConfig.DEFAULT)) {
      return work.apply(new StoredKeys(journal));
    }
  }

  private <T> T ofOneProcess(Function<Keyring, T> work) {
    var database = new DataDir(dataDir).database();
    if (!Files.exists(database)) {
      return work.apply(new RemoteKeys(instance));
    }
    try (var journal = SqliteJournal.open(database, JournalConfig.DEFAULT)) {
      return work.apply(new StoredKeys(journal));
    } catch (DatabaseRefusedException e) {
      if (e.reason() == DatabaseRefusedException.Reason.DATABASE_IN_USE) {
        return work.apply(new RemoteKeys(instance));
      }
      throw e;
    }
  }
}
