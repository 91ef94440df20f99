package outcry.gateway.security;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import outcry.bus.InFlight;
import outcry.bus.Node;
import outcry.bus.RefusedException;
import outcry.journal.JournalException.AccessRefused;
import outcry.journal.KeyStore;
import outcry.journal.NewKey;
import outcry.model.RefusalCode;
import outcry.model.access.ApiKey;
import outcry.model.access.Scope;

/** Makes, lists and revokes keys. Event loop only. */
public final class KeyDesk {

  private static final Logger LOG = LoggerFactory.getLogger(KeyDesk.class);

  private final Node node;
  private final KeyStore store;
  private final LiveKeys live;
  private final EpochClock clock;

  KeyDesk(Node node, KeyStore store, LiveKeys live, EpochClock clock) {
    this.node = node;
    this.store = store;
    this.live = live;
    this.clock = clock;
  }

  /**
   * A new key, which may be used here once this completes, and everywhere a second later.
   *
   * @param accounts empty for all
   * @param days until it expires, 1 to {@link NewKey#DAYS_MAX}
   * @param by the name of whoever asks
   */
  public Future<NewKey> create(
      String name, Set<Scope> scopes, List<String> accounts, int days, String by) {
    var now = Instant.ofEpochMilli(clock.millis());
    var made = NewKey.of(name, scopes, accounts, Duration.ofDays(days), by, now);
    return stored("key", store.createKey(made.key())).compose(_ -> live.refresh()).map(_ -> made);
  }

  /** All there ever were, the newest first. */
  public Future<List<ApiKey>> all() {
    return stored("keys", store.keys());
  }

  /**
   * @return whether it could be used until now
   */
  public Future<Boolean> revoke(String id, String by) {
    return stored("key", store.revokeKey(id, by, clock.nanos()))
        .compose(revoked -> live.refresh().map(_ -> revoked));
  }

  /** Somebody has put it where others can read it. */
  void revokeLeaked(String id) {
    revoke(id, "gateway")
        .onSuccess(_ -> LOG.warn("key {} was in an address and is revoked", id))
        .onFailure(
            failure -> LOG.error("key {} was in an address and is NOT revoked", id, failure));
  }

  private <T> Future<T> stored(String place, CompletionStage<T> stage) {
    return stored(node, place, stage);
  }

  /** Back on this event loop, with refusals as such. */
  static <T> Future<T> stored(Node node, String place, CompletionStage<T> stage) {
    var promise = Promise.<T>promise();
    node.bus()
        .await(
            InFlight.Kind.JOURNAL,
            place,
            stage,
            (result, failure) -> {
              switch (failure) {
                case null -> promise.complete(result);
                case AccessRefused refused ->
                    promise.fail(
                        new RefusedException(RefusalCode.UNAUTHORISED, refused.getMessage()));
                default ->
                    promise.fail(
                        new RefusedException(
                            RefusalCode.JOURNAL_UNAVAILABLE, "the database does not answer"));
              }
            });
    return promise.future();
  }
}
