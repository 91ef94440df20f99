package outcry.launcher.certificates;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a certificate authority, and a key store for each node. */
@Command(
    name = "certificates",
    mixinStandardHelpOptions = true,
    description = {
      "Make what nodes of a cluster know each other by: an authority (ca.p12), what it is trusted",
      "by (trust.p12; for other programs ca.pem), a key store for each node (NODE.p12), and their",
      "password (password).",
      "With an authority that is there already, more nodes are added. Nothing is overwritten."
    })
public final class CertificatesCommand implements Callable<Integer> {

  private static final int DAYS_MAX = 3_650;
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,61}[A-Za-z0-9])?");

  @Parameters(index = "0", paramLabel = "DIR", description = "the folder; made if it is not there")
  private Path folder;

  @Option(
      names = "--nodes",
      required = true,
      split = ",",
      paramLabel = "NAME",
      description = "the nodes, by the names of their hosts")
  private List<String> nodes;

  @Option(
      names = "--also",
      split = ",",
      paramLabel = "NAME",
      description = "further names by which all of these nodes are reached, e.g. of a service")
  private List<String> also = List.of();

  @Option(
      names = "--days",
      defaultValue = "365",
      paramLabel = "N",
      description = "how long they are valid (default: ${DEFAULT-VALUE})")
  private int days;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws GeneralSecurityException {
    if (days < 1 || days > DAYS_MAX) {
      throw new FatalException(
          ExitCode.USAGE, "USAGE", "--days must be 1 to " + DAYS_MAX + ", was " + days);
    }
    for (var node : nodes) {
      if (!NAME.matcher(node).matches() || node.equals("ca") || node.equals("trust")) {
        throw new FatalException(
            ExitCode.USAGE, "USAGE", "--nodes: " + node + " is no name of a host");
      }
    }
    for (var name : also) {
      if (!NAME.matcher(name).matches()) {
        throw new FatalException(
            ExitCode.USAGE, "USAGE", "--also: " + name + " is no name of a host");
      }
    }
    if (new LinkedHashSet<>(nodes).size() < nodes.size()) {
      throw new FatalException(ExitCode.USAGE, "USAGE", "--nodes: one is there twice");
    }
    var now = Instant.now();
    var valid = Duration.ofDays(days);
    var store = new CertificateFolder(folder);
    store.requireNew(nodes);
    var authority = store.authority(now, valid);
    for (var node : nodes) {
      store.add(node, authority, authority.issue(node, also, now, valid));
    }
    var out = spec.commandLine().getOut();
    out.println(
        folder
            + ": "
            + String.join(", ", nodes)
            + "; valid until "
            + now.plus(valid)
            + "; keep ca.p12 away from the nodes");
    return ExitCode.OK;
  }
}
