package outcry.bus.cluster;

import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Addresses at which nobody listened a moment ago. Forgotten when somebody begins to, and after a
 * second in any case, since that news may be lost. Thread-safe.
 */
final class Unheard {

  private static final long LASTS_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int SIZE_MAX = 100_000;

  private final Map<String, Long> askedAt = new ConcurrentHashMap<>();

  /**
   * @param nanos {@link System#nanoTime} when the cluster was asked
   */
  void add(String address, long nanos) {
    if (askedAt.size() >= SIZE_MAX) {
      askedAt.clear(); // a cache: what is gone is asked for again
    }
    askedAt.put(address, nanos);
  }

  boolean contains(String address) {
    var nanos = askedAt.get(address);
    return nanos != null && System.nanoTime() - nanos < LASTS_NANOS;
  }

  void clear() {
    askedAt.clear();
  }

  /** The same listener, whose news are heard here first. */
  RegistrationListener over(RegistrationListener listener) {
    return new RegistrationListener() {
      @Override
      public boolean wantsUpdatesFor(String address) {
        askedAt.remove(address);
        return listener.wantsUpdatesFor(address);
      }

      @Override
      public void registrationsUpdated(RegistrationUpdateEvent event) {
        listener.registrationsUpdated(event);
      }

      @Override
      public void registrationsLost() {
        clear();
        listener.registrationsLost();
      }
    };
  }
}
