package outcry.order.core;

import java.util.List;
import outcry.model.Instrument;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent.OrderDenied;
import outcry.model.OrderEvent.OrderHeld;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.OrderEvent.OrderNotSent;
import outcry.model.OrderReply.Acknowledged;
import outcry.model.OrderReply.Refused;
import outcry.model.OrderStatus;
import outcry.model.RefusalCode;
import outcry.order.core.risk.ConditionRules;
import outcry.order.core.risk.Limits;
import outcry.order.core.risk.PreTradeRisk;
import outcry.order.core.risk.Verdict;
import outcry.venue.Capabilities;

/** What follows from new orders. */
final class Submissions {

  private static final int CLIENT_ID_MAX = 36;

  private final Desk desk;
  private final PreTradeRisk risk;

  Submissions(Desk desk) {
    this.desk = desk;
    this.risk = new PreTradeRisk(desk.table().tradingStates(), desk.references());
  }

  Decision submit(SubmitOrder order, long nowNanos) {
    var limits = desk.config().limits().get(order.account());
    if (limits == null) {
      return Decision.refused(RefusalCode.UNKNOWN_ACCOUNT, order.account());
    }
    if (!order.instructions().parent().isEmpty()) {
      return Decision.refused(
          RefusalCode.FIELD_COMBINATION, "only an algorithm says whose child an order is");
    }
    if (!isClientId(order.clientOrderId())) {
      return Decision.refused(
          RefusalCode.CLIENT_ID_SYNTAX, "client order id must be 1 to 36 of A-Z a-z 0-9 _ -");
    }
    var known = desk.table().find(order.account(), order.clientOrderId());
    if (known != null) {
      return repeated(order, known);
    }
    return taken(order, limits, nowNanos);
  }

  /** A child of an algorithm, whose id nobody else has used. */
  Decision child(SubmitOrder order, long nowNanos) {
    var limits = desk.config().limits().get(order.account());
    return limits == null
        ? Decision.refused(RefusalCode.UNKNOWN_ACCOUNT, order.account())
        : taken(order, limits, nowNanos);
  }

  private Decision taken(SubmitOrder order, Limits limits, long nowNanos) {
    var unable = unable(order, limits, nowNanos);
    if (unable != null) {
      return Decision.refused(unable.code(), unable.detail());
    }
    return decided(order, limits, check(order, limits, nowNanos), nowNanos);
  }

  /** Same id, same content: the same answer. Same id, other content: no. */
  private static Decision repeated(SubmitOrder order, Order known) {
    if (!known.submit.sameContent(order)) {
      return Decision.refused(
          RefusalCode.CLIENT_ID_REUSED, order.clientOrderId() + " was another order");
    }
    return Decision.answer(
        known.denial == null
            ? new Acknowledged(order.clientOrderId(), known.orderId, known.status())
            : new Refused(known.denial.code(), known.denial.detail()));
  }

  /** Why we cannot even say yes or no now; the same order may be sent again. */
  private Verdict unable(SubmitOrder order, Limits limits, long nowNanos) {
    long age = nowNanos - order.atNanos();
    if (age > desk.config().commandAgeMax().toNanos()) {
      return new Verdict(RefusalCode.DEADLINE_PASSED, "the command is " + age + " ns old");
    }
    if (desk.table().openOrders().size() >= desk.config().openOrdersMax()) {
      return new Verdict(
          RefusalCode.OVERLOADED, desk.config().openOrdersMax() + " orders are open");
    }
    var instrument = desk.instruments().find(order.symbol()).orElse(null);
    if (instrument != null) {
      if (!desk.venues().containsKey(instrument.venue())) {
        return new Verdict(RefusalCode.VENUE_DOWN, "no session of " + instrument.venue());
      }
      if (desk.table().intents(instrument.venue()) >= desk.config().queuedMax()) {
        return new Verdict(
            RefusalCode.OVERLOADED, desk.config().queuedMax() + " orders wait for the venue");
      }
      var elsewhere =
          risk.checkElsewhere(order, desk.table().exposure(order.account(), order.symbol()));
      if (elsewhere != null) {
        return elsewhere;
      }
    }
    // Last, and before anything is journaled: a refusal that is a row costs a token too.
    return desk.rates().tryTake(order.account(), limits, nowNanos)
        ? null
        : new Verdict(RefusalCode.LIMIT_ORDER_RATE, limits.ordersPerSecond() + " orders a second");
  }

  private Verdict check(SubmitOrder order, Limits limits, long nowNanos) {
    var instrument = desk.instruments().find(order.symbol()).orElse(null);
    if (instrument == null) {
      return new Verdict(RefusalCode.UNKNOWN_SYMBOL, order.symbol());
    }
    if (desk.table().openOrders(order.account()) >= limits.openOrdersMax()) {
      return new Verdict(
          RefusalCode.LIMIT_OPEN_ORDERS,
          limits.openOrdersMax() + " orders of the account are open");
    }
    var venue = venue(instrument);
    var day = desk.config().tradingDays().of(order.symbol());
    var verdict = ConditionRules.check(order, instrument, venue, day, nowNanos);
    if (verdict != null) {
      return verdict;
    }
    var terms = VenueTerms.of(order, order.quantity(), order.price(), venue);
    var exposure = desk.table().exposure(order.account(), order.symbol());
    return VenueTerms.isHeld(order, venue)
        ? risk.checkHeld(order, terms, instrument, venue, limits, exposure)
        : risk.check(terms, instrument, venue, limits, exposure, nowNanos);
  }

  private Capabilities venue(Instrument instrument) {
    return desk.venues().get(instrument.venue());
  }

  private Decision decided(SubmitOrder order, Limits limits, Verdict verdict, long nowNanos) {
    long orderId = desk.table().nextOrderId();
    if (verdict == null
        && VenueTerms.isHeld(order, venue(desk.instruments().get(order.symbol())))) {
      return new Decision(
          List.of(new OrderHeld(order.account(), orderId, 1, order, limits.version(), nowNanos)),
          List.of(),
          new Acknowledged(order.clientOrderId(), orderId, OrderStatus.TRIGGER_PENDING),
          List.of());
    }
    if (verdict == null) {
      long deadline = nowNanos + desk.config().submitDeadline().toNanos();
      return new Decision(
          List.of(
              new OrderIntended(
                  order.account(), orderId, 1, order, deadline, limits.version(), nowNanos)),
          List.of(new Effect.Enqueue(orderId, desk.instruments().get(order.symbol()).venue())),
          new Acknowledged(order.clientOrderId(), orderId, OrderStatus.INTENT),
          List.of());
    }
    if (verdict.isTransient()) {
      return Decision.refused(verdict.code(), verdict.detail());
    }
    return new Decision(
        List.of(
            new OrderDenied(
                order.account(), orderId, 1, order, verdict.code(), verdict.detail(), nowNanos)),
        List.of(),
        new Refused(verdict.code(), verdict.detail()),
        List.of());
  }

  Decision handOver(long orderId, long nowNanos) {
    var order = desk.table().find(orderId);
    if (order == null || order.status() != OrderStatus.INTENT) {
      return Decision.NONE; // canceled while it waited
    }
    if (nowNanos > order.deadlineNanos()) {
      return Decision.event(
          new OrderNotSent(
              order.submit.account(),
              orderId,
              order.nextVersion(),
              "its deadline passed before its turn",
              nowNanos));
    }
    var submit =
        new Effect.Submit(
            orderId,
            order.instrument.venue(),
            VenueTerms.venueOrder(order, venue(order.instrument)));
    return new Decision(List.of(), List.of(submit), null, List.of());
  }

  private static boolean isClientId(String id) {
    if (id == null || id.isEmpty() || id.length() > CLIENT_ID_MAX) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean allowed =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || c == '-';
      if (!allowed) {
        return false;
      }
    }
    return true;
  }
}
