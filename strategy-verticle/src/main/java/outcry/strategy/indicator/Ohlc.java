package outcry.strategy.indicator;

/**
 * A finished bar as indicators see it: prices and volume as plain numbers, not units.
 *
 * @param openNanos start of the bar, nanoseconds since the epoch
 * @param closeNanos end of the bar, nanoseconds since the epoch
 */
public record Ohlc(
    double open,
    double high,
    double low,
    double close,
    double volume,
    long openNanos,
    long closeNanos) {}
