package outcry.launcher.keys;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Keys of people and programs. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = "make, list and revoke the keys that requests are made with",
    subcommands = {CreateKeyCommand.class, ListKeysCommand.class, RevokeKeyCommand.class})
public final class KeysCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
