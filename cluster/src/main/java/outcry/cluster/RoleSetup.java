package outcry.cluster;

import outcry.model.cluster.RoleCount;

/**
 * A role that a node has.
 *
 * @param instances how many it runs unless the cluster was told how many there should be
 * @param factory makes the owners of the role's shards
 */
public record RoleSetup(int instances, ShardFactory factory) {

  public RoleSetup {
    if (instances < 0 || instances > RoleCount.INSTANCES_MAX) {
      throw new IllegalArgumentException(
          "instances must be 0 to " + RoleCount.INSTANCES_MAX + ", was " + instances);
    }
  }
}
