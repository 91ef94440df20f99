package outcry.model.query;

import java.util.List;

/**
 * Orders of one partition.
 *
 * @param sequence the journal sequence this answer stands at
 * @param fills how many fills the partition has seen in all
 * @param restrictions every scope that is not ACTIVE, e.g. {@code GLOBAL HALTED}
 * @param algorithms those that run first, then ended ones; each most recent first
 */
public record OrderList(
    int partition,
    long sequence,
    List<OrderView> orders,
    List<StatusCount> byStatus,
    long fills,
    List<String> restrictions,
    List<AlgorithmView> algorithms) {

  /** How many orders have a status, over all orders of the partition ever. */
  public record StatusCount(outcry.model.OrderStatus status, long orders) {}
}
