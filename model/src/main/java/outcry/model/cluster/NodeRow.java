package outcry.model.cluster;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What a node tells of itself with each heartbeat.
 *
 * @param node its name; the same after each start
 * @param process the name of this life of it: no other one ever has it
 * @param roles which it has, each once, with how many instances it runs now; sorted
 * @param address where the other nodes reach it, {@code host:port}; for people and alarms
 * @param buildHash of the code it runs
 * @param configHash of what all nodes must agree on
 * @param startedNanos since the epoch, UTC, by its own clock
 * @param reason why it is in that state; empty while it is active
 */
public record NodeRow(
    String node,
    String process,
    List<RoleCount> roles,
    String address,
    String buildHash,
    String configHash,
    long startedNanos,
    NodeState state,
    String reason) {

  public NodeRow {
    Objects.requireNonNull(address);
    Objects.requireNonNull(buildHash);
    Objects.requireNonNull(configHash);
    Objects.requireNonNull(state);
    Objects.requireNonNull(reason);
    if (node.isEmpty() || process.isEmpty()) {
      throw new IllegalArgumentException("a node needs a name");
    }
    roles = roles.stream().sorted(Comparator.comparing(RoleCount::role)).toList();
    if (roles.stream().map(RoleCount::role).distinct().count() < roles.size()) {
      throw new IllegalArgumentException("a role is named twice: " + roles);
    }
  }

  public boolean has(Role role) {
    return roles.stream().anyMatch(count -> count.role() == role);
  }

  /** How many instances of a role it runs; 0 if it has not got it. */
  public int instances(Role role) {
    return roles.stream()
        .filter(count -> count.role() == role)
        .mapToInt(RoleCount::instances)
        .findFirst()
        .orElse(0);
  }

  /** The same node with other instances; its roles stay. */
  public NodeRow with(List<RoleCount> instances) {
    return new NodeRow(
        node, process, instances, address, buildHash, configHash, startedNanos, state, reason);
  }

  /** The same node in another state. */
  public NodeRow with(NodeState next, String why) {
    return new NodeRow(
        node, process, roles, address, buildHash, configHash, startedNanos, next, why);
  }
}
