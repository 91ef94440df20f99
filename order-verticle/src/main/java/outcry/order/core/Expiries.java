package outcry.order.core;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import outcry.model.MarketEvent;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.CancelRequested;
import outcry.model.OrderEvent.OrderExpired;
import outcry.model.OrderStatus;

/**
 * Ends orders whose time is up and whose venue does not do that: what no venue has expires at once,
 * what the venue has is canceled there, and has expired once the venue says that it is gone. A
 * cancel that the venue refuses is sent again, ever more slowly; people hear of it.
 */
final class Expiries implements Duty {

  /** The cause of a cancel because time is up: the canceled order has expired. */
  static final String CAUSE = "expiry";

  private static final String REASON = "its time is up";
  private static final long RETRY_NANOS = 1_000_000_000;
  private static final int RETRY_DOUBLINGS = 6;

  /** Of an order that ends some time. */
  private static final class Term implements Comparable<Term> {
    final Order order;
    long nanos;
    int cancels;

    Term(Order order) {
      this.order = order;
    }

    @Override
    public int compareTo(Term other) {
      int byTime = Long.compare(nanos, other.nanos);
      return byTime != 0 ? byTime : Long.compare(order.orderId, other.order.orderId);
    }
  }

  private final Desk desk;
  private final Map<Long, Term> terms = new HashMap<>();
  private final TreeSet<Term> next = new TreeSet<>();

  Expiries(Desk desk) {
    this.desk = desk;
  }

  /** Whether an order was canceled because its time was up. */
  static boolean isExpiry(Order order) {
    return CAUSE.equals(order.cancelCause());
  }

  @Override
  public void applied(OrderEvent event, Order order) {
    if (order == null) {
      return;
    }
    switch (order.submit.timeInForce()) {
      case DAY, GTD, AT_OPEN, AT_CLOSE -> look(order, event);
      case GTC, IOC, FOK -> {
        // ends without us
      }
    }
  }

  private void look(Order order, OrderEvent event) {
    if (!order.isOpen()) {
      var ended = terms.remove(order.orderId);
      if (ended != null) {
        next.remove(ended);
      }
      return;
    }
    var term = terms.computeIfAbsent(order.orderId, _ -> new Term(order));
    next.remove(term);
    if (event instanceof CancelRequested cancel && cancel.cause().equals(CAUSE)) {
      term.cancels++;
    }
    if (order.isCancelPending()) {
      return; // on its way already; should it be refused, there is an event of that
    }
    term.nanos = expiryNanos(order);
    if (term.cancels > 0) {
      long pause = RETRY_NANOS << Math.min(term.cancels - 1, RETRY_DOUBLINGS);
      term.nanos = Math.max(term.nanos, event.atNanos() + pause);
    }
    if (term.nanos != NEVER) {
      next.add(term);
    }
  }

  private long expiryNanos(Order order) {
    var venue = desk.venues().get(order.instrument.venue());
    boolean ours = order.isHeld() || venue == null || VenueTerms.watchesExpiry(order.submit, venue);
    if (!ours) {
      return NEVER;
    }
    var day = desk.config().tradingDays().of(order.submit.symbol());
    return switch (order.submit.timeInForce()) {
      case GTD -> order.submit.instructions().expireNanos();
      case DAY, AT_CLOSE -> day.closeAfter(order.createdNanos());
      case AT_OPEN -> day.closeAfter(day.openAfter(order.createdNanos()));
      case GTC, IOC, FOK -> NEVER;
    };
  }

  @Override
  public void touched(Order order) {
    // time asks nobody
  }

  @Override
  public boolean onMarket(MarketEvent event) {
    return false;
  }

  @Override
  public void due(long nowNanos, Decision.Draft draft) {
    if (!next.isEmpty() && next.first().nanos <= nowNanos) {
      end(next.first(), nowNanos, draft);
    }
  }

  private static void end(Term term, long nowNanos, Decision.Draft draft) {
    var order = term.order;
    var account = order.submit.account();
    if (order.isHeld() || order.status() == OrderStatus.INTENT) { // no venue has it
      draft.events.add(
          new OrderExpired(account, order.orderId, order.nextVersion(), REASON, nowNanos));
      return;
    }
    if (term.cancels == 1) {
      draft.incident(
          Incident.Kind.EXPIRY_REFUSED, "the venue does not cancel " + Reports.text(order));
    }
    draft.events.add(
        new CancelRequested(account, order.orderId, order.nextVersion(), CAUSE, nowNanos));
    draft.effects.add(
        new Effect.Cancel(
            order.orderId, order.instrument.venue(), account, order.submit.clientOrderId()));
  }

  @Override
  public long nextNanos() {
    return next.isEmpty() ? NEVER : next.first().nanos;
  }
}
