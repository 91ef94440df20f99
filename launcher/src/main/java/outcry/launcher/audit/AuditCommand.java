package outcry.launcher.audit;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The audit of what was journaled. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "whether the journal is as it was written",
    subcommands = VerifyCommand.class)
public final class AuditCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "which audit? verify");
  }
}
