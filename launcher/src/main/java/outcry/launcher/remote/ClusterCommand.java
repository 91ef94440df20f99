package outcry.launcher.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** The cluster as a gateway sees it. */
@Command(
    name = "cluster",
    mixinStandardHelpOptions = true,
    description = "nodes, roles, instances, shards with owner and epoch, how far readers are")
public final class ClusterCommand extends RemoteCommand {

  @Override
  JsonNode ask(Instance instance) {
    return instance.get("/api/v1/cluster");
  }

  @Override
  void print(JsonNode answer, PrintWriter out) {
    answer
        .path("alarms")
        .forEach(
            alarm ->
                out.println(
                    "ALARM " + alarm.path("code").asText() + ": " + alarm.path("detail").asText()));
    var nodes = new Table("NODE", "STATE", "ROLES", "ADDRESS", "BUILD", "CONFIGURATION");
    for (var node : answer.path("nodes")) {
      nodes.addRow(
          node.path("node").asText(),
          node.path("state").asText(),
          roles(node.path("roles")),
          node.path("address").asText(),
          node.path("build").asText(),
          node.path("config").asText());
    }
    nodes.print(out, "no node is alive");
    out.println();
    var roles = new Table("ROLE", "RUNNING", "WANTED");
    answer.path("roles").forEach(role -> roles.add(role, "role", "running", "wanted"));
    roles.print(out, "no roles");
    out.println();
    var shards = new Table("SHARD", "KEY", "OWNER", "EPOCH");
    for (var shard : answer.path("shards")) {
      boolean isLive = shard.path("live").asBoolean();
      shards.addRow(
          shard.path("kind").asText(),
          shard.path("key").asText(),
          isLive ? shard.path("owner").asText() : "nobody",
          shard.path("epoch").asText());
    }
    shards.print(out, "nothing is owned");
    out.println();
    var readers = new Table("READER", "PARTITION", "APPLIED", "LAST", "BEHIND");
    answer
        .path("readers")
        .forEach(reader -> readers.add(reader, "reader", "partition", "applied", "last", "behind"));
    readers.print(out, "no readers");
  }

  private static String roles(JsonNode roles) {
    return roles.properties().stream()
        .map(role -> role.getKey() + " " + role.getValue().asInt())
        .collect(Collectors.joining(", "));
  }
}
