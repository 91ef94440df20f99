package outcry.position;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import outcry.journal.Journal;
import outcry.journal.JournalConfig;
import outcry.journal.PostgresClusterStore;
import outcry.journal.PostgresConfig;
import outcry.journal.PostgresJournal;
import outcry.model.cluster.LeaseTerms;
import outcry.model.cluster.Shard;
import outcry.postgres.testing.PostgresServer;
import outcry.postgres.testing.SharedPostgres;

class PostgresPositionVerticleTest extends PositionVerticleTest {

  private static final LeaseTerms FOR_LONG = new LeaseTerms(3_600_000_000_000L, 1_000_000_000L, 0);

  @Override
  Journal openJournal() throws Exception {
    var server = SharedPostgres.serverOrSkip();
    var config = new PostgresConfig(server.url(server.createDatabase()), PostgresServer.USER, "");
    var store = PostgresClusterStore.open(config);
    var shards = IntStream.range(0, PARTITIONS).mapToObj(Shard::order).collect(Collectors.toSet());
    finish(store.claim("test", shards, FOR_LONG));
    finish(store.close());
    return PostgresJournal.open(config, JournalConfig.DEFAULT);
  }
}
