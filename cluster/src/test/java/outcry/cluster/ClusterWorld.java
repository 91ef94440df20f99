package outcry.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import outcry.cluster.core.Grant;
import outcry.cluster.core.HolderConfig;
import outcry.model.cluster.Shard;
import outcry.model.cluster.ShardsReleased;

/**
 * Nodes with one order instance each, one database, a bus that may lose messages: in virtual time.
 * Watches that nobody acts for a shard that somebody else has claimed.
 */
final class ClusterWorld {

  static final long MILLI = 1_000_000L;
  static final long SECOND = 1_000 * MILLI;
  static final long ALIVE = 2_500 * MILLI;
  static final int VIOLATIONS_MAX = 5;
  static final HolderConfig CONFIG = HolderConfig.DEFAULT;

  final VirtualTime time = new VirtualTime();
  final SplittableRandom random;
  final MemoryClusterStore store = new MemoryClusterStore(time::nowNanos, ALIVE);
  final List<Shard> shards;
  final List<WorldNode> nodes = new ArrayList<>();

  /** When a shard was last acted for, by whom. */
  final Map<Shard, String> lastActor = new TreeMap<>();

  final Map<Shard, Long> lastActedNanos = new TreeMap<>();

  /** The longest time nobody acted for a shard since the last {@link #forgetGaps}. */
  final Map<Shard, Long> longestGap = new TreeMap<>();

  final List<String> violations = new ArrayList<>();
  final Map<Shard, Integer> poison = new LinkedHashMap<>();

  /** Whether requests and messages are late and lost. */
  boolean stormy;

  ClusterWorld(long seed, int shards) {
    random = new SplittableRandom(seed);
    this.shards = IntStream.range(0, shards).mapToObj(Shard::order).toList();
  }

  WorldNode node(String name) {
    var node = new WorldNode(this, name);
    nodes.add(node);
    node.boot();
    return node;
  }

  void run(long nanos) {
    time.runUntil(time.nowNanos() + nanos);
  }

  /** One or another number, drawn. */
  long between(long least, long most) {
    return random.nextLong(least, most + 1);
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** Kills, stops and cuts off until a moment. */
  void storm(long nanos) {
    stormy = true;
    long end = time.nowNanos() + nanos;
    for (int i = 0; i < 12; i++) {
      time.after(between(0, nanos), this::strike);
    }
    time.runUntil(end);
    stormy = false;
    store.away(false);
    nodes.forEach(WorldNode::goOn);
  }

  private void strike() {
    var node = nodes.get(random.nextInt(nodes.size()));
    switch (random.nextInt(5)) {
      case 0 -> node.kill(between(100 * MILLI, 6 * SECOND));
      case 1, 2 -> node.pause(between(MILLI, 8 * SECOND));
      case 3 -> {
        store.away(true);
        time.after(between(100 * MILLI, 6 * SECOND), () -> store.away(false));
      }
      default -> node.leave();
    }
  }

  void acted(Shard shard, String holder, Grant grant) {
    var row = store.lease(shard);
    // a claim of its own that was late may have moved the epoch on: nobody else has claimed it
    boolean itsOwn =
        store.claimants(shard).stream().skip(grant.epoch() - 1).allMatch(holder::equals);
    if (!itsOwn || !row.holder().equals(holder)) {
      violated(holder + " acts for " + shard + " under epoch " + grant.epoch() + " of " + row);
    }
    var before = lastActedNanos.put(shard, time.nowNanos());
    lastActor.put(shard, holder);
    if (before != null) {
      longestGap.merge(shard, time.nowNanos() - before, Math::max);
    }
  }

  void violated(String what) {
    if (violations.size() < VIOLATIONS_MAX) {
      violations.add(time.nowNanos() / MILLI + " ms: " + what);
    }
  }

  void forgetGaps() {
    longestGap.clear();
  }

  /** The worst of all shards, whoever acts. */
  long longestGap() {
    return longestGap.values().stream().mapToLong(gap -> gap).max().orElse(0);
  }

  void ring(WorldNode from, Shard shard) {
    for (var node : nodes) {
      if (node != from && !(stormy && chance(20))) {
        time.after(
            between(MILLI / 10, 2 * MILLI),
            node.input(() -> node.rung(new ShardsReleased(List.of(shard)))));
      }
    }
  }
}
