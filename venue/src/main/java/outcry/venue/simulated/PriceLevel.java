package outcry.venue.simulated;

import outcry.model.Side;

/** The queue of orders at one price, first come first. Pooled by its side. */
final class PriceLevel {
  final Side side;
  long price;
  long quantity;
  RestingOrder first;
  RestingOrder last;

  PriceLevel(Side side) {
    this.side = side;
  }

  void append(RestingOrder order) {
    order.level = this;
    order.ahead = last;
    order.behind = null;
    if (last == null) {
      first = order;
    } else {
      last.behind = order;
    }
    last = order;
    quantity += order.open;
  }

  /** Takes the order out, with what is open of it. */
  void remove(RestingOrder order) {
    var ahead = order.ahead;
    var behind = order.behind;
    if (ahead == null) {
      first = behind;
    } else {
      ahead.behind = behind;
    }
    if (behind == null) {
      last = ahead;
    } else {
      behind.ahead = ahead;
    }
    quantity -= order.open;
  }

  boolean isEmpty() {
    return first == null;
  }
}
