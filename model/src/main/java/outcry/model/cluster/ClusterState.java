package outcry.model.cluster;

import java.util.List;

/**
 * The cluster as the database saw it at one moment.
 *
 * @param nodes whose heartbeat is fresh by the database's clock, by name and process
 * @param desired how many instances of a role there should be; roles nobody asked for are missing
 */
public record ClusterState(List<NodeRow> nodes, List<RoleCount> desired) {

  public ClusterState {
    nodes = List.copyOf(nodes);
    desired = List.copyOf(desired);
  }
}
