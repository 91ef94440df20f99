package outcry.venue.paper;

import outcry.venue.log.LoggedOrder;

/** A working order in the queue at its price. */
final class RestingOrder {

  /** Nothing is known of the queue at this price yet: it is longer than any trade. */
  static final long AHEAD_UNKNOWN = Long.MAX_VALUE;

  private final LoggedOrder logged;
  private long ahead = AHEAD_UNKNOWN;

  RestingOrder(LoggedOrder logged) {
    this.logged = logged;
  }

  LoggedOrder logged() {
    return logged;
  }

  long leaves() {
    return logged.quantity() - logged.filled();
  }

  /** Estimated quantity of others that fills before this order, quantity units. */
  long ahead() {
    return ahead;
  }

  /** No more than this can be ahead. */
  void boundAhead(long quantity) {
    ahead = Math.min(ahead, quantity);
  }

  /** Trades at the price took this much of the queue. */
  void advance(long quantity) {
    if (ahead != AHEAD_UNKNOWN) {
      ahead = Math.max(0, ahead - quantity);
    }
  }

  boolean is(String account, String clientOrderId) {
    var order = logged.order().orElseThrow();
    return order.clientOrderId().equals(clientOrderId) && order.account().equals(account);
  }
}
