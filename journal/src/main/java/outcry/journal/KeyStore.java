package outcry.journal;

import java.util.List;
import java.util.concurrent.CompletionStage;
import outcry.model.access.ApiKey;

/**
 * The keys of everybody who may call, without their secrets. Thread-safe; stages complete on
 * threads of the store, which the caller must leave at once. Every change is noted for the audit in
 * the same transaction.
 */
public interface KeyStore {

  /** Most keys that are neither revoked nor expired. */
  int LIVE_MAX = 1_000;

  /**
   * Adds one; durable when this completes.
   *
   * <p>Fails with {@link JournalException.AccessRefused} if there are too many, or one of its id.
   */
  CompletionStage<Void> createKey(ApiKey key);

  /** Those that are neither revoked nor expired, by id. */
  CompletionStage<List<ApiKey>> liveKeys(long nowNanos);

  /** All there ever were, the newest first; at most 10,000. */
  CompletionStage<List<ApiKey>> keys();

  /**
   * From now on it may not be used; durable when this completes.
   *
   * @param by the name of whoever asks
   * @return whether it could be used until now
   */
  CompletionStage<Boolean> revokeKey(String id, String by, long nowNanos);
}
