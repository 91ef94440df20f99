package outcry.model.cluster;

/**
 * One instance of a role on a node: one event loop.
 *
 * @param process the life of the node it belongs to
 * @param index 0 for the first of its role on the node
 */
public record Instance(String node, String process, Role role, int index) {

  /** The same after each start of the node, so that shards come back to where they were. */
  public String name() {
    return node + '/' + role.text() + '-' + index;
  }

  /**
   * Under which it holds leases. Another one after each start: an earlier life of the node may only
   * be standing still.
   */
  public String holder() {
    return process + '/' + role.text() + '-' + index;
  }
}
