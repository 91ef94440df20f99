package outcry.model.query;

/**
 * Which orders of a list are wanted, and where in it to go on: it is ordered by when they were
 * made, the most recent first, then by order id and partition.
 *
 * @param symbol only of this instrument; empty for all
 * @param strategy only of this one; empty for all
 * @param phase which of them, by how far they have come
 * @param beforeNanos only those made before that, or then with a lower key
 * @param beforeOrderId key of the last of the page before
 * @param beforePartition key of the last of the page before
 */
public record OrderPage(
    String symbol,
    String strategy,
    Phase phase,
    long beforeNanos,
    long beforeOrderId,
    int beforePartition) {

  /** No page of a list: those that are open, then those that ended last. */
  public static final OrderPage OPEN_FIRST =
      new OrderPage("", "", Phase.ANY, Long.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE);

  /** The first page. */
  public static OrderPage first(String symbol, String strategy, Phase phase) {
    return new OrderPage(symbol, strategy, phase, Long.MAX_VALUE - 1, 0, 0);
  }

  /** How far an order has come. */
  public enum Phase {
    ANY,
    OPEN,
    ENDED
  }

  /**
   * @param partition of the order
   */
  public boolean takes(OrderView order, int partition) {
    boolean phased =
        switch (phase) {
          case ANY -> true;
          case OPEN -> !order.status().isTerminal();
          case ENDED -> order.status().isTerminal();
        };
    return phased
        && (symbol.isEmpty() || symbol.equals(order.symbol()))
        && (strategy.isEmpty() || strategy.equals(order.strategy()))
        && isAfter(order.createdNanos(), order.orderId(), partition);
  }

  private boolean isAfter(long nanos, long orderId, int partition) {
    if (nanos != beforeNanos) {
      return nanos < beforeNanos;
    }
    return orderId == beforeOrderId ? partition < beforePartition : orderId < beforeOrderId;
  }
}
