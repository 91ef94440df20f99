package outcry.order.core.risk;

/** The order and message rate of one scope. */
final class ScopeRates {

  private final OrderRate orders;
  private final OrderRate messages;

  ScopeRates(ScopeLimits limits, boolean startEmpty, long nowNanos) {
    orders = new OrderRate(limits.orders(), startEmpty, nowNanos);
    messages = new OrderRate(limits.messages(), startEmpty, nowNanos);
  }

  OrderRate orders() {
    return orders;
  }

  OrderRate messages() {
    return messages;
  }
}
