package outcry.launcher.config;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;

/** Which address of this machine a node uses, and whether it may. */
record Network(Environment environment) {

  static final String LOOPBACK = "127.0.0.1";

  private static final String VARIABLE = "OUTCRY_INTERFACE";

  /** The address of this machine that is meant: an address, a host name, an interface's name. */
  String address(Section root, String field) {
    var inFile = root.has(field) ? root.text(field) : "";
    var said = environment.text(VARIABLE);
    var written = said.orElse(inFile);
    if (written.isEmpty()) {
      throw root.problem(field, "MISSING_FIELD", "is missing: the address this node uses");
    }
    try {
      var named = NetworkInterface.getByName(written);
      if (named != null) {
        return first(named);
      }
      var address = InetAddress.getByName(written);
      if (address.isAnyLocalAddress()) {
        throw problem(root, field, said.isPresent(), written + " is every interface: name one");
      }
      if (NetworkInterface.getByInetAddress(address) == null) {
        throw problem(root, field, said.isPresent(), written + " is not of this machine");
      }
      return address.getHostAddress();
    } catch (UnknownHostException | SocketException e) {
      throw problem(root, field, said.isPresent(), written + " is not of this machine");
    }
  }

  /** IPv4 before IPv6. */
  private static String first(NetworkInterface named) {
    return named
        .inetAddresses()
        .min(Comparator.comparingInt(address -> address.getAddress().length))
        .map(InetAddress::getHostAddress)
        .orElse(LOOPBACK);
  }

  private static FatalException problem(
      Section root, String field, boolean fromEnvironment, String what) {
    return fromEnvironment
        ? new FatalException(ExitCode.CONFIG, "INTERFACE", VARIABLE + ": " + what)
        : root.problem(field, "INTERFACE", what);
  }

  /** Whoever leaves the machine needs TLS. */
  void requireSafe(Section root, String address, List<String> members, boolean tls) {
    if (tls) {
      return;
    }
    var far = isLoopback(address) ? firstFar(members) : address;
    if (!far.isEmpty()) {
      throw root.problem(
          "tls", "TLS_REQUIRED", "is missing, and " + far + " is not on the loopback interface");
    }
  }

  private static String firstFar(List<String> members) {
    return members.stream()
        .filter(member -> !isLoopback(member.substring(0, member.lastIndexOf(':'))))
        .findFirst()
        .orElse("");
  }

  /** By its text: a name is not looked up. */
  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.matches("127(\\.\\d{1,3}){3}")
        || host.equals("[::1]")
        || host.matches("(0:){7}1");
  }
}
