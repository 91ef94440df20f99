package outcry.order.core;

import java.util.List;
import outcry.model.MarketEvent;
import outcry.model.OrderEvent;

/** Everything the owner of a partition owes on its own, the most urgent duty first. */
final class Duties {

  private final List<Duty> duties;

  /** Empty whenever nobody is being asked: mostly nothing is owed, and that is to cost nothing. */
  private Decision.Draft draft = new Decision.Draft();

  Duties(List<Duty> duties) {
    this.duties = List.copyOf(duties);
  }

  void applied(OrderEvent event, Order order) {
    for (var duty : duties) {
      duty.applied(event, order);
    }
  }

  /** One duty changed what an order may do: the others look at it again. */
  void touched(Order order) {
    for (var duty : duties) {
      duty.touched(order);
    }
  }

  /** Whether something may be owed because of it. */
  boolean onMarket(MarketEvent event) {
    boolean owed = false;
    for (var duty : duties) {
      owed |= duty.onMarket(event);
    }
    return owed;
  }

  /** What is owed now: what the first duty that owes something adds, or nothing. */
  Decision due(long nowNanos) {
    for (var duty : duties) {
      duty.due(nowNanos, draft);
      if (!draft.isEmpty()) {
        var owed = draft.reply(null);
        draft = new Decision.Draft();
        return owed;
      }
    }
    return Decision.NONE;
  }

  long nextNanos() {
    long next = Duty.NEVER;
    for (var duty : duties) {
      next = Math.min(next, duty.nextNanos());
    }
    return next;
  }
}
