package outcry.model.query;

import outcry.model.OrderStatus;
import outcry.model.Side;

/**
 * An algorithm as it stands. Quantities and prices in units of its instrument, times in nanoseconds
 * since the epoch, UTC.
 *
 * @param kind TWAP, VWAP, POV or ICEBERG
 * @param price limit of its children; 0 if they are market orders
 * @param filled by its children
 * @param open what may still fill of them, at worst
 * @param children how many there were
 * @param status WORKING, and then FILLED or CANCELED
 * @param reason why it ended; empty while it runs
 */
public record AlgorithmView(
    String account,
    String algorithmId,
    String strategy,
    String symbol,
    Side side,
    String kind,
    long quantity,
    long price,
    long filled,
    long open,
    int children,
    OrderStatus status,
    String reason,
    long startNanos,
    long endNanos) {}
