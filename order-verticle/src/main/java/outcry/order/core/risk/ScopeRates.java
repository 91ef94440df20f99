package outcry.order.core.risk;

/** The order and message rate of one scope. */
final class ScopeRates {

  private final OrderRate orders;
  private final OrderRate messages;

  ScopeRates(ScopeLimits limits, boolean startEmpty, long nowNanos) {
    this(limits, 1, startEmpty, nowNanos);
  }

  /**
   * @param sharers how many have an equal part of each rate; 0 for none at all
   */
  ScopeRates(ScopeLimits limits, int sharers, boolean startEmpty, long nowNanos) {
    orders = new OrderRate(limits.orders(), sharers, startEmpty, nowNanos);
    messages = new OrderRate(limits.messages(), sharers, startEmpty, nowNanos);
  }

  OrderRate orders() {
    return orders;
  }

  OrderRate messages() {
    return messages;
  }
}
