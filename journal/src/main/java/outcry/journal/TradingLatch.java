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
    TradingScope scope, String key, TradingState state, String reason, long changedAtNanos) {}
