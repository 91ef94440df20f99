package outcry.model.query;

/**
 * A position as it stands, in units of its instrument; money in {@code 10^-8} quote currency.
 *
 * @param averagePrice price units; 0 when flat
 * @param markPrice what it is valued at; 0 where no mark is known, then unrealizedPnl is 0 too
 */
public record PositionView(
    String account,
    String symbol,
    long quantity,
    long averagePrice,
    long cost,
    long realizedPnl,
    long markPrice,
    long unrealizedPnl,
    String currency) {}
