package outcry.cluster;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import outcry.bus.Metrics;
import outcry.model.cluster.Shard;

/**
 * How many shards there are and how many this node owns, by kind: whoever adds the latter up over
 * all nodes and finds fewer than the former, has found some that nobody owns.
 */
final class ShardGauges {

  private final Map<Shard.Kind, Integer> all = new EnumMap<>(Shard.Kind.class);
  private final Supplier<Set<Shard>> owned;

  /**
   * @param shards of the whole cluster
   * @param owned by this node; called from any thread
   */
  ShardGauges(Collection<Shard> shards, Supplier<Set<Shard>> owned) {
    shards.forEach(shard -> all.merge(shard.kind(), 1, Integer::sum));
    this.owned = owned;
  }

  /** Kinds of which there is no shard are left out. */
  void register(Metrics metrics) {
    metrics.announce("shard_changes_total", "change", "kind");
    metrics.announce("heartbeat_failures_total");
    all.forEach(
        (kind, count) -> {
          metrics.gauge("shards", () -> count, "kind", kind.name());
          metrics.gauge("shards_owned", () -> owned(kind), "kind", kind.name());
        });
  }

  private long owned(Shard.Kind kind) {
    return owned.get().stream().filter(shard -> shard.kind() == kind).count();
  }
}
