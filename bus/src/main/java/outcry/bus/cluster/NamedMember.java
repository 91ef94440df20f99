package outcry.bus.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import outcry.bus.cluster.ClusterException.Code;

/** A {@code host:port} that may be a member. */
record NamedMember(String host, int port) {

  /**
   * @throws ClusterException CLUSTER_CONFIG
   */
  static NamedMember of(String text) {
    int colon = text.lastIndexOf(':');
    var port = text.substring(colon + 1);
    if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
      throw new ClusterException(Code.CLUSTER_CONFIG, "members: not host:port: " + text);
    }
    var host = text.substring(0, colon);
    if (host.isBlank() || host.contains("/") || host.contains("*")) {
      throw new ClusterException(Code.CLUSTER_CONFIG, "members: not host:port: " + text);
    }
    return new NamedMember(host, Integer.parseInt(port));
  }

  /** Asks the name service anew, since containers come and go; blocks. */
  boolean is(InetAddress address, int itsPort) {
    if (itsPort != port) {
      return false;
    }
    try {
      for (var resolved : InetAddress.getAllByName(host)) {
        if (resolved.equals(address)) {
          return true;
        }
      }
      return false;
    } catch (UnknownHostException e) {
      return false; // not up yet, or gone: nobody else may claim the name
    }
  }
}
