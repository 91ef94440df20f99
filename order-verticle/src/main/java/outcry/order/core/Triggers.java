package outcry.order.core;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.MarketEvent.Trade;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.OrderTriggered;
import outcry.model.OrderEvent.TriggerMoved;
import outcry.venue.Capabilities;

/**
 * Watches the trigger prices of the orders we hold, and releases what was met. Only a LIVE stream
 * meets or moves anything. That a price was met is kept: should the release have to wait, it is
 * journaled.
 */
final class Triggers implements Duty {

  /** How often a move of one trailing stop is journaled at most. */
  static final long MOVE_NANOS = 100_000_000;

  /** A price that an order meets the moment it is held may be this old. */
  private static final long FRESH_NANOS = 10_000_000_000L;

  /** Moves journaled in one decision. */
  private static final int MOVES_MAX = 64;

  private static final Comparator<Watch> BY_MOVE =
      Comparator.comparingLong(Watch::moveDueNanos).thenComparingLong(watch -> watch.order.orderId);

  private final Desk desk;
  private final Tape tape;
  private final Releases releases;
  private final Leash leash;
  private final Blindness blindness;

  /** By order id: everything that is watched or was met. */
  private final Map<Long, Watch> watches = new HashMap<>();

  private final Map<String, TriggerIndex> indexes = new HashMap<>();

  /** Orders to look at again: held, or watched until now. */
  private final Set<Long> dirty = new LinkedHashSet<>();

  /** What is to be released, and why. */
  private final Map<Long, String> met = new LinkedHashMap<>();

  /** When to try again what was met and may not go yet. */
  private long metNanos = NEVER;

  private final TreeSet<Watch> moves = new TreeSet<>(BY_MOVE);

  Triggers(Desk desk, Releases releases, Leash leash) {
    this.desk = desk;
    this.tape = desk.tape();
    this.releases = releases;
    this.leash = leash;
    this.blindness = new Blindness(tape);
  }

  @Override
  public void applied(OrderEvent event, Order order) {
    if (order != null) {
      touched(order);
    }
  }

  @Override
  public void touched(Order order) {
    if (order.isHeld() || watches.containsKey(order.orderId) || met.containsKey(order.orderId)) {
      dirty.add(order.orderId);
    } else if (!dirty.isEmpty()) {
      dirty.remove(order.orderId);
    }
    if (!order.isHeld()) {
      releases.forget(order);
    }
  }

  @Override
  public boolean onMarket(MarketEvent event) {
    var index = indexes.get(event.symbol());
    if (index == null) {
      return false;
    }
    if (!tape.isLive(event.symbol())) {
      blindness.look(event.symbol(), event.receivedNanos());
      return true;
    }
    long now = event.receivedNanos();
    blindness.look(event.symbol(), now);
    switch (event) {
      case Trade _ -> look(index, event.symbol(), Tape.Source.LAST, now);
      case Quote _ -> {
        look(index, event.symbol(), Tape.Source.BID, now);
        look(index, event.symbol(), Tape.Source.ASK, now);
        look(index, event.symbol(), Tape.Source.MID, now);
      }
      case StreamHealth _ -> { // what was said while nobody could believe it
        for (var source : Tape.Source.values()) {
          look(index, event.symbol(), source, now - FRESH_NANOS);
        }
      }
      case MarketEvent _ -> {
        // no price that anything waits for
      }
    }
    return !met.isEmpty() || !moves.isEmpty();
  }

  private void look(TriggerIndex index, String symbol, Tape.Source source, long oldestNanos) {
    long price = tape.twicePrice(symbol, source, oldestNanos);
    if (price == 0) {
      return;
    }
    for (var led = index.pollLed(source, price); led != null; led = index.pollLed(source, price)) {
      led.follow(price);
      index.add(led);
      if (led.isMoved()) {
        moves.add(led);
      }
    }
    for (var hit = index.pollMet(source, price); hit != null; hit = index.pollMet(source, price)) {
      meet(hit.order, tape.origin(symbol, source));
    }
  }

  private void meet(Order order, String cause) {
    var watch = watches.remove(order.orderId);
    if (watch != null) {
      moves.remove(watch);
    }
    met.put(order.orderId, cause);
    metNanos = 0;
    forgetUnwatched(order.submit.symbol());
  }

  private void forgetUnwatched(String symbol) {
    var index = indexes.get(symbol);
    if (index != null && index.isEmpty()) {
      indexes.remove(symbol);
      blindness.forget(symbol);
    }
  }

  @Override
  public void due(long nowNanos, Decision.Draft draft) {
    if (!dirty.isEmpty()) {
      for (long orderId : dirty) {
        look(orderId, nowNanos);
      }
      dirty.clear();
    }
    if (!met.isEmpty() && nowNanos >= metNanos) {
      releaseNext(nowNanos, draft);
    }
    if (draft.isEmpty() && !moves.isEmpty()) {
      journalMoves(nowNanos, draft);
    }
    if (draft.isEmpty()) {
      blindness.due(nowNanos, draft);
    }
  }

  /** Whether and where an order is to be watched now. */
  private void look(long orderId, long nowNanos) {
    var order = desk.table().find(orderId);
    if (order == null || !order.isHeld() || leash.mayRelease(order) <= 0) {
      met.remove(orderId);
      unwatch(watches.remove(orderId));
    } else if (met.containsKey(orderId)) {
      metNanos = 0; // others of its list may have gone
    } else if (order.isTriggered()) {
      unwatch(watches.get(orderId));
      meet(order, "triggered:" + order.triggeredNanos());
    } else if (watchesTrigger(order)) {
      watch(order, nowNanos);
    } else if (!Sessions.holds(order, venue(order))) {
      meet(order, "free");
    }
  }

  private void watch(Order order, long nowNanos) {
    var watch = watches.get(order.orderId);
    if (watch == null) {
      watch = new Watch(order);
      watches.put(order.orderId, watch);
    } else {
      unwatch(watch);
      watch.refresh(nowNanos);
    }
    var symbol = order.submit.symbol();
    long price = tape.twicePrice(symbol, watch.source, nowNanos - FRESH_NANOS);
    if (price != 0 && watch.isLedBy(price)) {
      watch.follow(price);
    }
    if (price != 0 && watch.isMetBy(price)) {
      meet(order, tape.origin(symbol, watch.source));
      return;
    }
    indexes.computeIfAbsent(symbol, _ -> new TriggerIndex()).add(watch);
    if (watch.isMoved()) {
      moves.add(watch);
    }
    blindness.look(symbol, nowNanos);
  }

  private void unwatch(Watch watch) {
    if (watch == null) {
      return;
    }
    moves.remove(watch);
    var symbol = watch.order.submit.symbol();
    var index = indexes.get(symbol);
    if (index != null) {
      index.remove(watch);
      forgetUnwatched(symbol);
    }
  }

  /** What was met goes in the order it was met, one in each decision. */
  private void releaseNext(long nowNanos, Decision.Draft draft) {
    long next = NEVER;
    for (var entry : met.entrySet()) {
      var order = desk.table().find(entry.getKey());
      boolean waits = leash.mustWait(order);
      if (!waits) {
        releases.release(order, leash.mayRelease(order), entry.getValue(), nowNanos, draft);
        next = Math.min(next, releases.nextNanos(order));
      }
      if (draft.isEmpty() && !order.isTriggered()) { // not now: whoever comes next must know
        draft.events.add(
            new OrderTriggered(
                order.submit.account(),
                order.orderId,
                order.nextVersion(),
                entry.getValue(),
                nowNanos));
      }
      if (!draft.isEmpty()) {
        return;
      }
    }
    metNanos = next;
  }

  private void journalMoves(long nowNanos, Decision.Draft draft) {
    for (var watch : moves) {
      if (watch.moveDueNanos() > nowNanos || draft.events.size() >= MOVES_MAX) {
        return;
      }
      var order = watch.order;
      draft.events.add(
          new TriggerMoved(
              order.submit.account(),
              order.orderId,
              order.nextVersion(),
              watch.trigger(),
              tape.origin(order.submit.symbol(), watch.source),
              nowNanos));
    }
  }

  private boolean watchesTrigger(Order order) {
    var venue = venue(order);
    return venue == null
        ? order.submit.type().hasTrigger()
        : VenueTerms.watchesTrigger(order.submit, venue);
  }

  private Capabilities venue(Order order) {
    return desk.venueOf(order);
  }

  @Override
  public long nextNanos() {
    long next = met.isEmpty() ? NEVER : metNanos;
    if (!moves.isEmpty()) {
      next = Math.min(next, moves.first().moveDueNanos());
    }
    return Math.min(next, blindness.nextNanos());
  }
}
