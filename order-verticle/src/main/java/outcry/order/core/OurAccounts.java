package outcry.order.core;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import outcry.model.ExecutionReport;
import outcry.model.Position;
import outcry.model.query.OrderView;

/** What our events say an account has at each venue, to be held against what the venue says. */
public final class OurAccounts {

  private final Desk desk;

  OurAccounts(Desk desk) {
    this.desk = desk;
  }

  /** Open orders at a venue that it may have heard of, in the order of their ids. */
  public List<OrderView> open(String account, String venue) {
    return desk.table().openOrders().stream()
        .filter(order -> order.submit.account().equals(account))
        .filter(order -> order.instrument.venue().equals(venue) && !order.isHeld())
        .map(Order::view)
        .toList();
  }

  /** By symbol, where not flat. */
  public Map<String, Position> positions(String account, String venue) {
    var positions = new TreeMap<String, Position>();
    for (var exposure : desk.table().books().account(account).exposures()) {
      var instrument = exposure.instrument();
      if (instrument.venue().equals(venue) && exposure.position().quantity() != 0) {
        positions.put(instrument.symbol(), exposure.position());
      }
    }
    return positions;
  }

  /** Money by currency, as trading alone left it at a venue: {@code 10^-8}. */
  public Map<String, Long> balances(String account, String venue) {
    return desk.table().bookings().balances(account, venue);
  }

  /** What was booked last of an account at a venue, oldest first; bounded. */
  public List<Booked> recentlyBooked(String account, String venue) {
    return desk.table().bookings().recent(account, venue);
  }

  /**
   * Whether what a venue says of an execution is booked; known for the last ones and for those of
   * orders in memory: else its order is to be recalled first.
   */
  public Booking booking(String venue, ExecutionReport.Filled report) {
    var recent = desk.table().bookings().recent(report.account(), venue, report.executionId());
    if (recent != null) {
      return recent.isSame(report) ? Booking.SAME : Booking.OTHER;
    }
    var seen =
        desk.table().execution(new ExecutionKey(venue, report.account(), report.executionId()));
    if (seen == null) {
      return Booking.NONE;
    }
    var order = desk.table().find(report.account(), report.clientOrderId());
    return order != null && seen.isSame(order.orderId, report) ? Booking.SAME : Booking.OTHER;
  }

  /** What an execution is to us. */
  public enum Booking {
    NONE,
    SAME,
    /** The id is booked, for another order, quantity or price. */
    OTHER
  }
}
