package outcry.model.cluster;

import java.util.Objects;

/**
 * How many instances of a role a node runs, or the cluster should.
 *
 * @param instances 0 or more
 */
public record RoleCount(Role role, int instances) {

  /** On one node, and in a whole cluster. */
  public static final int INSTANCES_MAX = 1_000;

  public RoleCount {
    Objects.requireNonNull(role);
    if (instances < 0 || instances > INSTANCES_MAX) {
      throw new IllegalArgumentException(
          "instances must be 0 to " + INSTANCES_MAX + ", was " + instances);
    }
  }
}
