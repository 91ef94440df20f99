package outcry.bus.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import outcry.bus.Metrics;
import outcry.bus.TestNode;

/** Nodes of one cluster in this process, on loopback. */
public final class TestCluster implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";

  private final Map<String, ClusteredNode> clustered = new LinkedHashMap<>();
  private final Map<String, TestNode> nodes = new LinkedHashMap<>();
  private final List<String> members = new ArrayList<>();

  /** They have all joined when this returns. */
  public TestCluster(String... names) {
    this(null, names);
  }

  public TestCluster(TlsFiles tls, String... names) {
    var ports = freePorts(names.length);
    ports.forEach(port -> members.add(LOOPBACK + ":" + port));
    for (int i = 0; i < names.length; i++) {
      join(names[i], ports.get(i), tls);
    }
  }

  /** A further node. */
  public TestNode join(String name, int port, TlsFiles tls) {
    var config = new ClusterConfig(cluster(), name, members, LOOPBACK, port, 0, tls);
    var joined = TestNode.await(ClusteredNode.start(config, new Metrics()));
    clustered.put(name, joined);
    nodes.put(name, new TestNode(joined.node()));
    return node(name);
  }

  public String cluster() {
    return "test-" + members.getFirst().replace(':', '-');
  }

  public TestNode node(String name) {
    return nodes.get(name);
  }

  public ClusteredNode clustered(String name) {
    return clustered.get(name);
  }

  /** Where they may be. */
  public List<String> members() {
    return List.copyOf(members);
  }

  /** Ports of loopback that nobody listens on now. */
  public static List<Integer> freePorts(int count) {
    var sockets = new ArrayList<ServerSocket>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK)));
      }
      var ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
      for (var socket : sockets) {
        socket.close();
      }
      return ports;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    clustered.values().forEach(node -> TestNode.await(node.leave()));
  }
}
