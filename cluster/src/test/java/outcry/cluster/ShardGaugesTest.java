package outcry.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import outcry.bus.Metrics;
import outcry.model.cluster.Shard;

class ShardGaugesTest {

  @Test
  void whatNobodyOwnsIsMissingFromTheSumOfWhatIsOwned() {
    var metrics = new Metrics();
    var shards = List.of(Shard.order(0), Shard.order(1), Shard.position(0));
    new ShardGauges(shards, () -> Set.of(Shard.order(1))).register(metrics);

    assertEquals(
        List.of(
            "shards_owned{kind=\"ORDER\"} 1.0",
            "shards_owned{kind=\"POSITION\"} 0.0",
            "shards{kind=\"ORDER\"} 2.0",
            "shards{kind=\"POSITION\"} 1.0"),
        metrics.scrape().lines().filter(line -> line.startsWith("shards")).sorted().toList());
  }
}
