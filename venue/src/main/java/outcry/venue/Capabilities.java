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
 * @param snapshots what it tells of a whole account
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
    boolean iceberg,
    Snapshots snapshots) {

  /** A venue that tells of single orders only. */
  public Capabilities(
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
        reduceOnly,
        iceberg,
        Snapshots.NONE);
  }

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

  /** The same venue, with another promise about snapshots. */
  public Capabilities with(Snapshots promised) {
    return new Capabilities(
        venue,
        orderTypes,
        timesInForce,
        postOnly,
        amend,
        deduplication,
        honoursDeadline,
        processingBoundNanos,
        notFoundLagNanos,
        reduceOnly,
        iceberg,
        promised);
  }

  /**
   * What the snapshots of an account are worth ({@link OrderEntry#snapshot}).
   *
   * @param isAvailable whether there are any
   * @param isConsistent whether all parts of one are of one moment
   * @param lagNanos what happened this long before a snapshot is in it; later things may be missing
   */
  public record Snapshots(boolean isAvailable, boolean isConsistent, long lagNanos) {

    public static final Snapshots NONE = new Snapshots(false, false, 0);

    /** All of one moment, that of the answer. */
    public static final Snapshots EXACT = new Snapshots(true, true, 0);

    public Snapshots {
      if (lagNanos < 0) {
        throw new IllegalArgumentException("lagNanos must not be negative, was " + lagNanos);
      }
    }
  }
}
