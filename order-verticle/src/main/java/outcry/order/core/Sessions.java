package outcry.order.core;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import outcry.model.MarketEvent;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.OrderExpired;
import outcry.model.TimeInForce;
import outcry.venue.Capabilities;

/**
 * Releases what is for the opening or the close, at a venue that does not know such orders: as the
 * day opens, or shortly before it closes, and then only for what can fill at once.
 */
final class Sessions implements Duty {

  /** How long before the close an order for the close goes. */
  static final long CLOSE_LEAD_NANOS = 5_000_000_000L;

  /** So long after the opening an order for it may still go; one that could not by then expires. */
  static final long OPEN_WINDOW_NANOS = 60_000_000_000L;

  private record Turn(long nanos, long orderId) implements Comparable<Turn> {
    @Override
    public int compareTo(Turn other) {
      int byTime = Long.compare(nanos, other.nanos);
      return byTime != 0 ? byTime : Long.compare(orderId, other.orderId);
    }
  }

  private final Desk desk;
  private final Releases releases;
  private final Leash leash;
  private final TreeMap<Turn, Order> turns = new TreeMap<>();
  private final Map<Long, Turn> byId = new HashMap<>();

  Sessions(Desk desk, Releases releases, Leash leash) {
    this.desk = desk;
    this.releases = releases;
    this.leash = leash;
  }

  /** Whether an order is held for the opening or the close, and for nothing else. */
  static boolean holds(Order order, Capabilities venue) {
    return order.isHeld() && venue != null && VenueTerms.watchesSession(order.submit, venue);
  }

  @Override
  public void applied(OrderEvent event, Order order) {
    if (order != null) {
      touched(order);
    }
  }

  @Override
  public void touched(Order order) {
    switch (order.submit.timeInForce()) {
      case AT_OPEN, AT_CLOSE -> {
        boolean waits = holds(order, desk.venueOf(order)) && leash.mayRelease(order) > 0;
        put(order, waits ? releaseNanos(order) : NEVER);
      }
      case GTC, IOC, FOK, DAY, GTD -> {
        // may go at any time
      }
    }
  }

  private void put(Order order, long nanos) {
    var before = byId.remove(order.orderId);
    if (before != null) {
      turns.remove(before);
    }
    if (nanos != NEVER) {
      var turn = new Turn(nanos, order.orderId);
      byId.put(order.orderId, turn);
      turns.put(turn, order);
    }
  }

  private long releaseNanos(Order order) {
    var day = desk.config().tradingDays().of(order.submit.symbol());
    return order.submit.timeInForce() == TimeInForce.AT_OPEN
        ? day.openAfter(order.createdNanos())
        : day.closeAfter(order.createdNanos()) - CLOSE_LEAD_NANOS;
  }

  @Override
  public boolean onMarket(MarketEvent event) {
    return false;
  }

  @Override
  public void due(long nowNanos, Decision.Draft draft) {
    while (!turns.isEmpty() && turns.firstKey().nanos() <= nowNanos) {
      var order = turns.firstEntry().getValue();
      if (isOpeningOver(order, nowNanos)) {
        draft.events.add(
            new OrderExpired(
                order.submit.account(),
                order.orderId,
                order.nextVersion(),
                "it could not go at the opening",
                nowNanos));
        return;
      }
      releases.release(order, leash.mayRelease(order), cause(order), nowNanos, draft);
      if (!draft.isEmpty()) {
        return;
      }
      put(order, releases.nextNanos(order)); // later
    }
  }

  private boolean isOpeningOver(Order order, long nowNanos) {
    return order.submit.timeInForce() == TimeInForce.AT_OPEN
        && nowNanos > releaseNanos(order) + OPEN_WINDOW_NANOS;
  }

  private static String cause(Order order) {
    return "session:" + order.submit.symbol() + ":" + order.submit.timeInForce();
  }

  @Override
  public long nextNanos() {
    return turns.isEmpty() ? NEVER : turns.firstKey().nanos();
  }
}
