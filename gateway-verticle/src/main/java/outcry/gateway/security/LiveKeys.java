package outcry.gateway.security;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import outcry.bus.InFlight;
import outcry.bus.Node;
import outcry.journal.KeyStore;
import outcry.model.access.ApiKey;

/**
 * The keys that may be used, read from the store every second: nobody can make it ask by trying
 * names, and a key that is revoked anywhere is unknown here a second later. Event loop only.
 */
final class LiveKeys {

  private static final Logger LOG = LoggerFactory.getLogger(LiveKeys.class);
  private static final long PERIOD_MS = 1_000;
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Node node;
  private final KeyStore store;
  private final EpochClock clock;
  private Map<String, ApiKey> keys = Map.of();
  private long readNanos;
  private Promise<Void> reading;
  private boolean away;
  private long timer = -1;

  LiveKeys(Node node, KeyStore store, EpochClock clock) {
    this.node = node;
    this.store = store;
    this.clock = clock;
  }

  /** Ready when they were read once. */
  Future<Void> start() {
    timer = node.vertx().setPeriodic(PERIOD_MS, _ -> poll());
    return refresh();
  }

  void stop() {
    node.vertx().cancelTimer(timer);
  }

  private void poll() {
    if (reading == null) {
      read().onFailure(this::failed);
    }
  }

  /** Completes when what was stored before this call is known. */
  Future<Void> refresh() {
    if (reading == null) {
      return read();
    }
    return reading.future().transform(_ -> reading == null ? read() : reading.future());
  }

  private Future<Void> read() {
    var promise = Promise.<Void>promise();
    reading = promise;
    long askedNanos = System.nanoTime();
    node.bus()
        .await(
            InFlight.Kind.JOURNAL,
            "keys",
            store.liveKeys(clock.nanos()),
            (found, failure) -> {
              reading = null;
              if (failure == null) {
                took(found, askedNanos);
                promise.complete();
              } else {
                promise.fail(failure);
              }
            });
    return promise.future();
  }

  private void took(Iterable<ApiKey> found, long askedNanos) {
    var byId = new LinkedHashMap<String, ApiKey>();
    found.forEach(key -> byId.put(key.id(), key));
    keys = byId;
    readNanos = askedNanos;
    if (away) {
      LOG.info("the keys can be read again");
      away = false;
    }
  }

  private void failed(Throwable failure) {
    if (!away) {
      LOG.warn("the keys cannot be read: {}", failure.getMessage());
      away = true;
    }
  }

  /** Empty also if it has expired since. */
  Optional<ApiKey> find(String id) {
    return Optional.ofNullable(keys.get(id)).filter(key -> key.isLive(clock.nanos()));
  }

  /** Whether a key that was revoked five seconds ago would be unknown here. */
  boolean isFresh() {
    return System.nanoTime() - readNanos < FRESH_NANOS;
  }
}
