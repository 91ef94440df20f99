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

  @Option(
      names = "--why",
      defaultValue = "",
      paramLabel = "ID",
      description = "why this order happened and what became of it, event by event")
  private String why;

  @Override
  JsonNode ask(Instance instance) {
    if (!why.isEmpty()) {
      var path = "/api/v1/orders/" + encoded(why) + "/why";
      return instance.get(account.isEmpty() ? path : path + "?account=" + encoded(account));
    }
    var query = "?limit=" + limit;
    if (!account.isEmpty()) {
      query += "&account=" + encoded(account);
    }
    return instance.get("/api/v1/orders" + query);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  void print(JsonNode answer, PrintWriter out) {
    if (!why.isEmpty()) {
      printHistory(answer, out);
      return;
    }
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

  private static void printHistory(JsonNode answer, PrintWriter out) {
    var table = new Table("TIME", "SEQUENCE", "EVENT", "BECAUSE OF", "DETAIL");
    answer.forEach(event -> table.add(event, "at", "sequence", "event", "cause", "detail"));
    table.print(out, "no events");
  }
}
