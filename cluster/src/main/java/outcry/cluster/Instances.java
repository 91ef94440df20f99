package outcry.cluster;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import outcry.bus.Node;
import outcry.cluster.core.HolderConfig;
import outcry.journal.cluster.ClusterStore;
import outcry.model.cluster.Instance;
import outcry.model.cluster.NodeRow;
import outcry.model.cluster.Role;
import outcry.model.cluster.Shard;

/** The instances that run on this node: each on an event loop of its own. One event loop. */
final class Instances {

  private record Running(ShardHolder holder, Future<String> deployment) {}

  private final Node node;
  private final ClusterStore store;
  private final NodeRow self;
  private final HolderConfig config;
  private final Map<Role, List<Running>> running = new EnumMap<>(Role.class);
  private final List<Running> leaving = new ArrayList<>();

  /** All of them, for other threads. */
  private final List<ShardHolder> holders = new CopyOnWriteArrayList<>();

  Instances(Node node, ClusterStore store, NodeRow self, HolderConfig config) {
    this.node = node;
    this.store = store;
    this.self = self;
    this.config = config;
  }

  /** Starts instances of a role, or lets the last ones hand over and end. */
  void run(Role role, int count, ShardFactory factory) {
    var ofRole = running.computeIfAbsent(role, _ -> new ArrayList<>());
    while (ofRole.size() > count) {
      end(ofRole.removeLast())
          .onFailure(failure -> node.defects().report("end of an instance", failure));
    }
    while (ofRole.size() < count && !isLeaving(role, ofRole.size())) {
      var instance = new Instance(self.node(), self.process(), role, ofRole.size());
      var holder = new ShardHolder(node, store, instance, config, factory);
      holders.add(holder);
      ofRole.add(new Running(holder, deploy(holder)));
    }
  }

  /**
   * From a thread of no verticle: Vert.x stops what a verticle has deployed before the verticle
   * itself, and so before it could tell the others that it leaves.
   */
  private Future<String> deploy(ShardHolder holder) {
    return Future.fromCompletionStage(
            CompletableFuture.supplyAsync(() -> node.vertx().deployVerticle(holder)))
        .compose(deployed -> deployed);
  }

  /** Its name, and so its leases, are still in use. */
  private boolean isLeaving(Role role, int index) {
    return leaving.stream()
        .map(one -> one.holder().instance())
        .anyMatch(instance -> instance.role() == role && instance.index() == index);
  }

  private Future<Void> end(Running one) {
    leaving.add(one);
    var context = node.vertx().getOrCreateContext();
    return one.deployment()
        .compose(id -> node.vertx().undeploy(id))
        .onComplete(
            _ ->
                context.runOnContext(
                    _ -> {
                      leaving.remove(one);
                      holders.remove(one.holder());
                    }));
  }

  void wanted(Function<Instance, Set<Shard>> plan) {
    running
        .values()
        .forEach(
            ofRole ->
                ofRole.stream()
                    .filter(one -> one.deployment().succeeded())
                    .forEach(one -> one.holder().wanted(plan.apply(one.holder().instance()))));
  }

  void rung(List<Shard> released) {
    holders.forEach(holder -> holder.rung(released));
  }

  /** Completes once every shard is handed over and every instance has ended. */
  Future<Void> leave() {
    var ended = new ArrayList<Future<Void>>();
    running.values().forEach(ofRole -> ofRole.forEach(one -> ended.add(end(one))));
    running.clear();
    return Future.join(ended).mapEmpty();
  }

  /** Any thread. */
  Set<Shard> open() {
    var open = new TreeSet<Shard>();
    holders.forEach(holder -> open.addAll(holder.open()));
    return open;
  }

  /** Any thread. */
  Set<Shard> quarantined() {
    var quarantined = new TreeSet<Shard>();
    holders.forEach(holder -> quarantined.addAll(holder.quarantined()));
    return quarantined;
  }
}
