package outcry.order.core.risk;

import static outcry.model.RefusalCode.EXPIRE_TIME;
import static outcry.model.RefusalCode.FIELD_COMBINATION;
import static outcry.model.RefusalCode.TICK_SIZE;
import static outcry.model.RefusalCode.TRIGGER_PRICE;

import outcry.model.Instructions.Trail;
import outcry.model.Instrument;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderType;
import outcry.model.TimeInForce;
import outcry.model.TradingDay;
import outcry.venue.Capabilities;

/**
 * What the instructions of an order may be, whoever carries them out. On which side of the market a
 * trigger price is does not matter: one that the market is already through is met at once. Every
 * method returns null if it passes.
 */
public final class ConditionRules {

  private static final int BASIS_POINTS = 10_000;

  private ConditionRules() {}

  public static Verdict check(
      SubmitOrder order, Instrument instrument, Capabilities venue, TradingDay day, long nowNanos) {
    var verdict = fields(order);
    if (verdict == null && order.type() == OrderType.TRAILING_STOP) {
      verdict = trail(order.instructions().trail());
    }
    if (verdict == null && hasTriggerPrice(order)) {
      verdict = triggerPrice(order.instructions().triggerPrice(), instrument);
    }
    if (verdict == null) {
      verdict = time(order, venue, day, nowNanos);
    }
    return verdict == null ? display(order, instrument, venue) : verdict;
  }

  private static boolean hasTriggerPrice(SubmitOrder order) {
    return order.type() == OrderType.TRAILING_STOP
        ? order.instructions().triggerPrice() != 0
        : order.type().hasTrigger();
  }

  /** Whether a price may be a trigger price. */
  public static Verdict triggerPrice(long price, Instrument instrument) {
    if (price <= 0) {
      return new Verdict(TRIGGER_PRICE, "the trigger price must be positive");
    }
    return instrument.isOnTick(price)
        ? null
        : new Verdict(
            TICK_SIZE,
            "trigger price "
                + instrument.priceText(price)
                + " is not a multiple of "
                + instrument.priceText(instrument.tickSize()));
  }

  private static Verdict fields(SubmitOrder order) {
    var asked = order.instructions();
    var type = order.type();
    if (!type.hasTrigger() && asked.triggerPrice() != 0) {
      return new Verdict(FIELD_COMBINATION, "a " + type + " order has no trigger price");
    }
    if (type != OrderType.TRAILING_STOP && !asked.trail().equals(Trail.NONE)) {
      return new Verdict(FIELD_COMBINATION, "only a TRAILING_STOP has a trail");
    }
    if (order.timeInForce() != TimeInForce.GTD && asked.expireNanos() != 0) {
      return new Verdict(FIELD_COMBINATION, "only a GTD order has an expire time");
    }
    boolean session =
        order.timeInForce() == TimeInForce.AT_OPEN || order.timeInForce() == TimeInForce.AT_CLOSE;
    if (session && (type.hasTrigger() || order.postOnly())) {
      return new Verdict(
          FIELD_COMBINATION,
          order.timeInForce() + " orders have neither a trigger price nor post-only");
    }
    return null;
  }

  private static Verdict trail(Trail trail) {
    if (trail.offset() <= 0) {
      return new Verdict(TRIGGER_PRICE, "the trail must be positive");
    }
    return trail.unit() == Trail.Unit.BASIS_POINTS && trail.offset() >= BASIS_POINTS
        ? new Verdict(TRIGGER_PRICE, "the trail must be below " + BASIS_POINTS + " basis points")
        : null;
  }

  private static Verdict time(
      SubmitOrder order, Capabilities venue, TradingDay day, long nowNanos) {
    return switch (order.timeInForce()) {
      case GTD ->
          order.instructions().expireNanos() > nowNanos
              ? null
              : new Verdict(EXPIRE_TIME, "the expire time has passed");
      case AT_OPEN, AT_CLOSE ->
          venue.timesInForce().contains(order.timeInForce()) || day.hasAuctions()
              ? null
              : new Verdict(
                  FIELD_COMBINATION,
                  order.symbol() + " trades around the clock: it has no opening and no close");
      case GTC, IOC, FOK, DAY -> null;
    };
  }

  private static Verdict display(SubmitOrder order, Instrument instrument, Capabilities venue) {
    long shown = order.instructions().displayQuantity();
    if (shown == 0) {
      return null;
    }
    if (!venue.iceberg()) {
      return new Verdict(
          FIELD_COMBINATION,
          venue.venue() + " does not take a display quantity: start an ICEBERG algorithm");
    }
    boolean rests =
        order.type().hasLimit()
            && order.timeInForce() != TimeInForce.IOC
            && order.timeInForce() != TimeInForce.FOK;
    if (!rests || shown < 0 || shown > order.quantity()) {
      return new Verdict(
          FIELD_COMBINATION,
          "a display quantity is at most the quantity, of an order that may rest");
    }
    return InstrumentRules.quantity(shown, instrument);
  }
}
