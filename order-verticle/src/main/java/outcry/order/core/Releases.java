package outcry.order.core;

import java.util.LinkedHashMap;
import java.util.Map;
import outcry.model.OrderEvent.OrderCanceled;
import outcry.model.OrderEvent.OrderReleased;
import outcry.model.RefusalCode;
import outcry.order.core.risk.Limits;
import outcry.order.core.risk.PreTradeRisk;
import outcry.order.core.risk.Verdict;

/**
 * Lets orders go that we held: the same checks as for a new order, then the intent. What is refused
 * for good is canceled and told to people; what is refused for a moment stays held and is tried
 * again, and people hear of it after a while.
 */
final class Releases {

  /** How a release went. */
  enum Outcome {
    RELEASED,
    /** For good: the order is canceled. */
    REFUSED,
    /** For a moment: it stays held; try again at {@link #nextNanos(Order)}. */
    LATER
  }

  private static final class Delay {
    final long sinceNanos;
    long nextNanos;
    boolean alarmed;

    Delay(long sinceNanos) {
      this.sinceNanos = sinceNanos;
    }
  }

  /** Between two attempts to release one order. */
  static final long RETRY_NANOS = 100_000_000;

  /** An order that should have gone this long ago is told to people. */
  static final long ALARM_NANOS = 5_000_000_000L;

  private final Desk desk;
  private final PreTradeRisk risk;
  private final Leash leash;

  /** By order id. Not journaled: a new owner begins to wait anew. */
  private final Map<Long, Delay> delays = new LinkedHashMap<>();

  Releases(Desk desk, Leash leash) {
    this.desk = desk;
    this.leash = leash;
    this.risk = new PreTradeRisk(desk.table().tradingStates(), desk.references());
  }

  /**
   * Releases a held order, or says why not. Adds nothing while it is too early to try again.
   *
   * @param atMost what it is released for, unless there is less to reduce, quantity units
   * @param cause why now: the market event, execution or time that released it
   */
  Outcome release(Order order, long atMost, String cause, long nowNanos, Decision.Draft draft) {
    var delay = delays.get(order.orderId);
    if (delay != null && nowNanos < delay.nextNanos) {
      return Outcome.LATER;
    }
    long quantity = within(order, atMost);
    var limits = desk.config().limits().get(order.submit.account());
    var verdict = verdict(order, quantity, limits, nowNanos);
    if (verdict == null) {
      delays.remove(order.orderId);
      intend(order, quantity, limits, cause, nowNanos, draft);
      return Outcome.RELEASED;
    }
    if (isForAMoment(verdict, order) || leash.isExit(order)) {
      later(order, delay, verdict, nowNanos, draft);
      return Outcome.LATER;
    }
    delays.remove(order.orderId);
    refuse(order, verdict, nowNanos, draft);
    return Outcome.REFUSED;
  }

  /** A reduce-only order goes for what there is to reduce, if that is less. */
  private long within(Order order, long quantity) {
    if (!order.submit.reduceOnly() || leash.isExit(order)) {
      return quantity;
    }
    var side = order.submit.side();
    var exposure = desk.table().exposure(order.submit.account(), order.submit.symbol());
    long position = Math.multiplyExact(exposure.position().quantity(), -side.sign());
    long most = position - exposure.openQuantity(side);
    long onLot = most / order.instrument.lotSize() * order.instrument.lotSize();
    return onLot <= 0 ? quantity : Math.min(quantity, onLot); // with nothing, it is refused
  }

  /**
   * Also what the market or our own other orders stand in the way of: a protective order is worth
   * more held than canceled.
   */
  private boolean isForAMoment(Verdict verdict, Order order) {
    return verdict.isTransient()
        || verdict.code() == RefusalCode.PRICE_COLLAR
        || verdict.code() == RefusalCode.PRICE_COLLAR_PERIOD
        || verdict.code() == RefusalCode.SELF_TRADE
        || (isAboutNow(verdict) && hasToReduce(order));
  }

  /** Others may be open for all of the position now, or the price may be too high for a limit. */
  private static boolean isAboutNow(Verdict verdict) {
    return verdict.code() == RefusalCode.REDUCE_ONLY
        || verdict.code() == RefusalCode.LIMIT_ORDER_VALUE;
  }

  private boolean hasToReduce(Order order) {
    var exposure = desk.table().exposure(order.submit.account(), order.submit.symbol());
    return exposure.closable(order.submit.side()) > 0;
  }

  private Verdict verdict(Order order, long quantity, Limits limits, long nowNanos) {
    if (limits == null) {
      return new Verdict(RefusalCode.UNKNOWN_ACCOUNT, order.submit.account());
    }
    var name = order.instrument.venue();
    var venue = desk.venueOf(order);
    if (venue == null) {
      return new Verdict(RefusalCode.VENUE_DOWN, "no session of " + name);
    }
    if (leash.isExit(order)) { // the limits are about what puts more on
      return risk.checkExit(order.submit, quantity, order.instrument);
    }
    if (desk.table().intents(name) >= desk.config().queuedMax()) {
      return new Verdict(
          RefusalCode.OVERLOADED, desk.config().queuedMax() + " orders wait for the venue");
    }
    var terms = VenueTerms.of(order.submit, quantity, order.price(), venue);
    var exposure = desk.table().exposure(order.submit.account(), order.submit.symbol());
    var verdict = risk.checkState(terms, exposure); // the journal would refuse the intent
    if (verdict == null) {
      verdict = risk.check(terms, order.instrument, venue, limits, exposure, nowNanos);
    }
    var side = order.submit.side();
    if (verdict != null || quantity <= exposure.closable(side) - exposure.openQuantity(side)) {
      return verdict; // what takes off a position does not wait behind what puts more on
    }
    return desk.rates().take(order.submit.account(), order.submit.strategy(), limits, nowNanos);
  }

  private void intend(
      Order order,
      long quantity,
      Limits limits,
      String cause,
      long nowNanos,
      Decision.Draft draft) {
    draft.events.add(
        new OrderReleased(
            order.submit.account(),
            order.orderId,
            order.nextVersion(),
            order.submit.strategy(),
            order.submit.symbol(),
            quantity,
            order.price(),
            nowNanos + desk.config().submitDeadline().toNanos(),
            limits.version(),
            cause,
            nowNanos));
    draft.effects.add(new Effect.Enqueue(order.orderId, order.instrument.venue()));
  }

  private static void refuse(Order order, Verdict verdict, long nowNanos, Decision.Draft draft) {
    var reason = "refused at release: " + verdict.code() + " " + verdict.detail();
    draft.events.add(
        new OrderCanceled(
            order.submit.account(), order.orderId, order.nextVersion(), reason, nowNanos));
    draft.incident(Incident.Kind.RELEASE_REFUSED, Reports.text(order) + ": " + verdict.detail());
  }

  private void later(
      Order order, Delay known, Verdict verdict, long nowNanos, Decision.Draft draft) {
    var delay = known == null ? new Delay(nowNanos) : known;
    delay.nextNanos = nowNanos + RETRY_NANOS;
    delays.put(order.orderId, delay);
    if (!delay.alarmed && nowNanos - delay.sinceNanos >= ALARM_NANOS) {
      delay.alarmed = true;
      draft.incident(
          Incident.Kind.RELEASE_DELAYED,
          Reports.text(order) + ": " + verdict.code() + " " + verdict.detail());
    }
  }

  /** When an order that was refused for a moment may be tried again; never if it was not. */
  long nextNanos(Order order) {
    var delay = delays.get(order.orderId);
    return delay == null ? Duty.NEVER : delay.nextNanos;
  }

  /** An order ended: what is known of its attempts is not needed any more. */
  void forget(Order order) {
    delays.remove(order.orderId);
  }
}
