package outcry.launcher.keys;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.concurrent.Callable;
import outcry.launcher.ExitCode;
import outcry.launcher.remote.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists keys without their secrets. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "all keys there ever were, without their secrets, the newest first")
final class ListKeysCommand implements Callable<Integer> {

  @Mixin private KeysOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var rows = options.with(Keyring::list);
    var out = spec.commandLine().getOut();
    if (options.json()) {
      out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(rows));
      return ExitCode.OK;
    }
    var table = new Table("ID", "NAME", "SCOPES", "ACCOUNTS", "EXPIRES", "STATE");
    for (var row : rows) {
      table.addRow(
          row.id(),
          row.name(),
          row.scopes(),
          row.accounts().isEmpty() ? "all" : row.accounts(),
          row.expires(),
          row.state());
    }
    table.print(out, "no keys");
    return ExitCode.OK;
  }
}
