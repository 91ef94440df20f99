package outcry.cluster.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import outcry.model.cluster.Instance;
import outcry.model.cluster.NodeRow;
import outcry.model.cluster.NodeState;
import outcry.model.cluster.Role;

/** What follows from the nodes that are alive. The same on every node that sees the same ones. */
public final class Members {

  /** Of two lives of one node the later is the node. */
  private static final Comparator<NodeRow> LATER =
      Comparator.comparingLong(NodeRow::startedNanos).thenComparing(NodeRow::process);

  private Members() {}

  /** One row for each name: after a quick restart the row of the life before may still be fresh. */
  public static List<NodeRow> current(Collection<NodeRow> alive) {
    var byName = new TreeMap<String, NodeRow>();
    alive.forEach(row -> byName.merge(row.node(), row, (a, b) -> LATER.compare(a, b) < 0 ? b : a));
    return List.copyOf(byName.values());
  }

  /** Whether a later life of the same node is alive: then this one has to end. */
  public static boolean isReplaced(NodeRow self, Collection<NodeRow> alive) {
    return alive.stream()
        .anyMatch(row -> row.node().equals(self.node()) && LATER.compare(self, row) < 0);
  }

  /** The instances of a role that may own shards. */
  public static List<Instance> instances(Collection<NodeRow> alive, Role role) {
    var instances = new ArrayList<Instance>();
    for (var row : current(alive)) {
      if (row.state() == NodeState.ACTIVE) {
        for (int i = 0; i < row.instances(role); i++) {
          instances.add(new Instance(row.node(), row.process(), role, i));
        }
      }
    }
    return instances;
  }

  /**
   * How many instances of a role a node should run so that all together run as many as are wanted:
   * the same on each, and one more on the first ones by name.
   *
   * @param wanted in the whole cluster
   * @return 0 for a node that has not got the role or may own nothing
   */
  public static int share(Collection<NodeRow> alive, Role role, int wanted, String node) {
    var hosts =
        current(alive).stream()
            .filter(row -> row.state() == NodeState.ACTIVE && row.has(role))
            .map(NodeRow::node)
            .toList();
    int place = hosts.indexOf(node);
    if (place < 0) {
      return 0;
    }
    return wanted / hosts.size() + (place < wanted % hosts.size() ? 1 : 0);
  }

  /**
   * Why a node may own nothing: its build or configuration is not that of the node which has been
   * there longest of those that may. Empty if it may.
   */
  public static Optional<String> refusal(NodeRow self, Collection<NodeRow> alive) {
    return current(alive).stream()
        .filter(row -> row.state() != NodeState.REFUSED && !row.node().equals(self.node()))
        .min(LATER)
        .filter(eldest -> self.state() == NodeState.REFUSED || LATER.compare(eldest, self) < 0)
        .flatMap(eldest -> difference(self, eldest));
  }

  private static Optional<String> difference(NodeRow self, NodeRow eldest) {
    boolean sameBuild = self.buildHash().equals(eldest.buildHash());
    boolean sameConfig = self.configHash().equals(eldest.configHash());
    if (sameBuild && sameConfig) {
      return Optional.empty();
    }
    var what = sameConfig ? "build" : sameBuild ? "configuration" : "build and configuration";
    return Optional.of("another " + what + " than the cluster's, which " + eldest.node() + " has");
  }
}
