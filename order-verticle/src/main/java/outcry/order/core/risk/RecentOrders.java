package outcry.order.core.risk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderType;
import outcry.model.Side;

/** The orders that an account took within a window, to tell one that is asked for twice. */
final class RecentOrders {

  private record Content(
      String strategy, String symbol, Side side, OrderType type, long quantity, long price) {

    static Content of(SubmitOrder order) {
      return new Content(
          order.strategy(),
          order.symbol(),
          order.side(),
          order.type(),
          order.quantity(),
          order.price());
    }
  }

  private record Taken(Content content, long nanos) {}

  /** Beyond so many the oldest is forgotten, though it may be younger than the window. */
  private static final int MAX = 10_000;

  private final long windowNanos;
  private final Map<Content, Long> latest = new HashMap<>();
  private final Deque<Taken> inOrder = new ArrayDeque<>();

  /**
   * @param windowNanos 0: nothing is kept
   */
  RecentOrders(long windowNanos) {
    this.windowNanos = windowNanos;
  }

  void took(SubmitOrder order, long nanos) {
    if (windowNanos == 0) {
      return;
    }
    var taken = new Taken(Content.of(order), nanos);
    latest.put(taken.content(), nanos);
    inOrder.addLast(taken);
    while (inOrder.size() > MAX || nanos - inOrder.peekFirst().nanos() > windowNanos) {
      var oldest = inOrder.removeFirst();
      latest.remove(oldest.content(), oldest.nanos());
    }
  }

  boolean isRepetition(SubmitOrder order, long nowNanos) {
    if (windowNanos == 0) {
      return false;
    }
    var before = latest.get(Content.of(order));
    return before != null && nowNanos - before <= windowNanos;
  }
}
