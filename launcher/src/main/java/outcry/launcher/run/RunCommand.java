package outcry.launcher.run;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import outcry.gateway.GatewayConfig;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import outcry.launcher.cluster.ClusterOptions;
import outcry.launcher.cluster.ClusterRun;
import outcry.launcher.cluster.NodeRoles;
import outcry.launcher.process.LogLines;
import outcry.launcher.setup.DataDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts a node: live on the simulated exchange, or on a recording. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Start every role in this process: the simulated exchange with its agents, or a recording.",
      "With --cluster: a node of a cluster, with the roles that are named. Ctrl-C stops cleanly."
    })
public final class RunCommand implements Callable<Integer> {

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description = "a Binance combined-stream recording, plain or gzip, instead of live data")
  private Path replay;

  @Option(
      names = "--speed",
      paramLabel = "max|N",
      converter = Speed.Converter.class,
      description = "replay N times the recording's own pace (default: max)")
  private Speed speed;

  @Option(
      names = "--loop",
      paramLabel = "N",
      description = "replay the recording N times as one long stream (default: 1)")
  private Integer loops;

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      description = {
        "a strategy to run, repeatable; NAME:parameter=value,... sets parameters;",
        "'none' for none (default: the three samples)"
      })
  private List<String> strategies = List.of();

  @Option(
      names = "--reconcile",
      paramLabel = "[ACCOUNT:]KIND=ACTION",
      description = "what is done when an account differs from its venue; repeatable")
  private List<String> reconcile = List.of();

  @Option(names = "--exit-at-end", description = "end when the recording does")
  private boolean exitAtEnd;

  @Option(
      names = "--torn-tail-allowed",
      description = {
        "replay a recording whose writer was killed up to where it is torn;",
        "our own are replayed so anyway"
      })
  private boolean tornTailAllowed;

  @Option(
      names = "--report",
      paramLabel = "FILE.json",
      description = "write the report of a replay there")
  private Path report;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "the database and recordings (default: data; a replay without it leaves nothing behind)")
  private Path dataDir;

  @Option(
      names = "--risk",
      paramLabel = "FILE.json",
      description = "limits and rule packs (default: those that are built in)")
  private Path risk;

  @Option(
      names = "--http-port",
      paramLabel = "N",
      description = {
        "the page's port on loopback, 0 for any (default: 8080; that of the file with --cluster)"
      })
  private Integer httpPort;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "what the exchange's agents follow from (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(names = "--record", description = "record the market data, to be replayed")
  private boolean record;

  @Option(
      names = "--cluster",
      paramLabel = "FILE.json",
      description = "be a node of the cluster that the file describes")
  private Path cluster;

  @Option(
      names = "--role",
      split = ",",
      paramLabel = "ROLE",
      description = {
        "what this node does: market-data, order, strategy, position, gateway, exchange, or all",
        "(default: all); several with commas"
      })
  private List<String> roles = List.of();

  @Option(
      names = "--instances",
      split = ",",
      paramLabel = "ROLE=N",
      description = "how many instances of a role this node runs (default: 1 each)")
  private List<String> instances = List.of();

  @Option(
      names = "--node",
      paramLabel = "NAME",
      description = "this node's name (default: OUTCRY_NODE, then the name of the host)")
  private String name;

  @Option(names = "--debug", description = "tighter checks, a trace of every hop in the log")
  private boolean debug;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    LogLines.requireFormat();
    checkFlags();
    var out = spec.commandLine().getOut();
    if (cluster != null) {
      return new ClusterRun(clusterOptions(), out).run();
    }
    ReconcileRules.of(reconcile, Accounts.PAPER);
    var options =
        new RunOptions(
            replay,
            speed == null ? new Speed(0) : speed,
            loops == null ? 1 : loops,
            strategies,
            reconcile,
            exitAtEnd,
            tornTailAllowed,
            report,
            dataDir,
            risk,
            httpPort == null ? GatewayConfig.PORT : httpPort,
            seed,
            record,
            debug);
    return replay == null ? new LiveRun(options, out).run() : new ReplayRun(options, out).run();
  }

  private void checkFlags() {
    require(
        httpPort == null || httpPort >= 0 && httpPort <= 65_535, "--http-port must be 0 to 65535");
    require(loops == null || loops >= 1, "--loop must be at least 1");
    require(replay != null || !exitAtEnd, "--exit-at-end needs --replay");
    require(replay != null || !tornTailAllowed, "--torn-tail-allowed needs --replay");
    require(replay != null || report == null, "--report needs --replay");
    require(replay != null || speed == null, "--speed needs --replay");
    require(replay != null || loops == null, "--loop needs --replay");
    require(replay == null || !record, "--record does not go with --replay");
    var ofNode = roles.equals(List.of("all")) ? List.<String>of() : roles;
    NodeRoles.of(roles, instances);
    require(
        cluster != null || ofNode.isEmpty() && instances.isEmpty() && name == null,
        "--role, --instances and --node are for a node of a cluster: name its file with --cluster");
  }

  private ClusterOptions clusterOptions() {
    require(replay == null && !record, "--replay and --record are for one process");
    require(strategies.isEmpty(), "--strategy is in the file of --cluster, the same on every node");
    require(risk == null, "--risk is in the file of --cluster, the same on every node");
    require(reconcile.isEmpty(), "--reconcile is for one process");
    return new ClusterOptions(
        cluster,
        NodeRoles.of(roles, instances),
        ClusterOptions.nodeName(name, System.getenv()),
        dataDir == null ? Path.of(DataDir.DEFAULT) : dataDir,
        httpPort,
        seed,
        debug,
        System.getenv());
  }

  private static void require(boolean good, String message) {
    if (!good) {
      throw new FatalException(ExitCode.USAGE, "USAGE", message);
    }
  }
}
