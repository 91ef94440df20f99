package outcry.launcher.cluster;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import outcry.launcher.ExitCode;
import outcry.launcher.config.Cluster;
import outcry.launcher.config.ClusterFile;
import outcry.launcher.config.Risk;
import outcry.launcher.config.RiskFile;
import outcry.launcher.process.LogLines;
import outcry.launcher.process.StopAskedException;
import outcry.launcher.process.Stopping;
import outcry.launcher.process.Waiting;
import outcry.launcher.setup.SimulatedMarkets;
import outcry.launcher.setup.Strategies;
import outcry.model.Instruments;
import outcry.strategy.Placement;
import outcry.strategy.StrategyCatalog;

/** Runs a node of a cluster until somebody stops it. */
public final class ClusterRun {

  /** Handing over takes a statement and a doorbell a shard; venues may have to answer first. */
  private static final Duration STOP_MAX = Duration.ofSeconds(14);

  private final ClusterOptions options;
  private final PrintWriter out;

  public ClusterRun(ClusterOptions options, PrintWriter out) {
    this.options = options;
    this.out = out;
  }

  /** Returns the exit code. */
  public int run() {
    var stopping = new Stopping(out, STOP_MAX);
    int exitCode = ExitCode.SOFTWARE;
    try {
      exitCode = run(stopping);
    } finally {
      stopping.done(exitCode);
    }
    return exitCode;
  }

  private int run(Stopping stopping) {
    LogLines.tellNode(options.node());
    var blueprint = blueprint(ClusterFile.read(options.file(), options.environment()));
    var house = new ClusterHouse(blueprint, options, new Waiting(stopping.asked()), STOP_MAX);
    int exitCode = ExitCode.OK;
    try {
      house.start(stopping::watch);
      out.println("Outcry is running: " + house.url() + "/");
      out.println(
          "node "
              + options.node()
              + " of "
              + blueprint.cluster().name()
              + ", "
              + options.roles()
              + "; Ctrl-C stops");
      out.flush();
      exitCode = house.awaitEnd(stopping.asked(), out);
    } catch (StopAskedException e) {
      out.println(e.getMessage());
    } catch (RuntimeException e) {
      house.stop();
      throw e;
    }
    long start = System.nanoTime();
    var left = house.stop();
    out.printf("stopped in %d ms, %s%n", (System.nanoTime() - start) / 1_000_000, left);
    return exitCode == ExitCode.OK && !left.isClean() ? ExitCode.NOT_CLEAN : exitCode;
  }

  private static Blueprint blueprint(Cluster cluster) {
    var instruments = SimulatedMarkets.instruments();
    var written = cluster.strategies().isEmpty() ? List.of("none") : cluster.strategies();
    var strategies =
        Strategies.read(
            written,
            StrategyCatalog.installed(),
            instruments,
            cluster.accounts(),
            Placement.ISOLATED);
    var risk = risk(cluster, instruments);
    return new Blueprint(
        cluster,
        instruments,
        strategies,
        risk,
        Identity.of(
            System.getProperty("java.class.path"), cluster, risk.rules().text(), instruments));
  }

  private static Risk risk(Cluster cluster, Instruments instruments) {
    return cluster
        .risk()
        .map(file -> RiskFile.read(file, cluster.accounts(), instruments))
        .orElseGet(() -> Risk.builtIn(cluster.accounts()));
  }
}
