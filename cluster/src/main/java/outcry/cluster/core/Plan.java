package outcry.cluster.core;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import outcry.model.cluster.Instance;
import outcry.model.cluster.NodeRow;
import outcry.model.cluster.Role;
import outcry.model.cluster.Shard;

/** Who should own what, by role; made anew only where the instances have changed. */
public final class Plan {

  private record Part(List<Instance> instances, Assignment assignment) {}

  private final Map<Role, Set<Shard>> shards = new EnumMap<>(Role.class);
  private final Map<Role, Part> parts = new EnumMap<>(Role.class);

  /**
   * @param shards of the whole cluster; the same on every node
   */
  public Plan(Collection<Shard> shards) {
    shards.forEach(
        shard -> this.shards.computeIfAbsent(shard.kind().role(), _ -> new TreeSet<>()).add(shard));
  }

  /** The nodes that are alive by now. */
  public void alive(Collection<NodeRow> rows) {
    shards.forEach(
        (role, ofRole) -> {
          var instances = Members.instances(rows, role);
          var part = parts.get(role);
          if (part == null || !part.instances.equals(instances)) {
            parts.put(role, new Part(instances, Assignment.of(ofRole, instances)));
          }
        });
  }

  /** What an instance should own. */
  public Set<Shard> wanted(Instance instance) {
    var part = parts.get(instance.role());
    return part == null ? Set.of() : part.assignment.of(instance);
  }

  /** Empty if nobody is there to own it. */
  public Optional<Instance> ownerOf(Shard shard) {
    var part = parts.get(shard.kind().role());
    return part == null ? Optional.empty() : part.assignment.ownerOf(shard);
  }

  /** The instances of a role that may own shards now. */
  public List<Instance> instances(Role role) {
    var part = parts.get(role);
    return part == null ? List.of() : part.instances;
  }
}
