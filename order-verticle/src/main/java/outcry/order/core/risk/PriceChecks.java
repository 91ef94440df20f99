package outcry.order.core.risk;

import static outcry.model.RefusalCode.LIMIT_ORDER_QTY;
import static outcry.model.RefusalCode.LIMIT_ORDER_VALUE;
import static outcry.model.RefusalCode.NO_REFERENCE;
import static outcry.model.RefusalCode.PRICE_COLLAR;
import static outcry.model.RefusalCode.PRICE_COLLAR_PERIOD;
import static outcry.model.RefusalCode.STALE_DATA;

import outcry.model.Instrument;
import outcry.model.Int128;
import outcry.model.Money;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.RefusalCode;

/** The checks of an order's size, value and price. Each method returns null if it passes. */
final class PriceChecks {

  private static final int BASIS_POINTS = 10_000;

  private final References references;

  PriceChecks(References references) {
    this.references = references;
  }

  Verdict check(
      SubmitOrder order, Instrument instrument, Limits limits, House house, long nowNanos) {
    var verdict = quantity(order, instrument, limits, house);
    if (verdict != null) {
      return verdict;
    }
    boolean limit = order.type().hasLimit();
    if (limit) { // what no reference can cure is refused for ever
      verdict = value(order.price(), order, instrument, limits, house);
      if (verdict != null) {
        return verdict;
      }
    }
    if (references.isUnknown(order.symbol())) {
      return new Verdict(NO_REFERENCE, "no quote or trade of " + order.symbol() + " yet");
    }
    long twice =
        references.twicePrice(
            order.symbol(), nowNanos, limits.collar().referenceAgeMax().toNanos());
    if (twice == 0 || !references.isLive(order.symbol())) {
      return new Verdict(STALE_DATA, "market data of " + order.symbol() + " is not fresh");
    }
    long twicePrice = limit ? twice(order.price()) : twice;
    verdict =
        limit
            ? collar(twicePrice, twice, limits.collar().basisPoints(), PRICE_COLLAR, instrument)
            : value(Math.ceilDiv(twice, 2), order, instrument, limits, house);
    return verdict == null ? period(twicePrice, instrument, limits, nowNanos) : verdict;
  }

  /** Whatever is beyond 64 bits is far outside any collar. */
  private static long twice(long price) {
    return price > Long.MAX_VALUE / 2 ? Long.MAX_VALUE : 2 * price;
  }

  /** What can be said of an order before the market is looked at. */
  static Verdict size(SubmitOrder order, Instrument instrument, Limits limits, House house) {
    var verdict = quantity(order, instrument, limits, house);
    long price = order.type().hasLimit() ? order.price() : order.instructions().triggerPrice();
    return verdict == null && price > 0 ? value(price, order, instrument, limits, house) : verdict;
  }

  private static Verdict quantity(
      SubmitOrder order, Instrument instrument, Limits limits, House house) {
    long max = limits.of(instrument).orderQuantityMax();
    max = Math.min(max, quantityMax(limits.strategy(order.strategy()), order.symbol()));
    max = Math.min(max, quantityMax(house.limits(), order.symbol()));
    return order.quantity() <= max
        ? null
        : new Verdict(
            LIMIT_ORDER_QTY,
            "quantity "
                + instrument.quantityText(order.quantity())
                + " is above "
                + instrument.quantityText(max));
  }

  private static long quantityMax(ScopeLimits limits, String symbol) {
    var own = limits.instruments().get(symbol);
    return own == null ? Long.MAX_VALUE : own.orderQuantityMax();
  }

  private static Verdict value(
      long price, SubmitOrder order, Instrument instrument, Limits limits, House house) {
    long value = InstrumentRules.value(price, order.quantity(), instrument);
    var verdict = InstrumentRules.value(value, instrument);
    if (verdict != null) {
      return verdict;
    }
    long max = limits.orderValueMax();
    max = narrower(max, limits.strategy(order.strategy()).orderValueMax());
    max = narrower(max, house.limits().orderValueMax());
    return value <= max
        ? null
        : new Verdict(
            LIMIT_ORDER_VALUE, "value " + Money.text(value) + " is above " + Money.text(max));
  }

  private static long narrower(long max, long other) {
    return other == 0 ? max : Math.min(max, other);
  }

  /** Within the period before, the price must be near every reference there was. */
  private Verdict period(long twicePrice, Instrument instrument, Limits limits, long nowNanos) {
    int basisPoints = limits.collar().periodBasisPoints();
    if (basisPoints == 0) {
      return null;
    }
    long lowest = references.twiceLowest(instrument.symbol(), nowNanos);
    if (lowest == 0) {
      return null;
    }
    var verdict = collar(twicePrice, lowest, basisPoints, PRICE_COLLAR_PERIOD, instrument);
    if (verdict != null) {
      return verdict;
    }
    long highest = references.twiceHighest(instrument.symbol(), nowNanos);
    return collar(twicePrice, highest, basisPoints, PRICE_COLLAR_PERIOD, instrument);
  }

  private static Verdict collar(
      long twicePrice, long twiceReference, int basisPoints, RefusalCode code, Instrument of) {
    return isInside(twicePrice, twiceReference, basisPoints)
        ? null
        : new Verdict(
            code,
            "price "
                + of.priceText(twicePrice / 2)
                + " is more than "
                + basisPoints
                + " basis points from "
                + of.priceText(twiceReference / 2));
  }

  private static boolean isInside(long twicePrice, long twiceReference, int basisPoints) {
    long distance = Math.abs(Math.subtractExact(twicePrice, twiceReference));
    if (distance <= Long.MAX_VALUE / BASIS_POINTS
        && twiceReference <= Long.MAX_VALUE / basisPoints) {
      return distance * BASIS_POINTS <= twiceReference * basisPoints;
    }
    return Int128.product(distance, BASIS_POINTS)
            .compareTo(Int128.product(twiceReference, basisPoints))
        <= 0;
  }
}
