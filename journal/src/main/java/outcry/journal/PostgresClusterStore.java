package outcry.journal;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import outcry.journal.PostgresDatabase.Purpose;
import outcry.journal.cluster.ClusterStore;
import outcry.model.cluster.ClusterState;
import outcry.model.cluster.LeaseTerms;
import outcry.model.cluster.NodeRow;
import outcry.model.cluster.Role;
import outcry.model.cluster.Shard;
import outcry.model.cluster.ShardLease;

/**
 * The cluster in the PostgreSQL database of its journal, over three connections: for nodes, for
 * renewals, and for claims. Every call ends within a few seconds.
 */
public final class PostgresClusterStore implements ClusterStore {

  /** How long after its heartbeat a node counts as alive. */
  public static final long ALIVE_NANOS = 2_500_000_000L;

  private final PostgresLane<PostgresNodes> nodes;
  private final PostgresLane<PostgresLeases> renewals;
  private final PostgresLane<PostgresLeases> claims;

  private PostgresClusterStore(PostgresDatabase database, long aliveNanos) {
    nodes = lane("cluster-nodes", database, Purpose.RENEW, c -> new PostgresNodes(c, aliveNanos));
    renewals = lane("cluster-renewals", database, Purpose.RENEW, PostgresLeases::new);
    claims = lane("cluster-claims", database, Purpose.CLAIM, PostgresLeases::new);
  }

  private static <S> PostgresLane<S> lane(
      String name,
      PostgresDatabase database,
      Purpose purpose,
      PostgresLink.Preparing<S> statements) {
    return new PostgresLane<>(
        name, new PostgresLink<>(name, () -> database.connect(purpose), statements));
  }

  /**
   * Opens the database, creating the tables or bringing them up to date, as {@link
   * PostgresJournal#open} does. Blocks.
   *
   * @throws DatabaseRefusedException naming the database and the reason
   */
  public static PostgresClusterStore open(PostgresConfig config) {
    return open(config, ALIVE_NANOS);
  }

  static PostgresClusterStore open(PostgresConfig config, long aliveNanos) {
    var database = new PostgresDatabase(config);
    try {
      database.prepare();
    } catch (SQLException e) {
      throw database.refused(e);
    }
    var store = new PostgresClusterStore(database, aliveNanos);
    store.nodes.start();
    store.renewals.start();
    store.claims.start();
    return store;
  }

  @Override
  public CompletionStage<ClusterState> heartbeat(NodeRow self) {
    return nodes.ask(statements -> statements.heartbeat(self));
  }

  @Override
  public CompletionStage<Void> leave(String process) {
    return nodes.ask(statements -> statements.leave(process));
  }

  @Override
  public CompletionStage<Map<Shard, Long>> claim(
      String holder, Set<Shard> shards, LeaseTerms terms) {
    var wanted = List.copyOf(shards);
    return claims.ask(statements -> statements.claim(holder, wanted, terms));
  }

  @Override
  public CompletionStage<Set<Shard>> renew(
      String holder, Map<Shard, Long> epochs, LeaseTerms terms) {
    var held = Map.copyOf(epochs);
    return renewals.ask(statements -> statements.renew(holder, held, terms));
  }

  @Override
  public CompletionStage<Void> release(String holder, Map<Shard, Long> epochs) {
    var held = Map.copyOf(epochs);
    return claims.ask(statements -> statements.release(holder, held));
  }

  @Override
  public CompletionStage<List<ShardLease>> leases() {
    return claims.ask(PostgresLeases::leases);
  }

  @Override
  public CompletionStage<Void> desire(Role role, int instances) {
    return nodes.ask(statements -> statements.desire(role, instances));
  }

  @Override
  public CompletionStage<Void> close() {
    return CompletableFuture.allOf(nodes.close(), renewals.close(), claims.close());
  }
}
