package outcry.launcher.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** How many instances of a role there should be. */
@Command(
    name = "scale",
    mixinStandardHelpOptions = true,
    description =
        "how many instances of a role there should be over all nodes that have it; kept through"
            + " restarts")
public final class ScaleCommand extends RemoteCommand {

  @Parameters(
      index = "0",
      paramLabel = "ROLE",
      description = "market-data, order, strategy, position")
  private String role;

  @Parameters(index = "1", paramLabel = "N", description = "1 to 1000")
  private int instances;

  @Override
  JsonNode ask(Instance instance) {
    var body = JsonNodeFactory.instance.objectNode().put("role", role).put("instances", instances);
    return instance.send("POST", "/api/v1/cluster/scale", body.toString());
  }

  @Override
  void print(JsonNode answer, PrintWriter out) {
    out.println(
        answer.path("role").asText()
            + " should have "
            + answer.path("instances").asInt()
            + " instances; see: outcry cluster");
  }
}
