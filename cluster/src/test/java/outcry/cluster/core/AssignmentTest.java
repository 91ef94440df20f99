package outcry.cluster.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import outcry.model.cluster.Instance;
import outcry.model.cluster.Role;
import outcry.model.cluster.Shard;

class AssignmentTest {

  private static List<Shard> shards(int count) {
    return IntStream.range(0, count).mapToObj(Shard::order).toList();
  }

  private static List<Instance> instances(int count, int salt) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Instance("n" + salt + "-" + i, "n" + i + "#1", Role.ORDER, i % 3))
        .toList();
  }

  private static Map<Instance, Integer> loads(Assignment assignment, List<Instance> instances) {
    var loads = new LinkedHashMap<Instance, Integer>();
    instances.forEach(instance -> loads.put(instance, assignment.of(instance).size()));
    return loads;
  }

  private static int moved(Assignment before, Assignment after) {
    int moved = 0;
    for (var entry : before.owners().entrySet()) {
      if (!after.ownerOf(entry.getKey()).equals(Optional.of(entry.getValue()))) {
        moved++;
      }
    }
    return moved;
  }

  @Property(tries = 300)
  void everyShardHasOneOwnerThatIsAliveAndNobodyHasMoreThanItsShare(
      @ForAll @IntRange(min = 0, max = 300) int shards,
      @ForAll @IntRange(min = 1, max = 40) int instances,
      @ForAll @IntRange(max = 1_000_000) int salt) {
    var alive = instances(instances, salt);

    var assignment = Assignment.of(shards(shards), alive);

    assertEquals(new TreeSet<>(shards(shards)), assignment.owners().keySet());
    assertTrue(alive.containsAll(assignment.owners().values()));
    int most = (shards + instances - 1) / instances;
    var loads = loads(assignment, alive);
    assertEquals(shards, loads.values().stream().mapToInt(load -> load).sum());
    assertTrue(loads.values().stream().allMatch(load -> load <= most), loads.toString());
  }

  @Property(tries = 200)
  void itIsTheSameInWhicheverOrderTheyAreNamed(
      @ForAll @IntRange(min = 1, max = 100) int shards,
      @ForAll @IntRange(min = 1, max = 20) int instances,
      @ForAll int salt) {
    var alive = new ArrayList<>(instances(instances, salt));
    var all = new ArrayList<>(shards(shards));
    var expected = Assignment.of(all, alive).owners();
    Collections.shuffle(alive, new Random(salt));
    Collections.shuffle(all, new Random(salt));

    assertEquals(expected, Assignment.of(all, alive).owners());
  }

  /** Nobody could move fewer than the newcomer's share; keeping the loads level costs the rest. */
  @Property(tries = 300)
  void whoJoinsOrLeavesMovesLittleMoreThanItsShare(
      @ForAll @IntRange(min = 1, max = 300) int shards,
      @ForAll @IntRange(min = 1, max = 40) int instances,
      @ForAll @IntRange(max = 1_000_000) int salt) {
    var more = instances(instances + 1, salt);
    var few = Assignment.of(shards(shards), more.subList(0, instances));
    var many = Assignment.of(shards(shards), more);

    int share = (shards + instances) / (instances + 1);
    int joined = moved(few, many);
    assertTrue(joined <= 2 * share + instances, joined + " moved, a share is " + share);
    assertEquals(joined, moved(many, few), "the way back is the same");
  }

  @Test
  void amongThousandShardsAJoinMovesAThirdMoreThanTheShareAtMost() {
    var shards = shards(1_000);
    for (int instances = 1; instances <= 12; instances++) {
      int moved = 0;
      for (int salt = 0; salt < 20; salt++) {
        var more = instances(instances + 1, salt);
        moved +=
            moved(Assignment.of(shards, more.subList(0, instances)), Assignment.of(shards, more));
      }

      double share = 1_000.0 / (instances + 1);
      assertTrue(moved / 20.0 <= share * 4 / 3, instances + ": " + moved / 20.0 + " moved");
    }
  }

  @Test
  void nobodyAliveOwnsNothing() {
    var assignment = Assignment.of(shards(3), List.of());

    assertEquals(Optional.empty(), assignment.ownerOf(Shard.order(0)));
    assertEquals(Map.of(), assignment.owners());
    assertEquals(Set.of(), assignment.of(instances(1, 0).getFirst()));
  }
}
