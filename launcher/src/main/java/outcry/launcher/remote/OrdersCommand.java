package outcry.launcher.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The orders, most recent first. */
@Command(
    name = "orders",
    mixinStandardHelpOptions = true,
    description = "orders, most recent first")
public final class OrdersCommand extends RemoteCommand {

  @Option(names = "--account", defaultValue = "", description = "only of this account")
  private String account;

  @Option(
      names = "--limit",
      defaultValue = "50",
      description = "at most so many, up to 10000 (default: ${DEFAULT-VALUE})")
  private int limit;

  @Override
  JsonNode ask(Instance instance) {
    var query = "?limit=" + limit;
    if (!account.isEmpty()) {
      query += "&account=" + URLEncoder.encode(account, StandardCharsets.UTF_8);
    }
    return instance.get("/api/v1/orders" + query);
  }

  @Override
  void print(JsonNode answer, PrintWriter out) {
    var table =
        new Table(
            "CREATED",
            "ACCOUNT",
            "ID",
            "SYMBOL",
            "SIDE",
            "TYPE",
            "QUANTITY",
            "FILLED",
            "PRICE",
            "STATUS",
            "REASON");
    answer.forEach(
        order ->
            table.add(
                order,
                "created",
                "account",
                "clientOrderId",
                "symbol",
                "side",
                "type",
                "quantity",
                "filled",
                "price",
                "status",
                "reason"));
    table.print(out, "no orders");
  }
}
