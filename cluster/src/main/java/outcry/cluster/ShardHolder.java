package outcry.cluster;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import outcry.bus.Node;
import outcry.bus.TaskList;
import outcry.cluster.core.Holder;
import outcry.cluster.core.HolderConfig;
import outcry.journal.cluster.ClusterStore;
import outcry.model.cluster.Instance;
import outcry.model.cluster.Shard;

/**
 * One instance of a role: an event loop with the shards it owns. It is told what it should own, and
 * does the rest by itself; undeployed, it hands everything over. Any thread may tell it.
 */
final class ShardHolder extends VerticleBase {

  private final Node node;
  private final ClusterStore store;
  private final Instance instance;
  private final HolderConfig config;
  private final ShardFactory factory;
  private Holder holder;
  private TaskList.Task task;
  private volatile Set<Shard> open = Set.of();
  private volatile Set<Shard> quarantined = Set.of();

  ShardHolder(
      Node node, ClusterStore store, Instance instance, HolderConfig config, ShardFactory factory) {
    this.node = node;
    this.store = store;
    this.instance = instance;
    this.config = config;
    this.factory = factory;
  }

  Instance instance() {
    return instance;
  }

  @Override
  public Future<?> start() {
    task = node.tasks().begin("instance", instance.name());
    var clock = new LoopClock(context, node.defects());
    holder =
        new Holder(
            config,
            clock,
            new StoreLeases(node.bus(), store, instance.holder(), config.terms()),
            new Owners(node, context, instance, clock::nowNanos, factory),
            new HolderLog(node, instance));
    holder.start();
    return Future.succeededFuture();
  }

  /** What it should own, as of now. */
  void wanted(Set<Shard> shards) {
    onLoop(() -> holder.wanted(shards));
  }

  /** Others have given shards back. */
  void rung(List<Shard> released) {
    onLoop(() -> holder.rung(released));
  }

  /** Completes once everything it owned is handed over. */
  @Override
  public Future<?> stop() {
    Promise<Void> left = Promise.promise();
    holder.leave(left::complete);
    return left.future().onComplete(_ -> task.done());
  }

  /** The shards it owns and may act for, as it saw a moment ago. */
  Set<Shard> open() {
    return open;
  }

  /** The shards it leaves alone after too many defects. */
  Set<Shard> quarantined() {
    return quarantined;
  }

  /** Before it is deployed there is nothing to tell it about. */
  private void onLoop(Runnable action) {
    var loop = context;
    if (loop == null) {
      return;
    }
    loop.runOnContext(
        _ ->
            node.defects()
                .guard(
                    "shard holder",
                    () -> {
                      action.run();
                      open = new TreeSet<>(holder.open());
                      quarantined = new TreeSet<>(holder.quarantined());
                    }));
  }
}
