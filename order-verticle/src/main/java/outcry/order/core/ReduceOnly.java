package outcry.order.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import outcry.model.MarketEvent;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.AmendRequested;
import outcry.model.OrderEvent.CancelRejected;
import outcry.model.OrderEvent.PositionEvent;
import outcry.model.OrderStatus;
import outcry.model.Side;

/**
 * Keeps the open reduce-only orders of an account within its position, at venues that do not do
 * that: as the position shrinks the newest are amended down, or canceled where they cannot be.
 */
final class ReduceOnly implements Duty {

  private static final long RETRY_NANOS = 1_000_000_000;

  private record Place(String account, String symbol) {}

  private final Desk desk;
  private final Map<Place, LinkedHashMap<Long, Order>> open = new HashMap<>();
  private final Set<Place> dirty = new LinkedHashSet<>();

  /** Orders that were amended down once: should that be refused, they are canceled. */
  private final Set<Long> amended = new HashSet<>();

  /** When a cancel that the venue refused may be repeated, by order id. */
  private final Map<Long, Long> refused = new LinkedHashMap<>();

  ReduceOnly(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void applied(OrderEvent event, Order order) {
    if (order != null && order.submit.reduceOnly()) {
      follow(event, order);
    }
    if (event instanceof PositionEvent moved && !open.isEmpty()) {
      mark(new Place(moved.account(), moved.symbol()));
    }
  }

  private void follow(OrderEvent event, Order order) {
    var place = new Place(order.submit.account(), order.submit.symbol());
    boolean ours = order.isOpen() && !order.isHeld() && !venueKeeps(order);
    if (ours) {
      open.computeIfAbsent(place, _ -> new LinkedHashMap<>()).put(order.orderId, order);
      if (event instanceof CancelRejected rejected) {
        refused.put(order.orderId, rejected.atNanos() + RETRY_NANOS);
      }
      mark(place);
    } else if (open.containsKey(place)) {
      open.get(place).remove(order.orderId);
      if (open.get(place).isEmpty()) {
        open.remove(place);
        dirty.remove(place);
      }
      amended.remove(order.orderId);
      refused.remove(order.orderId);
    }
  }

  private boolean venueKeeps(Order order) {
    var venue = desk.venues().get(order.instrument.venue());
    return venue == null || venue.reduceOnly(); // without a session there is nobody to ask
  }

  private void mark(Place place) {
    if (open.containsKey(place)) {
      dirty.add(place);
    }
  }

  @Override
  public void touched(Order order) {
    // its list says what may be released; this is about what is open
  }

  @Override
  public boolean onMarket(MarketEvent event) {
    return false;
  }

  @Override
  public void due(long nowNanos, Decision.Draft draft) {
    if (dirty.isEmpty() && refused.isEmpty()) {
      return;
    }
    for (var refusal : refused.entrySet()) {
      if (nowNanos >= refusal.getValue()) {
        var order = desk.table().find(refusal.getKey());
        mark(new Place(order.submit.account(), order.submit.symbol()));
      }
    }
    for (var place : dirty) {
      for (var side : Side.values()) {
        shrink(place, side, nowNanos, draft);
        if (!draft.isEmpty()) {
          return;
        }
      }
    }
    dirty.clear();
    refused.values().removeIf(until -> nowNanos >= until);
  }

  private void shrink(Place place, Side side, long nowNanos, Decision.Draft draft) {
    var position = desk.table().exposure(place.account, place.symbol).position();
    long excess = Math.min(0, Math.multiplyExact(position.quantity(), side.sign()));
    var orders = new ArrayList<Order>();
    for (var order : open.get(place).values()) {
      if (order.submit.side() == side && !order.isCancelPending() && !isOfList(order)) {
        excess = Math.addExact(excess, leaves(order));
        orders.add(order);
      }
    }
    for (int i = orders.size() - 1; i >= 0 && excess > 0; i--) {
      var order = orders.get(i);
      boolean waits =
          order.isAmendPending() || nowNanos < refused.getOrDefault(order.orderId, Long.MIN_VALUE);
      if (!waits) {
        reduce(order, excess, nowNanos, draft);
        return;
      }
      excess -= leaves(order);
    }
  }

  /** Orders of a list take off each other, as the list decides. */
  private boolean isOfList(Order order) {
    return desk.table().lists().of(order) != null;
  }

  /** What will be open once a pending amend is done. */
  private static long leaves(Order order) {
    long total = order.isAmendPending() ? order.amendQuantity() : order.quantity();
    return Math.max(0, total - order.cumulativeQuantity());
  }

  private void reduce(Order order, long excess, long nowNanos, Decision.Draft draft) {
    var instrument = order.instrument;
    long lots = Math.ceilDiv(excess, instrument.lotSize());
    long total = order.quantity() - lots * instrument.lotSize();
    boolean amendable =
        (order.status() == OrderStatus.WORKING || order.status() == OrderStatus.PARTIALLY_FILLED)
            && order.submit.type().hasLimit()
            && desk.venues().get(instrument.venue()).amend()
            && total > order.cumulativeQuantity()
            && total >= instrument.minQuantity()
            && !amended.contains(order.orderId);
    if (!amendable) {
      Changes.cancel(order, "reduce-only", draft, nowNanos);
      return;
    }
    amended.add(order.orderId);
    var account = order.submit.account();
    draft.events.add(
        new AmendRequested(
            account,
            order.orderId,
            order.nextVersion(),
            total,
            order.price(),
            "reduce-only",
            nowNanos));
    draft.effects.add(
        new Effect.Amend(
            order.orderId,
            instrument.venue(),
            account,
            order.submit.clientOrderId(),
            total,
            order.price()));
  }

  @Override
  public long nextNanos() {
    long next = NEVER;
    for (long until : refused.values()) {
      next = Math.min(next, until);
    }
    return next;
  }
}
