package outcry.model.query;

import java.util.List;

/**
 * Orders as they stand.
 *
 * @param sequence the journal sequence this answer stands at
 * @param orders in the order they were asked for; without those that left memory long ago
 */
public record OrderRows(int partition, long sequence, List<OrderView> orders) {

  public OrderRows {
    orders = List.copyOf(orders);
  }
}
