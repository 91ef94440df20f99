package outcry.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import outcry.bus.LeaseGuard;
import outcry.bus.Metrics;
import outcry.bus.Node;
import outcry.journal.JournalConfig;
import outcry.journal.JournalException;
import outcry.journal.Ownership;
import outcry.journal.PostgresClusterStore;
import outcry.journal.PostgresConfig;
import outcry.journal.PostgresJournal;
import outcry.model.cluster.NodeRow;
import outcry.model.cluster.NodeState;
import outcry.model.cluster.Role;
import outcry.model.cluster.RoleCount;
import outcry.model.cluster.Shard;
import outcry.postgres.testing.PostgresServer;
import outcry.postgres.testing.SharedPostgres;

/** Members on a real database: owning a shard is what lets its owner claim the journal. */
class PostgresMemberTest {

  private static final List<Shard> SHARDS = IntStream.range(0, 4).mapToObj(Shard::order).toList();

  private final Node node = Node.over(Vertx.vertx(), new Metrics());
  private final Map<Shard, Ownership> owned = new ConcurrentHashMap<>();
  private PostgresJournal journal;
  private PostgresClusterStore store;

  private final class Owner extends VerticleBase {

    private final Shard shard;
    private final LeaseGuard guard;

    Owner(Shard shard, LeaseGuard guard) {
      this.shard = shard;
      this.guard = guard;
    }

    @Override
    public Future<?> start() {
      return Future.fromCompletionStage(journal.claim(shard.partition(), guard.holder(), 1))
          .onSuccess(ownership -> owned.put(shard, ownership));
    }
  }

  @BeforeEach
  void open() {
    var server = SharedPostgres.serverOrSkip();
    var config = new PostgresConfig(server.url(server.createDatabase()), PostgresServer.USER, "");
    journal = PostgresJournal.open(config, JournalConfig.DEFAULT);
    store = PostgresClusterStore.open(config);
  }

  @AfterEach
  void close() throws Exception {
    if (store != null) {
      await(node.close());
      store.close().toCompletableFuture().get(10, TimeUnit.SECONDS);
      journal.close();
    }
  }

  private ClusterMember member(String name) {
    var row =
        new NodeRow(
            name,
            name + "#1",
            List.of(new RoleCount(Role.ORDER, 1)),
            name + ":5701",
            "build",
            "config",
            System.nanoTime(),
            NodeState.ACTIVE,
            "");
    return new ClusterMember(
        node,
        store,
        row,
        SHARDS,
        Map.of(Role.ORDER, new RoleSetup(1, Owner::new)),
        MemberConfig.DEFAULT);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private void until(BooleanSupplier condition) throws Exception {
    Promise<Void> met = Promise.promise();
    long timer =
        node.vertx()
            .setPeriodic(
                10,
                _ -> {
                  if (condition.getAsBoolean()) {
                    met.tryComplete();
                  }
                });
    await(met.future());
    node.vertx().cancelTimer(timer);
  }

  private Set<String> owners() {
    return Set.copyOf(owned.values().stream().map(Ownership::owner).toList());
  }

  @Test
  void whoOwnsAShardOwnsItsPartitionAndNobodyElseCanClaimIt() throws Exception {
    await(node.vertx().deployVerticle(member("a")));
    until(() -> owned.size() == 4);
    assertEquals(Set.of("a#1/order-0"), owners());
    assertNotLeased("b#1/order-0");

    var second = await(node.vertx().deployVerticle(member("b")));
    until(() -> owners().size() == 2);
    until(() -> owned.values().stream().filter(one -> one.owner().startsWith("b")).count() == 2);

    await(node.vertx().undeploy(second));
    until(() -> owners().equals(Set.of("a#1/order-0")));
    assertNotLeased("b#1/order-0");
    var leases = store.leases().toCompletableFuture().get(10, TimeUnit.SECONDS);
    assertEquals(4, leases.size());
    assertTrue(leases.stream().allMatch(one -> one.isLive() && one.holder().equals("a#1/order-0")));
  }

  private void assertNotLeased(String holder) {
    for (var shard : SHARDS) {
      var claim = journal.claim(shard.partition(), holder, 1).toCompletableFuture();
      var failure = claim.handle((_, thrown) -> thrown).join();
      assertInstanceOf(
          JournalException.NotLeased.class,
          failure instanceof CompletionException ? failure.getCause() : failure);
    }
  }
}
