package outcry.gateway.api;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import outcry.bus.Health;
import outcry.model.cluster.ClusterView;
import outcry.model.cluster.NodeState;
import outcry.model.cluster.ReaderLag;
import outcry.model.cluster.Role;

/** What is wrong with a cluster at a moment: a function of what is known of it. */
public final class ClusterAlarms {

  private static final int BEHIND_MAX = 10_000;

  /**
   * @param code stable
   */
  public record Alarm(String code, String detail) {}

  private ClusterAlarms() {}

  /**
   * @param parts of the health of the node that is asked
   */
  public static List<Alarm> of(ClusterView view, Map<String, Health.Status> parts) {
    var alarms = new ArrayList<Alarm>();
    for (var node : view.nodes()) {
      if (node.state() == NodeState.REFUSED) {
        alarms.add(new Alarm("NODE_REFUSED", node.node() + ": " + node.reason()));
      }
    }
    for (var role : EnumSet.allOf(Role.class)) {
      if (view.nodes().stream().noneMatch(node -> node.has(role))) {
        alarms.add(new Alarm("ROLE_MISSING", "no node has the role " + role.text()));
      }
    }
    for (var shard : view.shards()) {
      if (!shard.isLive()) {
        alarms.add(new Alarm("SHARD_UNOWNED", shard.shard() + " has no owner"));
      }
    }
    for (var reader : view.readers()) {
      if (reader.behind() > BEHIND_MAX) {
        alarms.add(new Alarm("READER_BEHIND", text(reader)));
      }
    }
    parts.forEach(
        (name, part) -> {
          if (!part.up()) {
            alarms.add(new Alarm("HEALTH", name + ": " + part.detail()));
          }
        });
    return alarms;
  }

  private static String text(ReaderLag reader) {
    return reader.reader()
        + " is "
        + reader.behind()
        + " events behind in partition "
        + reader.partition();
  }
}
