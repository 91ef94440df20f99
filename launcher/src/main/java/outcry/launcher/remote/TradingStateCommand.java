package outcry.launcher.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import outcry.model.TradingScope;
import outcry.model.TradingState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The kill switch, and its release. */
@Command(
    name = "trading",
    mixinStandardHelpOptions = true,
    description =
        "set what may be traded: HALTED refuses every new order in the scope and cancels the open"
            + " ones")
public final class TradingStateCommand extends RemoteCommand {

  @Parameters(index = "0", description = "${COMPLETION-CANDIDATES}")
  private TradingState state;

  @Option(
      names = "--scope",
      defaultValue = "GLOBAL",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private TradingScope scope;

  @Option(
      names = "--key",
      defaultValue = "",
      description = "the account, strategy or symbol, unless the scope is GLOBAL")
  private String key;

  @Option(names = "--reason", defaultValue = "", description = "why, for the journal")
  private String reason;

  @Override
  JsonNode ask(Instance instance) {
    var body =
        JsonNodeFactory.instance
            .objectNode()
            .put("scope", scope.name())
            .put("state", state.name())
            .put("reason", reason);
    if (scope != TradingScope.GLOBAL) {
      body.put("key", key);
    }
    return instance.send("POST", "/api/v1/trading-state", body.toString());
  }

  @Override
  void print(JsonNode answer, PrintWriter out) {
    out.println(scope + (key.isEmpty() ? "" : " " + key) + " is now " + state);
  }
}
