package outcry.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import outcry.bus.LeaseGuard;
import outcry.bus.Metrics;
import outcry.bus.Node;
import outcry.cluster.core.HolderConfig;
import outcry.journal.JournalException;
import outcry.model.cluster.LeaseTerms;
import outcry.model.cluster.NodeRow;
import outcry.model.cluster.NodeState;
import outcry.model.cluster.Role;
import outcry.model.cluster.RoleCount;
import outcry.model.cluster.Shard;

/** Several members in one process: they meet in the store and on the bus, as nodes do. */
class ClusterMemberTest {

  private static final long MILLI = 1_000_000L;
  private static final List<Shard> SHARDS = IntStream.range(0, 6).mapToObj(Shard::order).toList();
  private static final MemberConfig CONFIG =
      new MemberConfig(
          Duration.ofMillis(50),
          Duration.ofSeconds(5),
          new HolderConfig(
              new LeaseTerms(600 * MILLI, 150 * MILLI, 60 * MILLI),
              20 * MILLI,
              40 * MILLI,
              64,
              5_000 * MILLI,
              5_000 * MILLI,
              3,
              60_000 * MILLI,
              60_000 * MILLI,
              60_000 * MILLI));

  private final Node node = Node.over(Vertx.vertx(), new Metrics());
  private final MemoryClusterStore store = new MemoryClusterStore(System::nanoTime, 400 * MILLI);

  /** Who runs each shard's owner now; the guard of each owner that ever ran. */
  private final Map<Shard, Set<String>> running = new ConcurrentHashMap<>();

  private final Map<String, LeaseGuard> guards = new ConcurrentHashMap<>();
  private volatile Shard poison;

  private final class Owner extends VerticleBase {

    private final Shard shard;
    private final LeaseGuard guard;

    Owner(Shard shard, LeaseGuard guard) {
      this.shard = shard;
      this.guard = guard;
      guards.put(shard + " " + guard.epoch(), guard);
    }

    @Override
    public Future<?> start() {
      if (shard.equals(poison)) {
        return Future.failedFuture(new IllegalStateException("a row that cannot be read"));
      }
      assertTrue(guard.mayAct());
      running.computeIfAbsent(shard, _ -> ConcurrentHashMap.newKeySet()).add(guard.holder());
      return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
      running.get(shard).remove(guard.holder());
      return Future.succeededFuture();
    }
  }

  @AfterEach
  void close() throws Exception {
    await(node.close());
  }

  private static NodeRow row(String name, String config) {
    return new NodeRow(
        name,
        name + "#" + System.nanoTime(),
        List.of(new RoleCount(Role.ORDER, 1), new RoleCount(Role.GATEWAY, 1)),
        name + ":5701",
        "build",
        config,
        System.nanoTime(),
        NodeState.ACTIVE,
        "");
  }

  private ClusterMember member(NodeRow row) {
    return new ClusterMember(
        node, store, row, SHARDS, Map.of(Role.ORDER, new RoleSetup(1, Owner::new)), CONFIG);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private void until(String what, BooleanSupplier condition) throws Exception {
    Promise<Void> met = Promise.promise();
    long timer =
        node.vertx()
            .setPeriodic(
                5,
                _ -> {
                  if (condition.getAsBoolean()) {
                    met.tryComplete();
                  }
                });
    try {
      await(met.future());
    } catch (TimeoutException e) {
      throw new AssertionError(what + ": " + running, e);
    } finally {
      node.vertx().cancelTimer(timer);
    }
  }

  /** The shards that exactly one holder runs, if its name begins so. */
  private Set<Shard> runBy(String name) {
    var theirs = new TreeSet<Shard>();
    running.forEach(
        (shard, holders) -> {
          if (holders.size() == 1 && holders.iterator().next().startsWith(name + "#")) {
            theirs.add(shard);
          }
        });
    return theirs;
  }

  @Test
  void shardsSpreadOverWhoJoinsAndComeBackFromWhoLeaves() throws Exception {
    await(node.vertx().deployVerticle(member(row("a", "config"))));
    until("a owns all", () -> runBy("a").equals(new TreeSet<>(SHARDS)));

    var second = await(node.vertx().deployVerticle(member(row("b", "config"))));
    until("b owns half", () -> runBy("a").size() == 3 && runBy("b").size() == 3);

    await(node.vertx().undeploy(second));
    assertEquals(Set.of(), runBy("b"));
    until("a owns all again", () -> runBy("a").equals(new TreeSet<>(SHARDS)));
    assertEquals(List.of("a"), names());
  }

  private List<String> names() throws Exception {
    return store
        .heartbeat(row("watcher", "config").with(NodeState.REFUSED, "only looks"))
        .toCompletableFuture()
        .get()
        .nodes()
        .stream()
        .map(NodeRow::node)
        .filter(name -> !name.equals("watcher"))
        .toList();
  }

  @Test
  void whoHandedAShardOverMayNotActForItAnyMore() throws Exception {
    await(node.vertx().deployVerticle(member(row("a", "config"))));
    until("a owns all", () -> runBy("a").equals(new TreeSet<>(SHARDS)));
    var before = new HashSet<>(guards.values());

    await(node.vertx().deployVerticle(member(row("b", "config"))));
    until("b owns half", () -> runBy("b").size() == 3);

    assertEquals(3, before.stream().filter(LeaseGuard::mayAct).count());
  }

  @Test
  void withoutTheDatabaseNobodyMayActAndAllStops() throws Exception {
    var member = member(row("a", "config"));
    await(node.vertx().deployVerticle(member));
    until("a owns all", () -> runBy("a").equals(new TreeSet<>(SHARDS)));

    store.away(true);
    until("a stops", () -> runBy("a").isEmpty());
    assertTrue(guards.values().stream().noneMatch(LeaseGuard::mayAct));
    until("health tells", () -> !node.health().check().get("cluster").up());

    store.away(false);
    until("a owns all again", () -> runBy("a").equals(new TreeSet<>(SHARDS)));
    until("health is well", () -> node.health().check().get("cluster").up());
  }

  @Test
  void asManyInstancesRunAsAreWanted() throws Exception {
    var member = member(row("a", "config"));
    await(node.vertx().deployVerticle(member));
    until("a owns all", () -> runBy("a").size() == 6);

    store.desire(Role.ORDER, 3).toCompletableFuture().get();
    until("three share them", () -> holders() == 3 && runBy("a").size() == 6);
    assertEquals(3, member.alive(Role.ORDER));
    until("they share what is for all", () -> member.sharers(Role.ORDER) == 3);
    assertEquals(1, member.self().instances(Role.GATEWAY));

    store.desire(Role.ORDER, 1).toCompletableFuture().get();
    until("one has them", () -> holders() == 1 && runBy("a").size() == 6);
  }

  private long holders() {
    return running.values().stream().flatMap(Set::stream).distinct().count();
  }

  @Test
  void anotherConfigurationOwnsNothingAndSaysWhy() throws Exception {
    await(node.vertx().deployVerticle(member(row("a", "config"))));
    until("a owns all", () -> runBy("a").size() == 6);

    var stranger = member(row("b", "another"));
    await(node.vertx().deployVerticle(stranger));
    until("b is refused", () -> stranger.self().state() == NodeState.REFUSED);

    assertEquals("another configuration than the cluster's, which a has", stranger.self().reason());
    assertEquals(Set.of(), stranger.open());
    assertEquals(6, runBy("a").size());
  }

  @Test
  void aShardThatCannotStartIsLeftAloneAndTold() throws Exception {
    poison = Shard.order(4);
    await(node.vertx().deployVerticle(member(row("a", "config"))));

    until("the others run", () -> runBy("a").size() == 5);
    until(
        "health tells",
        () ->
            node.health()
                .check()
                .get("cluster")
                .detail()
                .equals("left alone after defects: [order 4]"));
    assertEquals(3, store.lease(Shard.order(4)).epoch());
  }

  @Test
  void anOwnerThatGivesUpBecauseOfTheJournalStartsAnewUnderAnotherEpoch() throws Exception {
    await(node.vertx().deployVerticle(member(row("a", "config"))));
    until("a owns all", () -> runBy("a").size() == 6);
    var first = guards.get("order 0 1");

    first.gaveUp(new JournalException.Unavailable("away"));

    until("it owns it anew", () -> guards.containsKey("order 0 2") && runBy("a").size() == 6);
    assertFalse(first.mayAct());
    assertTrue(guards.get("order 0 2").mayAct());
  }

  @Test
  void aNodeWhoseNextLifeHasBegunHandsOverAndEnds() throws Exception {
    var old = member(row("a", "config"));
    await(node.vertx().deployVerticle(old));
    until("the old one owns all", () -> runBy("a").size() == 6);

    var next = member(row("a", "config"));
    await(node.vertx().deployVerticle(next));

    assertEquals("another one of its name has started", await(old.ended()));
    until("the next one owns all", () -> next.open().equals(new TreeSet<>(SHARDS)));
  }

  @Test
  void nothingIsLeftBehind() throws Exception {
    var deployment = await(node.vertx().deployVerticle(member(row("a", "config"))));
    until("a owns all", () -> runBy("a").size() == 6);

    await(node.vertx().undeploy(deployment));

    assertEquals(List.of(), node.tasks().running());
    assertEquals(Map.of(), node.health().check());
    SHARDS.forEach(shard -> assertEquals("", store.lease(shard).holder()));
  }
}
