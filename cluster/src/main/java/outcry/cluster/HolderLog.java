package outcry.cluster;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import outcry.bus.Addresses;
import outcry.bus.Node;
import outcry.cluster.core.HolderListener;
import outcry.cluster.core.ShardHost;
import outcry.model.cluster.Instance;
import outcry.model.cluster.Shard;
import outcry.model.cluster.ShardsReleased;

/** What the world hears of one holder: the doorbell, metrics and the log. One event loop. */
final class HolderLog implements HolderListener {

  private static final Logger LOG = LoggerFactory.getLogger(HolderLog.class);

  private final Node node;
  private final Instance instance;

  HolderLog(Node node, Instance instance) {
    this.node = node;
    this.instance = instance;
  }

  @Override
  public void opened(Shard shard, long epoch) {
    count("opened", shard);
    LOG.info("{} owns {} under epoch {}", instance.name(), shard, epoch);
  }

  @Override
  public void closing(Shard shard, String why) {
    LOG.info("{} gives up {}: {}", instance.name(), shard, why);
  }

  @Override
  public void released(Shard shard) {
    count("released", shard);
    node.bus().publish(Addresses.SHARDS_RELEASED, new ShardsReleased(List.of(shard)));
  }

  @Override
  public void lost(Shard shard, String why) {
    count("lost", shard);
    LOG.warn("{} may not act for {} any more: {}", instance.name(), shard, why);
  }

  @Override
  public void failed(Shard shard, ShardHost.Failure failure) {
    count("failed", shard);
    LOG.warn("{} cannot own {}: {}", instance.name(), shard, failure.why());
  }

  @Override
  public void quarantined(Shard shard, int failures, long forNanos, String why) {
    count("quarantined", shard);
    LOG.error(
        "{} leaves {} alone for {} s after {} defects: {}",
        instance.name(),
        shard,
        forNanos / 1_000_000_000L,
        failures,
        why);
  }

  @Override
  public void stuck(Shard shard, String doing) {
    count("stuck", shard);
    LOG.error("{}: {} does not {}; its lease is given back", instance.name(), shard, doing);
  }

  private void count(String what, Shard shard) {
    node.metrics()
        .counter("shard_changes_total", "change", what, "kind", shard.kind().name())
        .increment();
  }
}
