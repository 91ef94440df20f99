package outcry.cluster;

import io.vertx.core.Deployable;
import outcry.bus.LeaseGuard;
import outcry.model.cluster.Shard;

/** Makes what owns a shard. */
@FunctionalInterface
public interface ShardFactory {

  /**
   * Called on the instance's event loop, on which it is then deployed; once it is undeployed it is
   * never deployed again.
   *
   * @param guard to be asked before it acts for the shard
   */
  Deployable create(Shard shard, LeaseGuard guard);
}
