package outcry.bus.cluster;

import java.util.List;
import outcry.bus.cluster.ClusterException.Code;

/**
 * How a node finds the others and is found by them. Nothing is looked for by multicast.
 *
 * @param cluster nodes of another name are not let in
 * @param node unique in the cluster; at most 64 letters, digits, dots, dashes and underscores
 * @param members {@code host:port} of the nodes that may be there, this one included; a host name
 *     may stand for several addresses
 * @param networkInterface the one interface everything is bound to: an address, the name of an
 *     interface, or a host name of this machine
 * @param port of Hazelcast; 0 for any free one
 * @param busPort of the event bus; 0 for any free one
 * @param tls null for none, which only a loopback interface may have
 * @param kubernetes whether the one member is a headless service of Kubernetes: every pod behind it
 *     is a node, and listens on that port
 */
public record ClusterConfig(
    String cluster,
    String node,
    List<String> members,
    String networkInterface,
    int port,
    int busPort,
    TlsFiles tls,
    boolean kubernetes) {

  private static final String NAME = "[A-Za-z0-9._-]{1,64}";

  /**
   * @throws ClusterException CLUSTER_CONFIG
   */
  public ClusterConfig {
    members = List.copyOf(members);
    requireName("cluster", cluster);
    requireName("node", node);
    requirePort("port", port);
    requirePort("busPort", busPort);
    if (members.isEmpty()) {
      throw new ClusterException(Code.CLUSTER_CONFIG, "members: at least one is needed");
    }
    members.forEach(NamedMember::of);
    if (kubernetes && members.size() > 1) {
      throw new ClusterException(Code.CLUSTER_CONFIG, "members: of Kubernetes, one service");
    }
  }

  /** Members by their names, not by a service of Kubernetes. */
  public ClusterConfig(
      String cluster,
      String node,
      List<String> members,
      String networkInterface,
      int port,
      int busPort,
      TlsFiles tls) {
    this(cluster, node, members, networkInterface, port, busPort, tls, false);
  }

  private static void requireName(String field, String name) {
    if (!name.matches(NAME)) {
      throw new ClusterException(Code.CLUSTER_CONFIG, field + ": not " + NAME + ": " + name);
    }
  }

  private static void requirePort(String field, int port) {
    if (port < 0 || port > 65535) {
      throw new ClusterException(Code.CLUSTER_CONFIG, field + ": not a port: " + port);
    }
  }
}
