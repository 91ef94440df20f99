package outcry.launcher.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import outcry.chaos.ChaosException;
import outcry.chaos.ChaosReport;
import outcry.chaos.ChaosRun;
import outcry.chaos.ChaosSetup;
import outcry.chaos.Fault;
import outcry.chaos.process.ChaosDatabase;
import outcry.chaos.process.GivenDatabase;
import outcry.chaos.process.OwnDatabase;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts a cluster on this machine, hurts it under load, and audits it. */
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    description = "start a cluster on this machine, hurt it under load, and audit what is left")
public final class ChaosCommand implements Callable<Integer> {

  private static final int MINUTES_MAX = 10_000;

  @Option(
      names = "--minutes",
      description = "how long faults are made; 0 for a few of them, each once")
  private Integer minutes;

  @Option(
      names = "--fault",
      split = ",",
      paramLabel = "FAULT",
      description = "instead of --minutes: these, one after the other: ${COMPLETION-CANDIDATES}")
  private List<Fault> faults = List.of();

  @Option(names = "--seed", description = "what is done follows from it (default: 1)")
  private long seed = 1;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "an empty PostgreSQL database to use, jdbc:postgresql://HOST/NAME?user=..., password in"
              + " PGPASSWORD; not hurt (default: a server of its own, from this machine's"
              + " binaries)")
  private String url;

  @Option(names = "--json", description = "print one line of JSON at the end and nothing else")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if ((minutes == null) == faults.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "say either --minutes or --fault");
    }
    if (minutes != null && (minutes < 0 || minutes > MINUTES_MAX)) {
      throw new ParameterException(
          spec.commandLine(), "--minutes must be 0 to " + MINUTES_MAX + ", was " + minutes);
    }
    var folder = folder();
    var err = spec.commandLine().getErr();
    err.println("logs in " + folder);
    long start = System.nanoTime();
    try (var database = database(folder)) {
      var run =
          new ChaosRun(
              ChaosSetup.standard(seed, Duration.ofMinutes(minutes == null ? 0 : minutes)),
              database,
              folder,
              line -> err.printf("%7.1f s  %s%n", (System.nanoTime() - start) / 1e9, line));
      var report = report(run);
      print(report);
      return report.isGood() ? ExitCode.OK : ExitCode.NOT_CLEAN;
    } catch (ChaosException e) {
      throw new FatalException(ExitCode.UNAVAILABLE, "CHAOS", e.getMessage());
    }
  }

  private ChaosReport report(ChaosRun run) throws InterruptedException {
    if (minutes == null) {
      return run.these(faults);
    }
    return minutes == 0 ? run.brief() : run.atRandom();
  }

  /** Others must be able to go through it: the database runs as somebody else. */
  private static Path folder() {
    try {
      return Files.createTempDirectory(
          "outcry-chaos",
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    } catch (IOException e) {
      throw new FatalException(ExitCode.UNAVAILABLE, "CHAOS", "no folder for logs: " + e);
    }
  }

  private ChaosDatabase database(Path folder) {
    if (url == null) {
      return OwnDatabase.create(folder.resolve("postgres"));
    }
    var user = System.getenv().getOrDefault("PGUSER", System.getProperty("user.name"));
    return new GivenDatabase(url, user, System.getenv().getOrDefault("PGPASSWORD", "none"));
  }

  private void print(ChaosReport report) {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(jsonLine(report));
    } else {
      table(out, report);
    }
  }

  private static String jsonLine(ChaosReport report) {
    var counts = report.counts();
    var node = new ObjectMapper().createObjectNode();
    node.put("faults", report.faults());
    node.put("orders", counts.orders());
    node.put("fills", counts.fills());
    node.put("lost", counts.lost());
    node.put("duplicated", counts.duplicated());
    node.put("unknown", counts.unknown());
    node.put("wrongPosition", counts.wrongPosition());
    node.put("ackedMissing", counts.ackedMissing());
    node.put("unauthorised", counts.unauthorised());
    node.put("failoverP99Ms", report.failoverP99Millis());
    return node.toString();
  }

  private static void table(PrintWriter out, ChaosReport report) {
    var counts = report.counts();
    out.printf("%-24s %,12d%n", "faults", report.faults());
    out.printf("%-24s %,12d%n", "orders", counts.orders());
    out.printf("%-24s %,12d%n", "fills", counts.fills());
    out.printf("%-24s %,12d%n", "lost", counts.lost());
    out.printf("%-24s %,12d%n", "duplicated", counts.duplicated());
    out.printf("%-24s %,12d%n", "unknown", counts.unknown());
    out.printf("%-24s %,12d%n", "wrong position", counts.wrongPosition());
    out.printf("%-24s %,12d%n", "acknowledged, missing", counts.ackedMissing());
    out.printf("%-24s %,12d%n", "unauthorised", counts.unauthorised());
    out.printf(
        "%-24s %,12d   of %d%n",
        "failover p99, ms", report.failoverP99Millis(), report.failoverMillis().size());
    report.refusals().forEach((code, times) -> out.printf("refused as %-13s %,12d%n", code, times));
    counts.findings().forEach(finding -> out.println("  " + finding));
    out.flush();
  }
}
