package outcry.order.core;

import static outcry.model.RefusalCode.LIMIT_MESSAGE_RATE;
import static outcry.model.RefusalCode.LIMIT_ORDER_RATE;

import java.util.List;
import outcry.model.Instrument;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent.OrderDenied;
import outcry.model.OrderEvent.OrderHeld;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.OrderReply;
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

  static final String RESERVED = " is kept for what closes a list";

  /** Who decides when an order goes. */
  enum How {
    /** Nobody but the market. */
    ALONE,
    /** Others of its list, too, once its price is met: so we watch that ourselves. */
    IN_LIST,
    /** The first of its list, first of all. */
    CHILD
  }

  private final Desk desk;
  private final PreTradeRisk risk;
  private final Restrictions restrictions;

  Submissions(Desk desk) {
    this.desk = desk;
    this.risk = new PreTradeRisk(desk.table().tradingStates(), desk.references());
    this.restrictions = new Restrictions(desk);
  }

  Decision submit(SubmitOrder order, long nowNanos) {
    var draft = new Decision.Draft();
    return draft.reply(submit(order, 0, draft, nowNanos));
  }

  /**
   * Adds what follows, and answers.
   *
   * @param ahead orders that were decided on before it and are not applied yet
   */
  OrderReply submit(SubmitOrder order, int ahead, Decision.Draft draft, long nowNanos) {
    var limits = desk.config().limits().get(order.account());
    if (limits == null) {
      return new Refused(RefusalCode.UNKNOWN_ACCOUNT, order.account());
    }
    if (!order.instructions().parent().isEmpty()) {
      return new Refused(
          RefusalCode.FIELD_COMBINATION, "only an algorithm says whose child an order is");
    }
    if (!ClientIds.isOne(order.clientOrderId())) {
      return new Refused(RefusalCode.CLIENT_ID_SYNTAX, "client order id " + ClientIds.SYNTAX);
    }
    var known = desk.table().find(order.account(), order.clientOrderId());
    if (known != null) {
      return repeated(order, known);
    }
    if (desk.table().lists().isReserved(order.account(), order.clientOrderId())) {
      return new Refused(RefusalCode.CLIENT_ID_REUSED, order.clientOrderId() + RESERVED);
    }
    return taken(order, limits, ahead, draft, nowNanos);
  }

  /** A child of an algorithm, whose id nobody else has used. */
  Decision child(SubmitOrder order, long nowNanos) {
    var limits = desk.config().limits().get(order.account());
    if (limits == null) {
      return Decision.refused(RefusalCode.UNKNOWN_ACCOUNT, order.account());
    }
    var draft = new Decision.Draft();
    return draft.reply(taken(order, limits, 0, draft, nowNanos));
  }

  private OrderReply taken(
      SubmitOrder order, Limits limits, int ahead, Decision.Draft draft, long nowNanos) {
    var unable = unable(order, limits, ahead, nowNanos);
    if (unable != null) {
      if (unable.code() == LIMIT_ORDER_RATE || unable.code() == LIMIT_MESSAGE_RATE) {
        refusedForRate(order, draft, nowNanos);
      }
      return new Refused(unable.code(), unable.detail());
    }
    var verdict = check(order, How.ALONE, limits, ahead, nowNanos);
    if (verdict == null) {
      return begin(order, How.ALONE, limits, draft, nowNanos);
    }
    return verdict.isTransient()
        ? new Refused(verdict.code(), verdict.detail())
        : deny(order, verdict, draft, nowNanos);
  }

  /** It is not journaled, but it counts: a strategy that never stops asking is halted. */
  private void refusedForRate(SubmitOrder order, Decision.Draft draft, long nowNanos) {
    var account = desk.table().books().account(order.account());
    if (account.mayTake(order.strategy())) {
      account.rejected(order.strategy(), nowNanos);
      restrictions.haltIfTooOften(account, account.strategy(order.strategy()), draft, nowNanos);
    }
  }

  /** Same id, same content: the same answer. Same id, other content: no. */
  private static OrderReply repeated(SubmitOrder order, Order known) {
    return known.submit.sameContent(order)
        ? answer(known)
        : new Refused(RefusalCode.CLIENT_ID_REUSED, order.clientOrderId() + " was another order");
  }

  /** What was answered when it came, with the status of the moment. */
  static OrderReply answer(Order known) {
    return known.denial == null
        ? new Acknowledged(known.submit.clientOrderId(), known.orderId, known.status())
        : new Refused(known.denial.code(), known.denial.detail());
  }

  /** Why we cannot even say yes or no now; the same order may be sent again. */
  Verdict unable(SubmitOrder order, Limits limits, int ahead, long nowNanos) {
    long age = nowNanos - order.atNanos();
    if (age > desk.config().commandAgeMax().toNanos()) {
      return new Verdict(RefusalCode.DEADLINE_PASSED, "the command is " + age + " ns old");
    }
    if (desk.table().openOrders().size() + ahead >= desk.config().openOrdersMax()) {
      return new Verdict(
          RefusalCode.OVERLOADED, desk.config().openOrdersMax() + " orders are open");
    }
    var instrument = desk.instruments().find(order.symbol()).orElse(null);
    if (instrument != null) {
      if (!desk.venues().containsKey(instrument.venue())) {
        return new Verdict(RefusalCode.VENUE_DOWN, "no session of " + instrument.venue());
      }
      if (desk.table().intents(instrument.venue()) + ahead >= desk.config().queuedMax()) {
        return new Verdict(
            RefusalCode.OVERLOADED, desk.config().queuedMax() + " orders wait for the venue");
      }
      var state = risk.checkState(order, desk.table().exposure(order.account(), order.symbol()));
      if (state != null) {
        return state;
      }
    }
    // Last, and before anything is journaled: a refusal that is a row costs a token too.
    return desk.rates().take(order.account(), order.strategy(), limits, nowNanos);
  }

  /** Why it may not pass, or null. */
  Verdict check(SubmitOrder order, How how, Limits limits, int ahead, long nowNanos) {
    var instrument = desk.instruments().find(order.symbol()).orElse(null);
    if (instrument == null) {
      return new Verdict(RefusalCode.UNKNOWN_SYMBOL, order.symbol());
    }
    var account = desk.table().books().account(order.account());
    var verdict = risk.checkNew(order, limits, account, ahead, nowNanos);
    if (verdict != null) {
      return verdict;
    }
    var venue = venue(instrument, how);
    var day = desk.config().tradingDays().of(order.symbol());
    verdict = ConditionRules.check(order, instrument, venue, day, nowNanos);
    if (verdict != null) {
      return verdict;
    }
    var terms = VenueTerms.of(order, order.quantity(), order.price(), venue);
    var exposure = account.exposure(order.symbol());
    return isHeld(order, how, venue)
        ? risk.checkHeld(order, terms, instrument, venue, limits, exposure)
        : risk.check(terms, instrument, venue, limits, exposure, nowNanos);
  }

  private Capabilities venue(Instrument instrument, How how) {
    var venue = desk.venues().get(instrument.venue());
    return how == How.ALONE ? venue : VenueTerms.watchedByUs(venue);
  }

  private static boolean isHeld(SubmitOrder order, How how, Capabilities venue) {
    return how == How.CHILD || VenueTerms.isHeld(order, venue);
  }

  /** Adds the first event of an order that passed, and answers. */
  OrderReply begin(SubmitOrder order, How how, Limits limits, Decision.Draft draft, long nowNanos) {
    long orderId = draft.newOrderId(desk.table());
    var instrument = desk.instruments().get(order.symbol());
    if (isHeld(order, how, venue(instrument, how))) {
      draft.events.add(
          new OrderHeld(order.account(), orderId, 1, order, limits.version(), nowNanos));
      return new Acknowledged(order.clientOrderId(), orderId, OrderStatus.TRIGGER_PENDING);
    }
    long deadline = nowNanos + desk.config().submitDeadline().toNanos();
    draft.events.add(
        new OrderIntended(
            order.account(), orderId, 1, order, deadline, limits.version(), nowNanos));
    draft.effects.add(new Effect.Enqueue(orderId, instrument.venue()));
    return new Acknowledged(order.clientOrderId(), orderId, OrderStatus.INTENT);
  }

  /** Adds the only event of an order that did not, and answers. */
  OrderReply deny(SubmitOrder order, Verdict verdict, Decision.Draft draft, long nowNanos) {
    draft.events.add(
        new OrderDenied(
            order.account(),
            draft.newOrderId(desk.table()),
            1,
            order,
            verdict.code(),
            verdict.detail(),
            nowNanos));
    return new Refused(verdict.code(), verdict.detail());
  }

  Decision handOver(long orderId, long nowNanos) {
    var order = desk.table().find(orderId);
    if (order == null || order.status() != OrderStatus.INTENT) {
      return Decision.NONE; // canceled while it waited
    }
    if (nowNanos > order.deadlineNanos()) {
      return Doubts.notSent(desk, order, "its deadline passed before its turn", nowNanos);
    }
    var submit =
        new Effect.Submit(
            orderId, order.instrument.venue(), VenueTerms.venueOrder(order, desk.venueOf(order)));
    return new Decision(List.of(), List.of(submit), null, List.of());
  }
}
