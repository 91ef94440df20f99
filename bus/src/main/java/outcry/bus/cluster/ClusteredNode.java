package outcry.bus.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import outcry.bus.Metrics;
import outcry.bus.Node;
import outcry.bus.cluster.ClusterException.Code;

/** A node that shares its event bus with the other nodes of a cluster. */
public final class ClusteredNode {

  private static final long PING_MILLIS = 3_000;
  private static final long LOOK_MILLIS = 2_000;

  /** What was sent here before others knew better is answered meanwhile. */
  private static final long DRAIN_MILLIS = 500;

  private final ClusterConfig config;
  private final Node node;
  private final Registry registry;
  private final MemberWatch watch;
  private final BusProbe probe;
  private long looking = -1;
  private Future<Void> left;

  private ClusteredNode(ClusterConfig config, Node node, Registry registry) {
    this.config = config;
    this.node = node;
    this.registry = registry;
    this.watch = new MemberWatch(config.members());
    this.probe = new BusProbe(node, config.node(), registry, this::others);
  }

  /**
   * Joins. Reads files and asks the name service, so not to be called on an event loop; fails with
   * a {@link ClusterException}.
   */
  public static Future<ClusteredNode> start(ClusterConfig config, Metrics metrics) {
    try {
      var address = LocalInterface.addressOf(config.networkInterface());
      var bus = busOptions(config, address);
      LocalInterface.requireFree("port", address, config.port());
      LocalInterface.requireFree("busPort", address, config.busPort());
      var registry = new Registry(HazelcastSettings.of(config, address), config.node());
      return Node.vertx(new VertxOptions().setEventBusOptions(bus), metrics)
          .withClusterManager(registry)
          .buildClustered()
          .recover(failure -> Future.failedFuture(notJoined(config, failure)))
          .compose(
              vertx ->
                  new ClusteredNode(config, Node.over(vertx, metrics, registry), registry).begin());
    } catch (ClusterException e) {
      return Future.failedFuture(e);
    }
  }

  private static EventBusOptions busOptions(ClusterConfig config, InetAddress address) {
    var options =
        new EventBusOptions()
            .setHost(address.getHostAddress())
            .setPort(config.busPort())
            .setClusterPingInterval(PING_MILLIS)
            .setClusterPingReplyInterval(PING_MILLIS);
    if (config.tls() != null) {
      Tls.secure(options, config.tls());
    } else if (!address.isLoopbackAddress()) {
      throw new ClusterException(
          Code.TLS_REQUIRED,
          "interface " + config.networkInterface() + " is not loopback, and tls is not set");
    }
    return options;
  }

  private static ClusterException notJoined(ClusterConfig config, Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof java.net.BindException
          || String.valueOf(cause.getMessage()).contains("is already in use")) {
        return new ClusterException(Code.PORT_TAKEN, cause.getMessage(), failure);
      }
    }
    return new ClusterException(
        Code.JOIN_FAILED, "cluster " + config.cluster() + ": " + failure.getMessage(), failure);
  }

  private Future<ClusteredNode> begin() {
    node.metrics().gauge("cluster_size", this::size);
    node.metrics().gauge("unknown_members", watch::unknown);
    node.metrics().announce("bus_probe_failures_total", "target");
    node.health().part("members", watch::status);
    looking = node.vertx().setPeriodic(LOOK_MILLIS, _ -> look());
    return registry
        .meet()
        .compose(_ -> probe.start())
        .map(this)
        .recover(failure -> leave().eventually(() -> Future.failedFuture(failure)).map(this));
  }

  private void look() {
    node.vertx()
        .<Void>executeBlocking(
            () -> {
              watch.look(
                  otherMembers().stream().map(ClusteredNode::seen).toList(),
                  config.node(),
                  System.nanoTime());
              return null;
            })
        .onFailure(failure -> node.defects().report("member watch", failure));
  }

  private static MemberWatch.Seen seen(Member member) {
    InetSocketAddress address = member.getSocketAddress();
    return new MemberWatch.Seen(member.getUuid().toString(), nameOf(member), address);
  }

  private static String nameOf(Member member) {
    return Objects.requireNonNullElse(member.getAttribute(HazelcastSettings.NODE_ATTRIBUTE), "");
  }

  private List<Member> otherMembers() {
    return registry.getHazelcastInstance().getCluster().getMembers().stream()
        .filter(member -> !member.localMember())
        .toList();
  }

  /** The names of the other members, as they call themselves; any thread. */
  public List<String> others() {
    return otherMembers().stream()
        .map(ClusteredNode::nameOf)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  Registry registry() {
    return registry;
  }

  public Node node() {
    return node;
  }

  /** How many nodes are there now, as this one sees it; any thread. */
  public int size() {
    return registry.getNodes().size();
  }

  /** Calls back at every change of {@link #size}, on a thread of Hazelcast; must not block. */
  public void onMembership(Runnable changed) {
    registry
        .getHazelcastInstance()
        .getCluster()
        .addMembershipListener(
            new MembershipListener() {
              @Override
              public void memberAdded(MembershipEvent event) {
                changed.run();
              }

              @Override
              public void memberRemoved(MembershipEvent event) {
                changed.run();
              }
            });
  }

  /**
   * Who else may be a member: one whose name is not known ten seconds after it joined raises an
   * alarm. Until this is called everybody at a named address may.
   *
   * @param byName asked every two seconds on a worker thread; may block
   */
  public void expect(Predicate<String> byName) {
    watch.known(byName);
  }

  /** The port on which Hazelcast listens; any thread. */
  public int port() {
    return registry.getHazelcastInstance().getCluster().getLocalMember().getAddress().getPort();
  }

  /**
   * Leaves: ends every registration, answers half a second longer what was sent meanwhile, and then
   * closes everything. What is deployed should have been undeployed. Idempotent; any thread.
   */
  public synchronized Future<Void> leave() {
    if (left == null) {
      var vertx = node.vertx();
      vertx.cancelTimer(looking);
      Promise<Void> closed = Promise.promise(); // of no context: they end with the node
      left = closed.future();
      probe
          .stop()
          .eventually(node.bus()::unregisterAll)
          .eventually(() -> vertx.timer(DRAIN_MILLIS, TimeUnit.MILLISECONDS))
          .onComplete(_ -> node.close().onComplete(closed));
    }
    return left;
  }
}
