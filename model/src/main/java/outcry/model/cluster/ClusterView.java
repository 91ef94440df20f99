package outcry.model.cluster;

import java.util.List;

/**
 * The cluster for people.
 *
 * @param atNanos since the epoch, UTC
 * @param nodes that are alive
 * @param desired instances of the roles somebody asked for
 */
public record ClusterView(
    long atNanos,
    List<NodeRow> nodes,
    List<RoleCount> desired,
    List<ShardLease> shards,
    List<ReaderLag> readers) {

  public ClusterView {
    nodes = List.copyOf(nodes);
    desired = List.copyOf(desired);
    shards = List.copyOf(shards);
    readers = List.copyOf(readers);
  }
}
