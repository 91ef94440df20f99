package outcry.model.cluster;

/** Whether a node may own shards. */
public enum NodeState {
  /** It may. */
  ACTIVE,
  /** It gives away what it owns, and then leaves. */
  LEAVING,
  /** Its build or configuration is not that of the cluster: it watches and says why. */
  REFUSED
}
