package outcry.order.core.risk;

import static outcry.model.RefusalCode.HALTED;
import static outcry.model.RefusalCode.REDUCING;

import outcry.model.Instrument;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.TradingState;
import outcry.venue.Capabilities;

/** The checks of one order against what its account has and what the market says. */
public final class PreTradeRisk {

  private final TradingStates tradingStates;
  private final PriceChecks prices;
  private final ExposureChecks exposures;
  private final PackChecks packs;

  public PreTradeRisk(TradingStates tradingStates, References references) {
    this.tradingStates = tradingStates;
    prices = new PriceChecks(references);
    exposures = new ExposureChecks(references);
    packs = new PackChecks(references);
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
    return verdict == null
        ? priced(order, order.quantity(), instrument, limits, exposure, nowNanos)
        : verdict;
  }

  /**
   * Why one more order may not be taken, or null; what is released was taken before.
   *
   * @param ahead so many are taken together with it
   */
  public Verdict checkNew(
      SubmitOrder order, Limits limits, AccountBook account, int ahead, long nowNanos) {
    var verdict = ExposureChecks.openOrders(order, limits, account, ahead);
    return verdict == null ? PackChecks.duplicate(order, limits, account, nowNanos) : verdict;
  }

  /**
   * Why an open order may not become {@code amended}, or null.
   *
   * @param moreQuantity how much larger its open quantity gets at worst; 0 or less if not at all
   * @param samePrice its limit stays what it is
   */
  public Verdict checkAmend(
      SubmitOrder amended,
      long moreQuantity,
      boolean samePrice,
      Instrument instrument,
      Limits limits,
      Exposure exposure,
      long nowNanos) {
    long more = Math.max(0, moreQuantity);
    var verdict =
        samePrice && moreQuantity < 0
            ? null // whoever asks for less may have it in any state
            : amendState(amended, more, exposure);
    if (verdict == null) {
      verdict = InstrumentRules.quantity(amended.quantity(), instrument);
    }
    if (verdict == null) {
      verdict = InstrumentRules.limitPrice(amended.price(), instrument);
    }
    return verdict == null
        ? priced(amended, more, instrument, limits, exposure, nowNanos)
        : verdict;
  }

  private Verdict priced(
      SubmitOrder order,
      long more,
      Instrument instrument,
      Limits limits,
      Exposure exposure,
      long nowNanos) {
    var verdict = prices.check(order, instrument, limits, exposure.account().house(), nowNanos);
    if (verdict == null && more > 0 && !exposure.reduces(order.side(), more)) {
      verdict = packs.opening(order, limits, exposure.account(), nowNanos);
    }
    if (verdict == null) {
      verdict = exposures.check(order, more, limits, exposure);
    }
    return verdict == null && more > 0 ? packs.contracts(order, more, limits, exposure) : verdict;
  }

  /**
   * Why the trading state stops the order, or null: whether it was set here or through another
   * partition. It is no answer for ever.
   */
  public Verdict checkState(SubmitOrder order, Exposure exposure) {
    return tradingState(state(order), order, exposure);
  }

  private TradingState state(SubmitOrder order) {
    var here = tradingStates.covering(order);
    var elsewhere = tradingStates.coveringElsewhere(order);
    return here.compareTo(elsewhere) >= 0 ? here : elsewhere;
  }

  private static Verdict tradingState(TradingState state, SubmitOrder order, Exposure exposure) {
    return switch (state) {
      case ACTIVE -> null;
      case HALTED -> halted();
      case REDUCING ->
          order.quantity() > 0 && exposure.reduces(order.side(), order.quantity())
              ? null
              : reducing();
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
    return verdict == null
        ? PriceChecks.size(order, instrument, limits, exposure.account().house())
        : verdict;
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

  /** An order that is amended stays among those that only make the position smaller, or leaves. */
  private Verdict amendState(SubmitOrder amended, long more, Exposure exposure) {
    return switch (state(amended)) {
      case ACTIVE -> null;
      case HALTED -> halted();
      case REDUCING -> exposure.reduces(amended.side(), more) ? null : reducing();
    };
  }

  private static Verdict halted() {
    return new Verdict(HALTED, "trading is halted");
  }

  private static Verdict reducing() {
    return new Verdict(REDUCING, "only orders that make the position smaller");
  }
}
