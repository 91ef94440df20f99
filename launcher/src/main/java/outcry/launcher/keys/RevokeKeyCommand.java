package outcry.launcher.keys;

import java.util.concurrent.Callable;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ends a key. */
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    description = "end a key for ever; every gateway knows within two seconds")
final class RevokeKeyCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "ID", description = "as keys list shows it")
  private String id;

  @Mixin private KeysOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (!id.matches("[a-z0-9]{1,36}")) {
      throw new FatalException(ExitCode.USAGE, "USAGE", "ID is as keys list shows it");
    }
    boolean revoked = options.with(keys -> keys.revoke(id));
    if (!revoked) {
      throw new FatalException(
          ExitCode.DATA, "UNKNOWN_KEY", "no key that is good has the id " + id);
    }
    spec.commandLine().getOut().println(id + " is revoked");
    return ExitCode.OK;
  }
}
