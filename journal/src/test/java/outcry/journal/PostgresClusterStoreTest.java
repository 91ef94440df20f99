package outcry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static outcry.journal.Events.NOW;
import static outcry.journal.Events.await;
import static outcry.journal.Events.failure;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import outcry.journal.JournalException.Unavailable;
import outcry.model.cluster.ClusterState;
import outcry.model.cluster.LeaseTerms;
import outcry.model.cluster.NodeRow;
import outcry.model.cluster.NodeState;
import outcry.model.cluster.Role;
import outcry.model.cluster.RoleCount;
import outcry.model.cluster.Shard;
import outcry.model.cluster.ShardLease;
import outcry.postgres.testing.PostgresServer;
import outcry.postgres.testing.SharedPostgres;

class PostgresClusterStoreTest {

  private static final Shard SEVEN = Shard.order(7);
  private static final Set<Shard> ONE = Set.of(SEVEN);
  private static final LeaseTerms LONG = new LeaseTerms(60_000_000_000L, 1_000_000_000L, 0);
  private static final LeaseTerms SHORT = new LeaseTerms(200_000_000, 50_000_000, 0);
  private static final long ALIVE_NANOS = 400_000_000;

  private PostgresServer server;
  private String name;
  private PostgresConfig config;
  private TcpProxy proxy;
  private PostgresClusterStore one;
  private PostgresClusterStore other;

  @BeforeEach
  void open() throws IOException {
    server = SharedPostgres.serverOrSkip();
    name = server.createDatabase();
    config = TestDatabase.config(server, name);
    proxy = new TcpProxy(server.port());
    var url = server.url(name).replace(":" + server.port(), ":" + proxy.port());
    one = PostgresClusterStore.open(new PostgresConfig(url, PostgresServer.USER, ""), ALIVE_NANOS);
    other = PostgresClusterStore.open(config, ALIVE_NANOS);
  }

  @AfterEach
  void close() throws IOException {
    if (one != null) {
      await(one.close());
      await(other.close());
      proxy.close();
    }
  }

  @Test
  void aShardHasOneHolderUntilItIsReleased() {
    assertEquals(Map.of(SEVEN, 1L), await(one.claim("a/order-0", ONE, LONG)));
    assertEquals(Map.of(), await(other.claim("b/order-0", ONE, LONG)));
    await(other.release("b/order-0", Map.of(SEVEN, 1L)));
    await(one.release("a/order-0", Map.of(SEVEN, 9L)));
    assertEquals(Map.of(), await(other.claim("b/order-0", ONE, LONG)));

    await(one.release("a/order-0", Map.of(SEVEN, 1L)));

    assertEquals(List.of(new ShardLease(SEVEN, "", 1, false)), await(one.leases()));
    assertEquals(Map.of(SEVEN, 2L), await(other.claim("b/order-0", ONE, LONG)));
    assertEquals(List.of(new ShardLease(SEVEN, "b/order-0", 2, true)), await(one.leases()));
    assertEquals(Set.of(), await(one.renew("a/order-0", Map.of(SEVEN, 1L), LONG)));
  }

  @Test
  void whoHoldsItMayClaimItAnew() {
    await(one.claim("a/order-0", ONE, LONG));

    assertEquals(Map.of(SEVEN, 2L), await(one.claim("a/order-0", ONE, LONG)));
    assertEquals(Set.of(), await(one.renew("a/order-0", Map.of(SEVEN, 1L), LONG)));
    assertEquals(ONE, await(one.renew("a/order-0", Map.of(SEVEN, 2L), LONG)));
  }

  @Test
  void aLeaseThatIsOverIsTakenAndOneThatIsRenewedIsNot() {
    var eight = Shard.position(8);
    await(one.claim("a", Set.of(SEVEN, eight), SHORT));
    assertEquals(Set.of(eight), await(one.renew("a", Map.of(eight, 1L), LONG)));

    var taken =
        until(() -> other.claim("b", Set.of(SEVEN, eight), LONG), epochs -> !epochs.isEmpty());

    assertEquals(Map.of(SEVEN, 2L), taken);
    assertEquals(Set.of(eight), await(one.renew("a", Map.of(SEVEN, 1L, eight, 1L), LONG)));
  }

  /** Being over only permits a take-over. */
  @Test
  void aLeaseThatIsOverIsStillRenewedIfNobodyTookIt() {
    await(one.claim("a", ONE, SHORT));
    until(() -> other.leases(), leases -> !leases.getFirst().isLive());

    assertEquals(ONE, await(one.renew("a", Map.of(SEVEN, 1L), LONG)));
    assertEquals(Map.of(), await(other.claim("b", ONE, LONG)));
  }

  @Test
  void holdersThatRaceGetEveryShardOnce() {
    var shards =
        IntStream.range(0, 400)
            .mapToObj(i -> Shard.marketData("S" + i))
            .collect(Collectors.toCollection(TreeSet::new));
    var claims = new ArrayList<CompletionStage<Map<Shard, Long>>>();
    for (int i = 0; i < 10; i++) {
      claims.add((i % 2 == 0 ? one : other).claim("holder-" + i, shards, LONG));
    }

    var epochs = new TreeMap<Shard, Long>();
    int granted = 0;
    for (int i = 0; i < 10; i++) {
      var mine = await(claims.get(i));
      granted += mine.size();
      epochs.putAll(mine);
      assertEquals(mine.keySet(), await(one.renew("holder-" + i, mine, LONG)));
    }
    assertEquals(shards, epochs.keySet());
    assertEquals(shards.size(), granted);
    assertEquals(Set.of(1L), Set.copyOf(epochs.values()));
  }

  @Test
  void nodesAreAliveByTheirHeartbeats() {
    var mine = node("a", NodeState.ACTIVE, "");
    var theirs = node("b", NodeState.REFUSED, "another build");
    await(one.heartbeat(mine));
    assertEquals(
        new ClusterState(List.of(mine, theirs), List.of()), await(other.heartbeat(theirs)));

    await(one.desire(Role.ORDER, 4));
    await(one.desire(Role.MARKET_DATA, 1));
    await(other.desire(Role.ORDER, 2));
    var alone = until(() -> one.heartbeat(mine), state -> state.nodes().size() == 1);

    assertEquals(
        new ClusterState(
            List.of(mine),
            List.of(new RoleCount(Role.MARKET_DATA, 1), new RoleCount(Role.ORDER, 2))),
        alone);
    await(other.heartbeat(theirs));
    await(other.leave(theirs.process()));
    assertEquals(List.of(mine), await(one.heartbeat(mine)).nodes());
  }

  /** F22: whatever holds up orders does not hold up leases. */
  @Test
  void renewalsDoNotWaitBehindAppends() throws SQLException {
    await(one.claim("a", ONE, LONG));
    try (var journal = PostgresJournal.open(config, JournalConfig.DEFAULT);
        var slow = server.connect(name);
        var statement = slow.createStatement()) {
      var owner = await(journal.claim(7, "a", NOW));
      slow.setAutoCommit(false);
      statement.execute("LOCK TABLE event IN ACCESS EXCLUSIVE MODE");
      var append = journal.append(owner, List.of(Events.intended(1)));

      assertEquals(ONE, await(one.renew("a", Map.of(SEVEN, 1L), LONG)));
      assertEquals(1, await(one.heartbeat(node("a", NodeState.ACTIVE, ""))).nodes().size());
      assertEquals(false, append.toCompletableFuture().isDone());
      slow.rollback();

      assertEquals(1, await(append));
    }
  }

  @Test
  void aDatabaseThatIsAwayFailsCallsAndIsUsedAgainWhenItIsBack() {
    await(one.claim("a", ONE, LONG));
    proxy.cut();
    long startNanos = System.nanoTime();
    failure(Unavailable.class, one.renew("a", Map.of(SEVEN, 1L), LONG));
    failure(Unavailable.class, one.heartbeat(node("a", NodeState.ACTIVE, "")));
    failure(Unavailable.class, one.claim("a", ONE, LONG));
    assertTrue(System.nanoTime() - startNanos < TimeUnit.SECONDS.toNanos(10), "too long");

    proxy.mend();

    var renewed = until(() -> one.renew("a", Map.of(SEVEN, 1L), LONG), set -> !set.isEmpty());
    assertEquals(ONE, renewed);
  }

  private static NodeRow node(String name, NodeState state, String reason) {
    return new NodeRow(
        name,
        name + "-1",
        List.of(new RoleCount(Role.ORDER, 2), new RoleCount(Role.GATEWAY, 1)),
        "127.0.0.1:5701",
        "build",
        "config",
        NOW,
        state,
        reason);
  }

  /** Asks again and again; failures count as not yet. */
  private static <T> T until(Supplier<CompletionStage<T>> question, Predicate<T> wanted) {
    long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (true) {
      T answer = await(question.get().exceptionally(_ -> null));
      if (answer != null && wanted.test(answer)) {
        return answer;
      }
      assertTrue(System.nanoTime() < endNanos, "not within 20 s");
    }
  }
}
