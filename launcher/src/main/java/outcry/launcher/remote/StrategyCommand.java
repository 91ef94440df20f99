package outcry.launcher.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import outcry.model.query.StrategyAction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Starts, stops, pauses or resumes a strategy at run time. */
@Command(
    name = "strategy",
    mixinStandardHelpOptions = true,
    description = "start, stop, pause or resume a strategy; nothing else is touched")
public final class StrategyCommand extends RemoteCommand {

  @Parameters(index = "0", description = "${COMPLETION-CANDIDATES}")
  private StrategyAction.Kind action;

  @Parameters(index = "1", description = "the strategy's name")
  private String name;

  @Override
  JsonNode ask(Instance instance) {
    return instance.send(
        "POST",
        "/api/v1/strategies/"
            + URLEncoder.encode(name, StandardCharsets.UTF_8)
            + "/"
            + action.name().toLowerCase(Locale.ROOT),
        "");
  }

  @Override
  void print(JsonNode answer, PrintWriter out) {
    var table = new Table("STRATEGY", "STATE", "REASON");
    answer.forEach(strategy -> table.add(strategy, "name", "state", "reason"));
    table.print(out, "no strategies");
  }
}
