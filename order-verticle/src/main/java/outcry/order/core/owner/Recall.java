package outcry.order.core.owner;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.function.Consumer;
import outcry.model.VenueAccount;
import outcry.model.VenueAccount.Execution;
import outcry.order.core.Orders;
import outcry.order.core.OurAccounts.Booking;

/**
 * Takes the orders of a snapshot that memory has let go back from the journal: they are known,
 * however old. What would be too many at once is left for the next snapshot.
 */
final class Recall {

  private static final int ORDERS_MAX = 500;

  private final Owner owner;
  private final String venue;
  private final VenueAccount theirs;
  private final Consumer<VenueAccount> done;
  private final Consumer<Throwable> failed;

  /**
   * @param done gets what of the snapshot can be judged, on a steady state
   */
  Recall(
      Owner owner,
      String venue,
      VenueAccount theirs,
      Consumer<VenueAccount> done,
      Consumer<Throwable> failed) {
    this.owner = owner;
    this.venue = venue;
    this.theirs = theirs;
    this.done = done;
    this.failed = failed;
  }

  /** To be called on a steady state. */
  void start() {
    var orders = owner.orders();
    var forgotten = new LinkedHashSet<String>();
    for (var order : theirs.orders()) {
      if (orders.mayBeEvicted(theirs.account(), order.clientOrderId())) {
        forgotten.add(order.clientOrderId());
      }
    }
    var kept = new ArrayList<Execution>();
    for (var execution : theirs.executions()) {
      var report = execution.report();
      if (orders.accounts().booking(venue, report) == Booking.NONE
          && orders.mayBeEvicted(theirs.account(), report.clientOrderId())) {
        if (forgotten.size() >= ORDERS_MAX && !forgotten.contains(report.clientOrderId())) {
          break;
        }
        forgotten.add(report.clientOrderId());
      }
      kept.add(execution);
    }
    recall(orders, forgotten.iterator(), theirs.upTo(kept.size()));
  }

  private void recall(Orders orders, Iterator<String> rest, VenueAccount judged) {
    if (orders != owner.orders()) {
      start(); // what was taken back is given up with the state it was put into
    } else if (!rest.hasNext()) {
      done.accept(judged);
    } else {
      owner.recall(
          theirs.account(),
          rest.next(),
          () -> owner.whenSteady(() -> recall(orders, rest, judged)),
          failed);
    }
  }
}
