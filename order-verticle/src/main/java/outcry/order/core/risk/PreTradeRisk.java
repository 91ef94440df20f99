package outcry.order.core.risk;

import static outcry.model.RefusalCode.HALTED;
import static outcry.model.RefusalCode.LIMIT_ORDER_QTY;
import static outcry.model.RefusalCode.LIMIT_ORDER_VALUE;
import static outcry.model.RefusalCode.LIMIT_POSITION;
import static outcry.model.RefusalCode.NO_REFERENCE;
import static outcry.model.RefusalCode.OVERFLOW;
import static outcry.model.RefusalCode.PRICE_COLLAR;
import static outcry.model.RefusalCode.REDUCE_ONLY;
import static outcry.model.RefusalCode.REDUCING;
import static outcry.model.RefusalCode.SELF_TRADE;
import static outcry.model.RefusalCode.STALE_DATA;

import outcry.model.Instrument;
import outcry.model.Int128;
import outcry.model.Money;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.Side;
import outcry.model.TradingState;
import outcry.venue.Capabilities;

/** The checks of one order against what its account has and what the market says. */
public final class PreTradeRisk {

  private static final int BASIS_POINTS = 10_000;

  private final TradingStates tradingStates;
  private final References references;

  public PreTradeRisk(TradingStates tradingStates, References references) {
    this.tradingStates = tradingStates;
    this.references = references;
  }

  /** Why the order may not pass, or null. */
  public Verdict check(
      SubmitOrder order,
      Instrument instrument,
      Capabilities venue,
      Limits limits,
      Exposure exposure,
      long nowNanos) {
    var verdict = tradingState(tradingStates.covering(order), order, exposure);
    if (verdict == null) {
      verdict = InstrumentRules.fields(order, venue);
    }
    if (verdict == null) {
      verdict = InstrumentRules.quantity(order.quantity(), instrument);
    }
    if (verdict == null && order.type().hasLimit()) {
      verdict = InstrumentRules.limitPrice(order.price(), instrument);
    }
    if (verdict == null) {
      verdict = priced(order, instrument, limits, nowNanos);
    }
    if (verdict == null) {
      verdict = positions(order, order.quantity(), instrument, limits, exposure);
    }
    return verdict;
  }

  /**
   * Why an open order may not become {@code amended}, or null.
   *
   * @param moreQuantity how much larger its open quantity gets at worst; 0 or less if not at all
   */
  public Verdict checkAmend(
      SubmitOrder amended,
      long moreQuantity,
      Instrument instrument,
      Limits limits,
      Exposure exposure,
      long nowNanos) {
    var here = tradingStates.covering(amended);
    var elsewhere = tradingStates.coveringElsewhere(amended);
    var state = here.compareTo(elsewhere) >= 0 ? here : elsewhere;
    Verdict verdict = null;
    if (moreQuantity > 0 && state != TradingState.ACTIVE) {
      verdict =
          new Verdict(state == TradingState.HALTED ? HALTED : REDUCING, "trading is " + state);
    }
    if (verdict == null) {
      verdict = InstrumentRules.quantity(amended.quantity(), instrument);
    }
    if (verdict == null) {
      verdict = InstrumentRules.limitPrice(amended.price(), instrument);
    }
    if (verdict == null) {
      verdict = priced(amended, instrument, limits, nowNanos);
    }
    if (verdict == null) {
      verdict = positions(amended, Math.max(0, moreQuantity), instrument, limits, exposure);
    }
    return verdict;
  }

  /**
   * Why a state that was set through another partition stops the order, or null. The journal of
   * this partition knows nothing of it, so it is no answer for ever.
   */
  public Verdict checkElsewhere(SubmitOrder order, Exposure exposure) {
    return tradingState(tradingStates.coveringElsewhere(order), order, exposure);
  }

  private static Verdict tradingState(TradingState state, SubmitOrder order, Exposure exposure) {
    return switch (state) {
      case ACTIVE -> null;
      case HALTED -> new Verdict(HALTED, "trading is halted");
      case REDUCING ->
          order.quantity() > 0 && exposure.reduces(order.side(), order.quantity())
              ? null
              : new Verdict(REDUCING, "only orders that make the position smaller");
    };
  }

  /**
   * Why we may not hold an order until later, or null. Where the market is does not matter yet, nor
   * does the position: both are looked at when it is released.
   *
   * @param terms the order as its venue will take it
   */
  public Verdict checkHeld(
      SubmitOrder order,
      SubmitOrder terms,
      Instrument instrument,
      Capabilities venue,
      Limits limits,
      Exposure exposure) {
    var verdict = tradingState(tradingStates.covering(order), order, exposure);
    if (verdict == null) {
      verdict = InstrumentRules.fields(terms, venue);
    }
    if (verdict == null) {
      verdict = InstrumentRules.quantity(order.quantity(), instrument);
    }
    if (verdict == null && order.type().hasLimit()) {
      verdict = InstrumentRules.limitPrice(order.price(), instrument);
    }
    if (verdict == null) {
      verdict = size(order, instrument, limits);
    }
    long price = order.type().hasLimit() ? order.price() : order.instructions().triggerPrice();
    return verdict == null && price > 0 ? value(price, order, instrument, limits) : verdict;
  }

  /** Why an order that only takes off what was put on may not go, or null. */
  public Verdict checkExit(SubmitOrder order, long quantity, Instrument instrument) {
    boolean isHalted =
        tradingStates.covering(order) == TradingState.HALTED
            || tradingStates.coveringElsewhere(order) == TradingState.HALTED;
    return isHalted
        ? new Verdict(HALTED, "trading is halted")
        : InstrumentRules.quantity(quantity, instrument);
  }

  private static Verdict size(SubmitOrder order, Instrument instrument, Limits limits) {
    long most = limits.of(instrument).orderQuantityMax();
    return order.quantity() <= most
        ? null
        : new Verdict(
            LIMIT_ORDER_QTY,
            "quantity "
                + instrument.quantityText(order.quantity())
                + " is above "
                + instrument.quantityText(most));
  }

  private Verdict priced(SubmitOrder order, Instrument instrument, Limits limits, long nowNanos) {
    var large = size(order, instrument, limits);
    if (large != null) {
      return large;
    }
    if (order.type().hasLimit()) { // what no reference can cure is refused for ever
      var verdict = value(order.price(), order, instrument, limits);
      if (verdict != null) {
        return verdict;
      }
    }
    if (references.isUnknown(order.symbol())) {
      return new Verdict(NO_REFERENCE, "no quote or trade of " + order.symbol() + " yet");
    }
    long twice =
        references.twicePrice(order.symbol(), nowNanos, limits.referenceAgeMax().toNanos());
    if (twice == 0 || !references.isLive(order.symbol())) {
      return new Verdict(STALE_DATA, "market data of " + order.symbol() + " is not fresh");
    }
    return !order.type().hasLimit()
        ? value(Math.ceilDiv(twice, 2), order, instrument, limits)
        : collar(order, twice, instrument, limits);
  }

  private static Verdict value(
      long price, SubmitOrder order, Instrument instrument, Limits limits) {
    long value = InstrumentRules.value(price, order.quantity(), instrument);
    var verdict = InstrumentRules.value(value, instrument);
    if (verdict == null && value > limits.orderValueMax()) {
      return new Verdict(
          LIMIT_ORDER_VALUE,
          "value " + Money.text(value) + " is above " + Money.text(limits.orderValueMax()));
    }
    return verdict;
  }

  private static Verdict collar(
      SubmitOrder order, long twiceReference, Instrument instrument, Limits limits) {
    var distance =
        Int128.of(order.price()).times(2).minus(Int128.of(twiceReference)).times(BASIS_POINTS);
    var allowed = Int128.product(twiceReference, limits.collarBasisPoints());
    boolean inside =
        distance.compareTo(allowed) <= 0 && Int128.ZERO.minus(allowed).compareTo(distance) <= 0;
    return inside
        ? null
        : new Verdict(
            PRICE_COLLAR,
            "price "
                + instrument.priceText(order.price())
                + " is more than "
                + limits.collarBasisPoints()
                + " basis points from "
                + instrument.priceText(twiceReference / 2));
  }

  private static Verdict positions(
      SubmitOrder order, long more, Instrument instrument, Limits limits, Exposure exposure) {
    try {
      long worst = exposure.worstCase(order.side(), more);
      if (more > 0 && order.reduceOnly() && !exposure.reduces(order.side(), more)) {
        return new Verdict(REDUCE_ONLY, "could make the position larger");
      }
      if (more > 0 && worst > limits.of(instrument).positionMax()) {
        return new Verdict(
            LIMIT_POSITION,
            "position could become "
                + instrument.quantityText(order.side() == Side.BUY ? worst : -worst)
                + ", the limit is "
                + instrument.quantityText(limits.of(instrument).positionMax()));
      }
    } catch (ArithmeticException tooLarge) {
      return new Verdict(OVERFLOW, "the position could exceed 64 bits");
    }
    return exposure.crossesOwn(order.side(), order.price())
        ? new Verdict(SELF_TRADE, "could trade with an open order of the same account")
        : null;
  }
}
