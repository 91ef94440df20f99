package outcry.gateway.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Set;
import outcry.bus.RefusedException;
import outcry.model.RefusalCode;
import outcry.model.cluster.ClusterView;
import outcry.model.cluster.NodeRow;
import outcry.model.cluster.Role;
import outcry.model.cluster.RoleCount;

/** The cluster, as JSON. */
public final class ClusterJson {

  private static final Set<String> SCALE_FIELDS = Set.of("role", "instances");

  private ClusterJson() {}

  /**
   * @throws RefusedException naming the field
   */
  static RoleCount scale(Buffer body) {
    var json = StrictJson.object(body, SCALE_FIELDS);
    var written = json.text("role");
    var role =
        Role.of(written)
            .orElseThrow(
                () ->
                    new RefusedException(RefusalCode.ENUM, "role must be one of " + Role.known()));
    if (role == Role.GATEWAY || role == Role.EXCHANGE) {
      throw new RefusedException(
          RefusalCode.FIELD_COMBINATION,
          role.text() + " is there once for each node that has the role");
    }
    int instances = json.count("instances");
    if (instances < 1 || instances > RoleCount.INSTANCES_MAX) {
      throw new RefusedException(
          RefusalCode.FIELD_COMBINATION,
          "instances must be 1 to " + RoleCount.INSTANCES_MAX + ", was " + instances);
    }
    return new RoleCount(role, instances);
  }

  static ObjectNode scaled(RoleCount count) {
    return ViewJson.object().put("role", count.role().text()).put("instances", count.instances());
  }

  public static ObjectNode view(ClusterView view, List<ClusterAlarms.Alarm> alarms) {
    var json = ViewJson.object().put("time", ViewJson.time(view.atNanos()));
    json.set("alarms", alarms(alarms));
    json.set("nodes", nodes(view));
    json.set("roles", roles(view));
    json.set("shards", shards(view));
    json.set("readers", readers(view));
    return json;
  }

  private static ArrayNode alarms(List<ClusterAlarms.Alarm> alarms) {
    var array = ViewJson.array();
    alarms.forEach(
        alarm ->
            array.add(ViewJson.object().put("code", alarm.code()).put("detail", alarm.detail())));
    return array;
  }

  private static ArrayNode nodes(ClusterView view) {
    var array = ViewJson.array();
    for (var node : view.nodes()) {
      var one =
          ViewJson.object()
              .put("node", node.node())
              .put("process", node.process())
              .put("state", node.state().name())
              .put("reason", node.reason())
              .put("address", node.address())
              .put("build", node.buildHash())
              .put("config", node.configHash())
              .put("started", ViewJson.time(node.startedNanos()));
      var roles = one.putObject("roles");
      node.roles().forEach(count -> roles.put(count.role().text(), count.instances()));
      array.add(one);
    }
    return array;
  }

  /** Nobody may have asked for a number: then {@code wanted} is missing. */
  private static ArrayNode roles(ClusterView view) {
    var array = ViewJson.array();
    for (var role : Role.values()) {
      var one = ViewJson.object().put("role", role.text());
      one.put("running", view.nodes().stream().mapToInt(node -> node.instances(role)).sum());
      view.desired().stream()
          .filter(count -> count.role() == role)
          .findFirst()
          .ifPresent(count -> one.put("wanted", count.instances()));
      array.add(one);
    }
    return array;
  }

  private static ArrayNode shards(ClusterView view) {
    var array = ViewJson.array();
    for (var lease : view.shards()) {
      array.add(
          ViewJson.object()
              .put("kind", lease.shard().kind().role().text())
              .put("key", lease.shard().key())
              .put("owner", owner(lease.holder(), view.nodes()))
              .put("holder", lease.holder())
              .put("epoch", lease.epoch())
              .put("live", lease.isLive()));
    }
    return array;
  }

  /** With the name of the node instead of that of its process, if it is alive. */
  private static String owner(String holder, List<NodeRow> nodes) {
    for (var node : nodes) {
      if (holder.startsWith(node.process() + '/')) {
        return node.node() + holder.substring(node.process().length());
      }
    }
    return holder;
  }

  private static ArrayNode readers(ClusterView view) {
    var array = ViewJson.array();
    for (var reader : view.readers()) {
      array.add(
          ViewJson.object()
              .put("reader", reader.reader())
              .put("partition", reader.partition())
              .put("applied", reader.applied())
              .put("last", reader.last())
              .put("behind", reader.behind()));
    }
    return array;
  }
}
