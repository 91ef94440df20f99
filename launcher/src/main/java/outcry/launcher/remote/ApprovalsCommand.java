package outcry.launcher.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What waits for a second person. */
@Command(
    name = "approvals",
    mixinStandardHelpOptions = true,
    description = "what waits for a second person's approval; --approve does it")
public final class ApprovalsCommand extends RemoteCommand {

  private static final class Decision {
    @Option(names = "--approve", required = true, paramLabel = "ID", description = "allow it")
    private String approve;

    @Option(names = "--reject", required = true, paramLabel = "ID", description = "refuse it")
    private String reject;
  }

  @ArgGroup private Decision decision;

  @Override
  JsonNode ask(Instance instance) {
    if (decision == null) {
      return instance.get("/api/v1/approvals");
    }
    return decision.approve == null
        ? instance.send("POST", "/api/v1/approvals/" + decision.reject + "/reject", "")
        : instance.send("POST", "/api/v1/approvals/" + decision.approve + "/approve", "");
  }

  @Override
  void print(JsonNode answer, PrintWriter out) {
    var table = new Table("ID", "KIND", "REQUEST", "ASKED BY", "UNTIL", "STATE", "DECIDED BY");
    if (answer.isArray()) {
      answer.forEach(one -> add(table, one));
    } else {
      add(table, answer);
    }
    table.print(out, "nothing waits");
  }

  private static void add(Table table, JsonNode one) {
    table.add(one, "id", "kind", "request", "requestedBy", "expires", "state", "decidedBy");
  }
}
