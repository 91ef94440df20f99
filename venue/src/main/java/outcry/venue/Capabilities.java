package outcry.venue;

import java.util.Set;
import outcry.model.OrderType;
import outcry.model.TimeInForce;

/**
 * What a venue's order entry can do and promises. What an order in doubt may become is decided from
 * this record alone.
 *
 * @param venue its name
 * @param postOnly knows post-only orders
 * @param amend can change an order in place
 * @param deduplication how it treats a client order id it has seen
 * @param honoursDeadline refuses an order that arrives after its deadline
 * @param processingBoundNanos no accepted order shows up later than this after its deadline
 * @param notFoundLagNanos how long "not found" may be said of an order that exists
 * @param reduceOnly knows orders that may only make a position smaller
 * @param iceberg knows orders that show only a part of their quantity
 */
public record Capabilities(
    String venue,
    Set<OrderType> orderTypes,
    Set<TimeInForce> timesInForce,
    boolean postOnly,
    boolean amend,
    Deduplication deduplication,
    boolean honoursDeadline,
    long processingBoundNanos,
    long notFoundLagNanos,
    boolean reduceOnly,
    boolean iceberg) {

  /** A venue that knows neither reduce-only nor iceberg orders. */
  public Capabilities(
      String venue,
      Set<OrderType> orderTypes,
      Set<TimeInForce> timesInForce,
      boolean postOnly,
      boolean amend,
      Deduplication deduplication,
      boolean honoursDeadline,
      long processingBoundNanos,
      long notFoundLagNanos) {
    this(
        venue,
        orderTypes,
        timesInForce,
        postOnly,
        amend,
        deduplication,
        honoursDeadline,
        processingBoundNanos,
        notFoundLagNanos,
        false,
        false);
  }

  /** What happens to a second order with the same client order id. */
  public enum Deduplication {
    NONE,
    /** Refused only while the first is open. */
    OPEN_ORDERS,
    /** Refused for ever. */
    FOR_EVER
  }
}
