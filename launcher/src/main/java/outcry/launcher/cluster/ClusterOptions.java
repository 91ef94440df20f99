package outcry.launcher.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;

/**
 * What the command line asks of a node.
 *
 * @param dataDir where the exchange keeps its log; nothing else is kept on a node
 * @param httpPort null for that of the file
 * @param seed what the exchange's agents follow from
 * @param environment of the process
 */
public record ClusterOptions(
    Path file,
    NodeRoles roles,
    String node,
    Path dataDir,
    Integer httpPort,
    long seed,
    boolean debug,
    Map<String, String> environment) {

  private static final String NAME = "[A-Za-z0-9._-]{1,64}";

  /**
   * @param flag null if there is none
   * @throws FatalException NODE_NAME
   */
  public static String nodeName(String flag, Map<String, String> environment) {
    var said = environment.getOrDefault("OUTCRY_NODE", "");
    var name = flag != null ? flag : !said.isBlank() ? said : hostName();
    if (!name.matches(NAME)) {
      throw new FatalException(
          ExitCode.USAGE, "NODE_NAME", "--node: " + name + " is no name: " + NAME);
    }
    return name;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      throw new FatalException(
          ExitCode.USAGE, "NODE_NAME", "--node is needed, since this host has no name: " + e);
    }
  }
}
