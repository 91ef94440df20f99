package outcry.launcher;

import java.io.PrintWriter;
import outcry.launcher.audit.AuditCommand;
import outcry.launcher.certificates.CertificatesCommand;
import outcry.launcher.chaos.ChaosCommand;
import outcry.launcher.doctor.DoctorCommand;
import outcry.launcher.keys.KeysCommand;
import outcry.launcher.remote.ApprovalsCommand;
import outcry.launcher.remote.ClusterCommand;
import outcry.launcher.remote.OrdersCommand;
import outcry.launcher.remote.PositionsCommand;
import outcry.launcher.remote.ReconcileCommand;
import outcry.launcher.remote.ScaleCommand;
import outcry.launcher.remote.StatusCommand;
import outcry.launcher.remote.StrategyCommand;
import outcry.launcher.remote.TasksCommand;
import outcry.launcher.remote.TradingStateCommand;
import outcry.launcher.run.RunCommand;
import outcry.launcher.simulate.SimulateCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line. */
@Command(
    name = "outcry",
    version = "outcry 0.1.0",
    mixinStandardHelpOptions = true,
    description = "An event-bus trading cluster. Start with: outcry run",
    subcommands = {
      RunCommand.class,
      StatusCommand.class,
      OrdersCommand.class,
      PositionsCommand.class,
      TasksCommand.class,
      StrategyCommand.class,
      TradingStateCommand.class,
      ReconcileCommand.class,
      ClusterCommand.class,
      ScaleCommand.class,
      KeysCommand.class,
      ApprovalsCommand.class,
      AuditCommand.class,
      SimulateCommand.class,
      ChaosCommand.class,
      CertificatesCommand.class,
      DoctorCommand.class
    })
public final class Main implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private Main() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line, for {@code main} and its tests. */
  public static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Main::usage)
        .setExecutionExceptionHandler(Main::failed);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int usage(ParameterException problem, String[] args) {
    var commandLine = problem.getCommandLine();
    commandLine
        .getErr()
        .println(
            "outcry: USAGE: "
                + oneLine(problem.getMessage())
                + "; see "
                + commandLine.getCommandSpec().qualifiedName()
                + " --help");
    return ExitCode.USAGE;
  }

  private static int failed(
      Exception problem, CommandLine commandLine, CommandLine.ParseResult parsed) {
    var err = commandLine.getErr();
    if (problem instanceof FatalException fatal) {
      err.println("outcry: " + fatal.code() + ": " + oneLine(fatal.getMessage()));
      return fatal.exitCode();
    }
    err.println("outcry: INTERNAL: " + problem + " (a defect; please report it with this stack)");
    problem.printStackTrace(new PrintWriter(err, true));
    return ExitCode.SOFTWARE;
  }

  private static String oneLine(String message) {
    return message == null ? "" : message.replaceAll("\\s*\\R\\s*", "; ");
  }
}
