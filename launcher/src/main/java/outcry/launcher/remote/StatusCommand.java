package outcry.launcher.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** How the instance is. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "health, feeds, strategies, orders by state and latencies")
public final class StatusCommand extends RemoteCommand {

  @Override
  JsonNode ask(Instance instance) {
    return instance.get("/api/v1/status");
  }

  @Override
  void print(JsonNode answer, PrintWriter out) {
    out.println(
        (answer.path("ready").asBoolean() ? "ready" : "NOT READY")
            + ", up "
            + answer.path("upSeconds").asLong()
            + " s, "
            + answer.path("fills").asLong()
            + " fills");
    answer
        .path("unanswered")
        .properties()
        .forEach(
            one -> out.println("not answered: " + one.getKey() + ": " + one.getValue().asText()));
    answer.path("restrictions").forEach(one -> out.println("restricted: " + one.asText()));
    answer.path("reconciled").forEach(one -> printReconciled(one, out));
    printFields("health", answer.path("health"), out);
    printFields("orders", answer.path("ordersByState"), out);
    printFields("in flight", answer.path("inFlight"), out);
    out.println();
    var market = new Table("SYMBOL", "BID", "ASK", "LAST", "FEED", "QUOTES", "TRADES");
    answer
        .path("market")
        .forEach(
            top -> market.add(top, "symbol", "bid", "ask", "last", "health", "quotes", "trades"));
    market.print(out, "no market data");
    out.println();
    var strategies = new Table("STRATEGY", "ACCOUNT", "SYMBOL", "STATE", "ORDERS", "REASON");
    answer
        .path("strategies")
        .forEach(
            strategy ->
                strategies.add(strategy, "name", "account", "symbol", "state", "orders", "reason"));
    strategies.print(out, "no strategies");
    out.println();
    var latency = new Table("HOP", "P50 us", "P99 us", "COUNT");
    answer
        .path("latencyMicros")
        .properties()
        .forEach(
            hop ->
                latency.addRow(
                    hop.getKey(),
                    hop.getValue().path("p50").asText(),
                    hop.getValue().path("p99").asText(),
                    hop.getValue().path("count").asText()));
    latency.print(out, "nothing measured");
  }

  /** Nothing to say of an account that is right. */
  private static void printReconciled(JsonNode account, PrintWriter out) {
    int differences = account.path("differences").asInt();
    if (!account.path("current").asBoolean() || differences > 0) {
      out.println(
          "not reconciled: "
              + account.path("account").asText()
              + " at "
              + account.path("venue").asText()
              + ", "
              + differences
              + " differences"
              + (account.path("current").asBoolean() ? "" : ", no new risk"));
    }
  }

  private static void printFields(String title, JsonNode node, PrintWriter out) {
    var text = new StringBuilder();
    node.properties()
        .forEach(
            field ->
                text.append(text.isEmpty() ? "" : ", ")
                    .append(field.getKey())
                    .append(' ')
                    .append(field.getValue().asText()));
    out.println(title + ": " + (text.isEmpty() ? "none" : text));
  }
}
