package outcry.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static outcry.cluster.ClusterWorld.MILLI;
import static outcry.cluster.ClusterWorld.SECOND;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import outcry.model.cluster.Shard;

class HolderProtocolTest {

  private static final int SEEDS = 60;

  private static void assertEveryShardIsWhereItShouldBe(ClusterWorld world, String when) {
    var open = new ArrayList<Shard>();
    for (var node : world.nodes) {
      assertEquals(node.wanted(), node.open(), when);
      open.addAll(node.open());
    }
    assertEquals(world.shards, open.stream().sorted().toList(), when);
  }

  @Test
  void nobodyActsForAShardThatSomebodyElseHasAndAllIsWellAfterwards() {
    for (long seed = 0; seed < SEEDS; seed++) {
      var world = new ClusterWorld(seed, 8);
      for (var name : List.of("a", "b", "c")) {
        world.node(name);
      }

      world.storm(30 * SECOND);
      world.run(15 * SECOND);

      assertEquals(List.of(), world.violations, "seed " + seed);
      assertEveryShardIsWhereItShouldBe(world, "seed " + seed);
    }
  }

  @Test
  void aDeadNodesShardsAreTakenOverWithinFourSeconds() {
    long worst = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      var world = new ClusterWorld(seed, 8);
      var victim = world.node("a");
      world.node("b");
      world.node("c");
      world.run(10 * SECOND + world.between(0, SECOND));
      world.forgetGaps();

      victim.kill(60 * SECOND);
      world.run(10 * SECOND);

      worst = Math.max(worst, world.longestGap());
      assertEquals(List.of(), world.violations, "seed " + seed);
    }
    assertTrue(worst < 4 * SECOND, worst / MILLI + " ms");
  }

  @Test
  void whoLeavesHandsOverWithinHalfASecond() {
    long worst = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      var world = new ClusterWorld(seed, 8);
      var leaver = world.node("a");
      world.node("b");
      world.node("c");
      world.run(10 * SECOND + world.between(0, SECOND));
      world.forgetGaps();

      leaver.leave();
      world.run(SECOND);

      worst = Math.max(worst, world.longestGap());
      assertEquals(List.of(), world.violations, "seed " + seed);
    }
    assertTrue(worst < 500 * MILLI, worst / MILLI + " ms");
  }

  @Test
  void whoJoinsGetsItsShareWithoutAnyShardBeingAwayForLong() {
    long worst = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      var world = new ClusterWorld(seed, 8);
      world.node("a");
      world.run(10 * SECOND);
      world.forgetGaps();

      world.node("b");
      world.node("c");
      world.run(5 * SECOND);

      worst = Math.max(worst, world.longestGap());
      assertEveryShardIsWhereItShouldBe(world, "seed " + seed);
    }
    assertTrue(worst < 500 * MILLI, worst / MILLI + " ms");
  }

  @Test
  void aShardThatCannotOpenIsLeftAloneAfterThreeAttemptsAndTheOthersGoOn() {
    var world = new ClusterWorld(1, 4);
    world.poison.put(Shard.order(2), 4);
    var node = world.node("a");

    world.run(20 * SECOND);
    var others = new TreeSet<>(world.shards);
    others.remove(Shard.order(2));
    assertEquals(others, node.open());
    assertEquals(1, node.quarantines);
    assertEquals(3, world.store.lease(Shard.order(2)).epoch());

    world.run(100 * SECOND);
    assertEquals(new TreeSet<>(world.shards), node.open());
    assertEquals(2, node.quarantines);
  }

  @Test
  void withoutTheDatabaseEverybodyStopsInTimeAndGoesOnWhenItIsBack() {
    var world = new ClusterWorld(1, 8);
    world.node("a");
    world.node("b");
    world.run(10 * SECOND);

    world.store.away(true);
    world.run(4 * SECOND);
    world.nodes.forEach(node -> assertEquals(new TreeSet<>(), node.open()));

    world.run(5 * 60 * SECOND);
    world.store.away(false);
    world.run(5 * SECOND);
    assertEveryShardIsWhereItShouldBe(world, "afterwards");
    assertEquals(List.of(), world.violations);
  }

  /** A node that is dead and alive by turns: each move costs the shard, so moves are few. */
  @Test
  void aShardMovesNoFasterThanALeaseLasts() {
    var world = new ClusterWorld(1, 8);
    world.node("a");
    var flapping = world.node("b");
    world.run(10 * SECOND);
    long before = epochs(world);

    for (int i = 0; i < 20; i++) {
      flapping.pause(2_600 * MILLI);
      world.run(3 * SECOND);
    }

    long moves = epochs(world) - before;
    assertTrue(moves <= 2 * 8 * 20, moves + " claims in a minute");
    assertEquals(List.of(), world.violations);
  }

  private static long epochs(ClusterWorld world) {
    return world.shards.stream().mapToLong(shard -> world.store.lease(shard).epoch()).sum();
  }
}
