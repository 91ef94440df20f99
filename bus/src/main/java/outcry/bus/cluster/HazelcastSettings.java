package outcry.bus.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import java.net.InetAddress;

/**
 * Hazelcast as this cluster uses it: who is there, and who listens to which address. Nothing is
 * stored in it, and none of its locks are used.
 */
final class HazelcastSettings {

  /** Member attribute: the name of the node. */
  static final String NODE_ATTRIBUTE = "outcry.node";

  private static final String NODE_INFO = "__vertx.nodeInfo";
  private static final int BACKUPS = 2; // two nodes may go at once

  private HazelcastSettings() {}

  static Config of(ClusterConfig config, InetAddress address) {
    var settings = new Config();
    settings.setClusterName(config.cluster());
    settings.getMemberAttributeConfig().setAttribute(NODE_ATTRIBUTE, config.node());
    properties(settings);
    var network = settings.getNetworkConfig();
    network.setPort(config.port()).setPortAutoIncrement(false).setReuseAddress(true);
    // not as one of the interfaces: members whose names stand for addresses beyond those are left
    // out
    settings.setProperty("hazelcast.local.localAddress", address.getHostAddress());
    var join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    if (config.kubernetes()) {
      // how long the service is asked for others before a node is the first; 0 would be not at all
      settings.setProperty("hazelcast.wait.seconds.before.join", "2");
      behindService(join, NamedMember.of(config.members().getFirst()));
    } else {
      join.getTcpIpConfig()
          .setEnabled(true)
          .setConnectionTimeoutSeconds(2)
          .setMembers(config.members());
    }
    settings.addMapConfig(new MapConfig(NODE_INFO).setBackupCount(BACKUPS));
    return settings;
  }

  /** By DNS: the API of Kubernetes would need rights that a node should not have. */
  private static void behindService(JoinConfig join, NamedMember service) {
    join.getKubernetesConfig()
        .setEnabled(true)
        .setProperty("service-dns", service.host())
        .setProperty("service-port", Integer.toString(service.port()));
  }

  private static void properties(Config settings) {
    settings.setProperty("hazelcast.phone.home.enabled", "false");
    settings.setProperty("hazelcast.logging.type", "slf4j");
    settings.setProperty("hazelcast.shutdownhook.enabled", "false"); // the node leaves in order
    settings.setProperty("hazelcast.wait.seconds.before.join", "0");
    settings.setProperty("hazelcast.socket.bind.any", "false");
    // a node that is paused or cut off is out after 5 s, and back soon after it can be reached
    settings.setProperty("hazelcast.heartbeat.interval.seconds", "1");
    settings.setProperty("hazelcast.max.no.heartbeat.seconds", "5");
    settings.setProperty("hazelcast.merge.first.run.delay.seconds", "5");
    settings.setProperty("hazelcast.merge.next.run.delay.seconds", "5");
  }
}
