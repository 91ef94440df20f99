package outcry.bus.cluster;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import outcry.bus.cluster.ClusterException.Code;

/** The interface of this machine that a node is bound to. */
final class LocalInterface {

  private LocalInterface() {}

  /**
   * An address, interface name or host name as the address to bind to; blocks.
   *
   * @throws ClusterException INTERFACE_UNKNOWN
   */
  static InetAddress addressOf(String text) {
    try {
      var named = NetworkInterface.getByName(text);
      if (named != null) {
        return named
            .inetAddresses()
            .filter(Inet4Address.class::isInstance)
            .findFirst()
            .orElseThrow(() -> unknown(text, "it has no IPv4 address", null));
      }
      for (var address : InetAddress.getAllByName(text)) {
        if (NetworkInterface.getByInetAddress(address) != null) {
          return address;
        }
      }
      throw unknown(text, "no interface of this machine has it", null);
    } catch (IOException e) {
      throw unknown(text, "it cannot be resolved", e);
    }
  }

  private static ClusterException unknown(String text, String why, Throwable cause) {
    return new ClusterException(Code.INTERFACE_UNKNOWN, "interface " + text + ": " + why, cause);
  }

  /**
   * Looks whether a port can be had; somebody may still take it before we do.
   *
   * @throws ClusterException PORT_TAKEN
   */
  static void requireFree(String field, InetAddress address, int port) {
    if (port == 0) {
      return;
    }
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
    } catch (IOException e) {
      throw new ClusterException(
          Code.PORT_TAKEN,
          field + " " + port + " on " + address.getHostAddress() + ": " + e.getMessage(),
          e);
    }
  }
}
