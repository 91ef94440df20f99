package outcry.journal;

import outcry.model.TradingScope;
import outcry.model.TradingState;

/**
 * The last {@code TradingStateChanged} of a scope.
 *
 * @param key the account, strategy or symbol; empty for {@link TradingScope#GLOBAL}
 * @param changedAtNanos since the epoch, UTC
 */
public record TradingLatch(
    TradingScope scope, String key, TradingState state, String reason, long changedAtNanos) {

  /** Its five columns in order; the same on both databases. */
  static final String UPSERT =
      "INSERT INTO trading_latch (scope, key, state, reason, changed_at_nanos)"
          + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (scope, key) DO UPDATE SET"
          + " state = excluded.state, reason = excluded.reason,"
          + " changed_at_nanos = excluded.changed_at_nanos";
}
