package outcry.launcher.keys;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import outcry.journal.NewKey;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import outcry.launcher.access.PrivateFile;
import outcry.model.access.ApiKey;
import outcry.model.access.Scope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a key. */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    description = "make a key; it is printed once, or written to a file that only you read")
final class CreateKeyCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NAME", description = "who uses it: one person or program")
  private String name;

  @Option(
      names = "--scope",
      split = ",",
      defaultValue = "VIEW",
      paramLabel = "SCOPE",
      description = "${COMPLETION-CANDIDATES}; several with commas (default: ${DEFAULT-VALUE})")
  private List<Scope> scopes;

  @Option(
      names = "--account",
      split = ",",
      paramLabel = "ACCOUNT",
      description = "only these; several with commas (default: all)")
  private List<String> accounts = List.of();

  @Option(
      names = "--days",
      defaultValue = "90",
      paramLabel = "N",
      description = "until it expires, 1 to 366 (default: ${DEFAULT-VALUE})")
  private int days;

  @Option(names = "--out", paramLabel = "FILE", description = "write it there instead")
  private Path file;

  @Mixin private KeysOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (days < 1 || days > NewKey.DAYS_MAX) {
      throw new FatalException(
          ExitCode.USAGE, "USAGE", "--days must be 1 to " + NewKey.DAYS_MAX + ", was " + days);
    }
    if (!ApiKey.NAME.matcher(name).matches()) {
      throw new FatalException(ExitCode.USAGE, "USAGE", "NAME must match " + ApiKey.NAME);
    }
    var credential =
        options.with(keys -> keys.create(name, EnumSet.copyOf(scopes), accounts, days));
    var out = spec.commandLine().getOut();
    if (file == null) {
      out.println(credential);
    } else {
      new PrivateFile(file).write(credential);
      out.println("the key of " + name + " is in " + file);
    }
    return ExitCode.OK;
  }
}
