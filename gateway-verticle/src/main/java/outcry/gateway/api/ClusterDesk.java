package outcry.gateway.api;

import io.vertx.core.Future;
import outcry.model.cluster.ClusterView;
import outcry.model.cluster.Role;

/** What the gateway asks of its cluster. Called on the gateway's event loop. */
public interface ClusterDesk {

  /** As the database saw it at most a second ago. */
  Future<ClusterView> view();

  /**
   * How many instances of a role there should be from now on, over all nodes that have it; kept
   * through restarts. The nodes follow by themselves.
   */
  Future<Void> scale(Role role, int instances);
}
