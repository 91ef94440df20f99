package outcry.bus.cluster;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import java.net.InetAddress;
import outcry.bus.Metrics;
import outcry.bus.Node;
import outcry.bus.cluster.ClusterException.Code;

/** A node that shares its event bus with the other nodes of a cluster. */
public final class ClusteredNode {

  private static final long PING_MILLIS = 3_000;

  private final Node node;
  private final Registry registry;

  private ClusteredNode(Node node, Registry registry) {
    this.node = node;
    this.registry = registry;
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
      var registry = new Registry(HazelcastSettings.of(config, address));
      return Vertx.builder()
          .with(new VertxOptions().setEventBusOptions(bus))
          .withClusterManager(registry)
          .buildClustered()
          .map(vertx -> new ClusteredNode(Node.over(vertx, metrics, registry), registry))
          .recover(failure -> Future.failedFuture(notJoined(config, failure)));
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

  /** The port on which Hazelcast listens; any thread. */
  public int port() {
    return registry.getHazelcastInstance().getCluster().getLocalMember().getAddress().getPort();
  }

  /** Leaves: nobody is sent here any more, and then everything is closed. Any thread. */
  public Future<Void> leave() {
    return node.close();
  }
}
