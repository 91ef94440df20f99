package outcry.cluster;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import outcry.bus.Addresses;
import outcry.bus.Health;
import outcry.bus.Node;
import outcry.bus.Registration;
import outcry.bus.TaskList;
import outcry.bus.async.Deadline;
import outcry.cluster.core.Members;
import outcry.cluster.core.Plan;
import outcry.cluster.core.Sharers;
import outcry.journal.cluster.ClusterStore;
import outcry.model.cluster.ClusterState;
import outcry.model.cluster.NodeRow;
import outcry.model.cluster.NodeState;
import outcry.model.cluster.Role;
import outcry.model.cluster.RoleCount;
import outcry.model.cluster.Shard;

/**
 * This node's part in the cluster: it is known to be alive, runs as many instances of its roles as
 * it should, and they own what they should. Start completes with the first heartbeat; stop hands
 * everything over.
 */
public final class ClusterMember extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterMember.class);
  private static final String HEALTH_PART = "cluster";

  private final Node node;
  private final MemberConfig config;
  private final Map<Role, RoleSetup> roles;
  private final Plan plan;
  private final ShardGauges gauges;
  private final Membership membership;
  private final Instances instances;
  private final Map<Role, Sharers> sharers = new EnumMap<>(Role.class);
  private final Promise<String> ended = Promise.promise();
  private volatile Map<Role, Integer> sharing = Map.of();
  private Registration doorbell;
  private TaskList.Task task;
  private Future<Void> left;

  /**
   * @param self roles that own no shards are told to the others as they are
   * @param shards of the whole cluster, of every role; the same on every node
   * @param roles which this node has and whose instances own shards
   */
  public ClusterMember(
      Node node,
      ClusterStore store,
      NodeRow self,
      Collection<Shard> shards,
      Map<Role, RoleSetup> roles,
      MemberConfig config) {
    this.node = node;
    this.config = config;
    this.roles = new EnumMap<>(roles);
    this.plan = new Plan(shards);
    this.gauges = new ShardGauges(shards, this::open);
    this.membership = new Membership(node, store, self, config.heartbeat(), this::onState);
    this.instances = new Instances(node, store, self, config.holder());
  }

  @Override
  public Future<?> start() {
    task = node.tasks().begin("verticle", "cluster member " + membership.self().node());
    node.health().part(HEALTH_PART, this::health);
    gauges.register(node.metrics());
    doorbell =
        node.bus()
            .on(
                Addresses.SHARDS_RELEASED,
                released -> {
                  membership.beat(); // whoever left or joined is known before the next look
                  instances.rung(released.shards());
                });
    return doorbell.ready().compose(_ -> membership.start());
  }

  /** The cluster as of the last heartbeat. Any thread. */
  public ClusterState state() {
    return membership.state();
  }

  /** This node as the others know it; why it owns nothing, if so. Any thread. */
  public NodeRow self() {
    return membership.self();
  }

  /** The shards this node owns and may act for, as of a moment ago. Any thread. */
  public Set<Shard> open() {
    return instances.open();
  }

  /** How many instances of a role are alive in the cluster and may own shards. Any thread. */
  public int alive(Role role) {
    return Members.instances(membership.state().nodes(), role).size();
  }

  /**
   * How many instances of a role share what is for all of them together, such as the rate of the
   * house: cautious while instances come and go, 0 before it can be known. Any thread.
   */
  public int sharers(Role role) {
    return sharing.getOrDefault(role, 0);
  }

  /** Completes with the reason once it has left by itself: another life of it has begun. */
  public Future<String> ended() {
    return ended.future();
  }

  private void onState(ClusterState state) {
    if (left != null) {
      return;
    }
    if (Members.isReplaced(membership.self(), state.nodes())) {
      LOG.error("another {} has started: this one hands over and ends", membership.self().node());
      leave("replaced").onComplete(_ -> ended.tryComplete("another one of its name has started"));
      return;
    }
    var runs = new EnumMap<Role, RoleCount>(Role.class);
    membership.self().roles().forEach(count -> runs.put(count.role(), count));
    roles.forEach(
        (role, setup) -> {
          int count = count(role, setup, state);
          runs.put(role, new RoleCount(role, count));
          instances.run(role, count, setup.factory());
        });
    membership.runs(List.copyOf(runs.values()));
    share();
    plan.alive(state.nodes());
    instances.wanted(plan::wanted);
  }

  private void share() {
    long now = System.nanoTime();
    var counts = new EnumMap<Role, Integer>(Role.class);
    for (var role : roles.keySet()) {
      var ofRole = sharers.computeIfAbsent(role, _ -> new Sharers(settleNanos()));
      ofRole.alive(alive(role), now);
      counts.put(role, ofRole.count(now));
    }
    sharing = counts;
  }

  /** After this long everybody who still acts has seen a change, or has lost its leases. */
  private long settleNanos() {
    return config.holder().terms().lastsNanos() + config.heartbeat().toNanos();
  }

  private int count(Role role, RoleSetup setup, ClusterState state) {
    return state.desired().stream()
        .filter(desired -> desired.role() == role)
        .findFirst()
        .map(
            desired ->
                Members.share(state.nodes(), role, desired.instances(), membership.self().node()))
        .orElse(setup.instances());
  }

  /** Hands everything over, and is known to have left. On its own context. */
  private Future<Void> leave(String why) {
    if (left == null) {
      task.detail("handing over");
      Promise<Void> handedOver = Promise.promise();
      left = handedOver.future();
      var gone = membership.leaving(why).transform(_ -> instances.leave());
      Deadline.within(gone, config.leaveMax(), "the hand-over")
          .onFailure(late -> LOG.warn("not everything was handed over: {}", late.getMessage()))
          .transform(_ -> membership.stop())
          .transform(_ -> doorbell.unregister())
          .onComplete(
              _ -> {
                node.health().remove(HEALTH_PART);
                task.done();
                handedOver.complete();
              });
    }
    return left;
  }

  @Override
  public Future<?> stop() {
    return leave("shut down");
  }

  private Health.Status health() {
    var self = membership.self();
    if (self.state() != NodeState.ACTIVE) {
      return Health.Status.down(self.state() + ": " + self.reason());
    }
    long silentNanos = System.nanoTime() - membership.heardNanos();
    if (membership.heardNanos() == 0 || silentNanos > config.holder().terms().lastsNanos()) {
      return Health.Status.down("the database does not answer heartbeats");
    }
    var quarantined = instances.quarantined();
    return quarantined.isEmpty()
        ? Health.Status.UP
        : Health.Status.down("left alone after defects: " + quarantined);
  }
}
