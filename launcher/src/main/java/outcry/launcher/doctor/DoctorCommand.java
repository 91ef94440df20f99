package outcry.launcher.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import outcry.launcher.setup.DataDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks JDK, memory, port, disk, clock and database settings. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "check JDK, memory, port, disk, clock and database settings")
public final class DoctorCommand implements Callable<Integer> {

  @Option(
      names = "--data-dir",
      defaultValue = DataDir.DEFAULT,
      description = "where the database is or would be (default: ${DEFAULT-VALUE})")
  private Path dataDir;

  @Option(
      names = "--http-port",
      defaultValue = "8080",
      description = "the port to check (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(names = "--json", description = "print JSON instead of a table")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (port < 0 || port > 65_535) {
      throw new FatalException(ExitCode.USAGE, "USAGE", "--http-port must be 0 to 65535");
    }
    var findings =
        List.of(
            Checks.jdk(),
            Checks.memory(),
            Checks.port(port),
            Checks.disk(dataDir),
            Checks.clock(),
            Checks.database(dataDir, new DataDir(dataDir).database()));
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(new ObjectMapper().valueToTree(findings).toPrettyString());
    } else {
      findings.forEach(
          finding ->
              out.printf("%-8s %-9s %s%n", finding.verdict(), finding.check(), finding.detail()));
    }
    boolean failed =
        findings.stream().anyMatch(finding -> finding.verdict() == Finding.Verdict.FAILED);
    return failed ? ExitCode.CONFIG : ExitCode.OK;
  }
}
