package outcry.bus.cluster;

import com.hazelcast.config.Config;
import io.vertx.core.Completable;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import outcry.bus.QuietRegistrations;

/** Who listens to what on which node, as Hazelcast tells it, with what that lacks. */
final class Registry extends HazelcastClusterManager implements QuietRegistrations {

  private final ThreadLocal<Boolean> quiet = ThreadLocal.withInitial(() -> false);

  Registry(Config config) {
    super(config);
  }

  @Override
  public void register(Runnable registration) {
    quiet.set(true);
    try {
      registration.run();
    } finally {
      quiet.remove();
    }
  }

  @Override
  public void addRegistration(String address, RegistrationInfo info, Completable<Void> registered) {
    if (quiet.get()) {
      registered.succeed();
      return;
    }
    super.addRegistration(address, info, registered);
  }
}
