package outcry.model.query;

/**
 * What an account gained and paid in one currency, {@code 10^-8}.
 *
 * @param fees paid in all; rebates make it smaller
 */
public record CashView(
    String account, String currency, long realizedPnl, long unrealizedPnl, long fees) {}
