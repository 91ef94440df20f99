package outcry.model.query;

import java.util.List;

/**
 * Asks for orders by number, as they stand.
 *
 * @param orderIds at most {@link #MOST}
 */
public record OrdersWanted(List<Long> orderIds) {

  public static final int MOST = 10_000;

  public OrdersWanted {
    orderIds = List.copyOf(orderIds);
  }
}
