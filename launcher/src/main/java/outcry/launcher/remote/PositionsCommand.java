package outcry.launcher.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** The positions of every account, each with its own result or error. */
@Command(
    name = "positions",
    mixinStandardHelpOptions = true,
    description = "positions, profit and loss and fees of every account")
public final class PositionsCommand extends RemoteCommand {

  @Override
  JsonNode ask(Instance instance) {
    return instance.get("/api/v1/positions");
  }

  @Override
  void print(JsonNode answer, PrintWriter out) {
    var positions =
        new Table("ACCOUNT", "SYMBOL", "QUANTITY", "AVERAGE", "MARK", "UNREALIZED", "REALIZED");
    var cash = new Table("ACCOUNT", "CURRENCY", "REALIZED", "UNREALIZED", "FEES");
    for (var account : answer) {
      var name = account.path("account").asText();
      if (account.has("error")) {
        var error = account.path("error");
        positions.addRow(
            name, error.path("code").asText(), error.path("detail").asText(), "", "", "", "");
      }
      for (var position : account.path("positions")) {
        positions.addRow(
            name,
            position.path("symbol").asText(),
            position.path("quantity").asText(),
            position.path("averagePrice").asText(),
            position.path("markPrice").asText(),
            position.path("unrealizedPnl").asText(),
            position.path("realizedPnl").asText());
      }
      for (var amount : account.path("cash")) {
        cash.addRow(
            name,
            amount.path("currency").asText(),
            amount.path("realizedPnl").asText(),
            amount.path("unrealizedPnl").asText(),
            amount.path("fees").asText());
      }
    }
    positions.print(out, "no positions");
    out.println();
    cash.print(out, "no profit, loss or fees yet");
  }
}
