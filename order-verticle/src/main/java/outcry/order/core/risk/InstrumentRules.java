package outcry.order.core.risk;

import static outcry.model.RefusalCode.FIELD_COMBINATION;
import static outcry.model.RefusalCode.LOT_SIZE;
import static outcry.model.RefusalCode.MAX_QTY;
import static outcry.model.RefusalCode.MIN_NOTIONAL;
import static outcry.model.RefusalCode.MIN_QTY;
import static outcry.model.RefusalCode.OVERFLOW;
import static outcry.model.RefusalCode.PRICE_NOT_POSITIVE;
import static outcry.model.RefusalCode.QTY_NOT_POSITIVE;
import static outcry.model.RefusalCode.TICK_SIZE;

import outcry.model.Instrument;
import outcry.model.Money;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.RefusalCode;
import outcry.model.TimeInForce;
import outcry.venue.Capabilities;

/** What the instrument and its venue accept at all. Every method returns null if it passes. */
final class InstrumentRules {

  private InstrumentRules() {}

  static Verdict fields(SubmitOrder order, Capabilities venue) {
    if (!order.type().hasLimit() && order.price() != 0) {
      return new Verdict(FIELD_COMBINATION, "a " + order.type() + " order has no price");
    }
    if (order.postOnly() && !order.type().hasLimit()) {
      return new Verdict(FIELD_COMBINATION, "post-only needs a LIMIT order");
    }
    boolean takes =
        order.timeInForce() == TimeInForce.IOC || order.timeInForce() == TimeInForce.FOK;
    if (order.postOnly() && takes) {
      return new Verdict(
          FIELD_COMBINATION, "post-only cannot be " + order.timeInForce() + ": it never takes");
    }
    boolean known =
        venue.orderTypes().contains(order.type())
            && venue.timesInForce().contains(order.timeInForce())
            && (venue.postOnly() || !order.postOnly());
    return known
        ? null
        : new Verdict(
            FIELD_COMBINATION,
            venue.venue()
                + " does not take "
                + order.type()
                + " "
                + order.timeInForce()
                + (order.postOnly() ? " post-only" : ""));
  }

  static Verdict quantity(long quantity, Instrument instrument) {
    if (quantity <= 0) {
      return new Verdict(QTY_NOT_POSITIVE, "quantity must be positive");
    }
    if (!instrument.isOnLot(quantity)) {
      return quantityVerdict(
          LOT_SIZE, quantity, "is not a multiple of", instrument.lotSize(), instrument);
    }
    if (quantity < instrument.minQuantity()) {
      return quantityVerdict(MIN_QTY, quantity, "is below", instrument.minQuantity(), instrument);
    }
    if (quantity > instrument.maxQuantity()) {
      return quantityVerdict(MAX_QTY, quantity, "is above", instrument.maxQuantity(), instrument);
    }
    return null;
  }

  static Verdict limitPrice(long price, Instrument instrument) {
    if (price <= 0) {
      return new Verdict(PRICE_NOT_POSITIVE, "price must be positive");
    }
    return instrument.isOnTick(price)
        ? null
        : new Verdict(
            TICK_SIZE,
            "price "
                + instrument.priceText(price)
                + " is not a multiple of "
                + instrument.priceText(instrument.tickSize()));
  }

  /** The value of an order, or -1 if it exceeds 64 bits. */
  static long value(long price, long quantity, Instrument instrument) {
    try {
      return instrument.notional(price, quantity);
    } catch (ArithmeticException tooLarge) {
      return -1; // the exact product does not fit: refused by name, never wrapped
    }
  }

  static Verdict value(long value, Instrument instrument) {
    if (value < 0) {
      return new Verdict(OVERFLOW, "price times quantity exceeds 64 bits");
    }
    return value >= instrument.minNotional()
        ? null
        : new Verdict(
            MIN_NOTIONAL,
            "value " + Money.text(value) + " is below " + Money.text(instrument.minNotional()));
  }

  private static Verdict quantityVerdict(
      RefusalCode code, long quantity, String is, long than, Instrument instrument) {
    return new Verdict(
        code,
        "quantity "
            + instrument.quantityText(quantity)
            + " "
            + is
            + " "
            + instrument.quantityText(than));
  }
}
