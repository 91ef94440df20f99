package outcry.launcher.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import outcry.journal.Audit;
import outcry.journal.AuditReport;
import outcry.journal.DatabaseRefusedException;
import outcry.journal.PostgresConfig;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import outcry.launcher.config.ClusterFile;
import outcry.launcher.setup.DataDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Recomputes the hash chains of a journal, running or not. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description =
        "recomputes the hash chains of a data directory or of a cluster's database; instances may"
            + " be running")
final class VerifyCommand implements Callable<Integer> {

  @Option(
      names = "--data-dir",
      defaultValue = DataDir.DEFAULT,
      description = "where the database is (default: ${DEFAULT-VALUE})")
  private Path dataDir;

  @Option(
      names = "--cluster",
      paramLabel = "FILE",
      description = "instead of --data-dir: the cluster file that names the database")
  private Path cluster;

  @Option(names = "--json", description = "print JSON instead of text")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    AuditReport report;
    try {
      report = cluster == null ? Audit.of(new DataDir(dataDir).database()) : Audit.of(database());
    } catch (DatabaseRefusedException e) {
      throw new FatalException(
          cluster == null ? ExitCode.NO_INPUT : ExitCode.UNAVAILABLE,
          e.reason().name(),
          e.getMessage().substring(e.reason().name().length() + 2));
    }
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
    } else {
      for (var chain : report.chains()) {
        out.printf("%-12s %,12d rows, head %s%n", chain.name(), chain.rows(), chain.head());
      }
      report
          .violations()
          .forEach(violation -> out.println(violation.invariant() + ": " + violation.detail()));
      out.println(report.violations().isEmpty() ? "every chain is whole" : "NOT as it was written");
    }
    return report.violations().isEmpty() ? ExitCode.OK : ExitCode.NOT_CLEAN;
  }

  private PostgresConfig database() {
    var database = ClusterFile.read(cluster, System.getenv()).database();
    return new PostgresConfig(database.url(), database.user(), database.password());
  }
}
