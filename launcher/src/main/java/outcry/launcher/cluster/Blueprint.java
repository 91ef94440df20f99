package outcry.launcher.cluster;

import java.util.ArrayList;
import java.util.List;
import outcry.launcher.config.Cluster;
import outcry.launcher.config.Risk;
import outcry.launcher.setup.SimulatedMarkets;
import outcry.model.Instruments;
import outcry.model.cluster.Shard;
import outcry.strategy.StrategySpec;

/** What every node of a cluster is built from; the same on each. */
record Blueprint(
    Cluster cluster,
    Instruments instruments,
    List<StrategySpec> strategies,
    Risk risk,
    Identity identity) {

  /** Everything there is to own. */
  List<Shard> shards() {
    var shards = new ArrayList<Shard>();
    for (int partition = 0; partition < cluster.partitions(); partition++) {
      shards.add(Shard.order(partition));
      shards.add(Shard.position(partition));
    }
    instruments.all().forEach(one -> shards.add(Shard.marketData(one.symbol())));
    strategies.forEach(one -> shards.add(Shard.strategy(one.name())));
    shards.add(Shard.exchange(SimulatedMarkets.VENUE));
    return shards;
  }
}
