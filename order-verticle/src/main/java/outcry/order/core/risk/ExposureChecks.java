package outcry.order.core.risk;

import static outcry.model.RefusalCode.LIMIT_EXPOSURE;
import static outcry.model.RefusalCode.LIMIT_OPEN_ORDERS;
import static outcry.model.RefusalCode.LIMIT_POSITION;
import static outcry.model.RefusalCode.OVERFLOW;
import static outcry.model.RefusalCode.OVERLOADED;
import static outcry.model.RefusalCode.REDUCE_ONLY;
import static outcry.model.RefusalCode.SELF_TRADE;

import outcry.model.Instrument;
import outcry.model.Money;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.Side;

/**
 * The checks of what account, strategy and house could come to have. What makes nothing larger
 * passes, even above a limit. Each method returns null if it passes.
 */
final class ExposureChecks {

  private final ExposureSum sum;

  ExposureChecks(References references) {
    sum = new ExposureSum(references);
  }

  /**
   * @param more how much larger the open quantity becomes
   */
  Verdict check(SubmitOrder order, long more, Limits limits, Exposure exposure) {
    try {
      var verdict = more > 0 ? larger(order, more, limits, exposure) : null;
      if (verdict != null) {
        return verdict;
      }
    } catch (ArithmeticException tooLarge) {
      return new Verdict(OVERFLOW, "the position or exposure could exceed 64 bits");
    }
    return exposure.crossesOwn(order.side(), order.price())
        ? new Verdict(SELF_TRADE, "could trade with an open order of the same account")
        : null;
  }

  private Verdict larger(SubmitOrder order, long more, Limits limits, Exposure exposure) {
    if (order.reduceOnly() && !exposure.reduces(order.side(), more)) {
      return new Verdict(REDUCE_ONLY, "could make the position larger");
    }
    var instrument = exposure.instrument();
    var account = exposure.account();
    var ofStrategy = account.exposure(order.strategy(), order.symbol());
    var strategyLimits = limits.strategy(order.strategy());
    var house = account.house();
    long max = limits.of(instrument).positionMax();
    var verdict = position(exposure.worstCase(order.side(), more), max, "", order, instrument);
    if (verdict == null) {
      max = positionMax(strategyLimits, order.symbol());
      long worst = ofStrategy.worstCase(order.side(), more);
      verdict = position(worst, max, " of the strategy", order, instrument);
    }
    if (verdict != null || exposure.reduces(order.side(), more)) {
      return verdict; // whoever closes a position is not to be held back by what else there is
    }
    max = positionMax(house.limits(), order.symbol());
    long houseWorst = worst(exposure.house(), order, more);
    verdict = position(houseWorst, max, " of the house", order, instrument);
    return verdict == null ? sums(order, more, limits, exposure, ofStrategy) : verdict;
  }

  private Verdict sums(
      SubmitOrder order, long more, Limits limits, Exposure exposure, Exposure ofStrategy) {
    var currency = exposure.instrument().quoteCurrency();
    var account = exposure.account();
    var strategyLimits = limits.strategy(order.strategy());
    var house = account.house();
    Verdict verdict = null;
    if (limits.scope().limitsExposure()) {
      clearFor(exposure, order, more);
      sum.add(account.exposures(), currency);
      verdict = exposure(order.side(), limits.scope(), "of the account");
    }
    if (verdict == null && strategyLimits.limitsExposure()) {
      clearFor(ofStrategy, order, more);
      sum.add(account.strategy(order.strategy()).exposures(), currency);
      verdict = exposure(order.side(), strategyLimits, "of the strategy");
    }
    if (verdict == null && house.limits().limitsExposure()) {
      clearFor(exposure, order, more);
      sum.addLines(house.lines(), currency);
      verdict = exposure(order.side(), house.limits(), "of the house");
    }
    return verdict;
  }

  private static long positionMax(ScopeLimits limits, String symbol) {
    var own = limits.instruments().get(symbol);
    return own == null ? Long.MAX_VALUE : own.positionMax();
  }

  private static long worst(HouseLine line, SubmitOrder order, long more) {
    return Math.addExact(order.side() == Side.BUY ? line.up() : -line.down(), more);
  }

  private static Verdict position(
      long worst, long max, String whose, SubmitOrder order, Instrument instrument) {
    return worst <= max
        ? null
        : new Verdict(
            LIMIT_POSITION,
            "position"
                + whose
                + " could become "
                + instrument.quantityText(order.side() == Side.BUY ? worst : -worst)
                + ", the limit is "
                + instrument.quantityText(max));
  }

  /** What the order adds to the sums, instead of nothing, before the rest is added. */
  private void clearFor(Exposure exposure, SubmitOrder order, long more) {
    sum.clear();
    var instrument = exposure.instrument();
    long mark =
        sum.mark(instrument, exposure.lastPrice() == 0 ? order.price() : exposure.lastPrice());
    long worst = exposure.worst();
    boolean buy = order.side() == Side.BUY;
    long worstAfter = Math.max(worst, exposure.worstCase(order.side(), more));
    sum.add(instrument, mark, worstAfter - worst, buy ? more : 0, buy ? 0 : -more);
  }

  /** The net sum is held against its limit in the direction in which the order moves it. */
  private Verdict exposure(Side side, ScopeLimits limits, String whose) {
    if (limits.grossExposureMax() > 0 && sum.gross().compareTo(limits.grossExposureMax()) > 0) {
      return verdict("gross", whose, sum.gross().saturated(), limits.grossExposureMax());
    }
    long net = side == Side.BUY ? sum.up().saturated() : -sum.down().saturated();
    return limits.netExposureMax() > 0 && net > limits.netExposureMax()
        ? verdict("net", whose, net, limits.netExposureMax())
        : null;
  }

  private static Verdict verdict(String what, String whose, long could, long max) {
    return new Verdict(
        LIMIT_EXPOSURE,
        what
            + " exposure "
            + whose
            + " could become "
            + Money.text(could)
            + ", the limit is "
            + Money.text(max));
  }

  /** How many orders are open in each scope. */
  static Verdict openOrders(SubmitOrder order, Limits limits, AccountBook account, int ahead) {
    if (account.openOrders() + ahead >= limits.openOrdersMax()) {
      return new Verdict(
          LIMIT_OPEN_ORDERS, limits.openOrdersMax() + " orders of the account are open");
    }
    var house = account.house();
    int houseMax = house.limits().openOrdersMax();
    if (houseMax > 0 && house.openOrders() + ahead >= houseMax) {
      return new Verdict(LIMIT_OPEN_ORDERS, houseMax + " orders of the house are open");
    }
    if (!account.mayTake(order.strategy())) {
      return new Verdict(OVERLOADED, "the account has had too many strategies");
    }
    int max = limits.strategy(order.strategy()).openOrdersMax();
    return max > 0 && account.strategy(order.strategy()).openOrders() + ahead >= max
        ? new Verdict(LIMIT_OPEN_ORDERS, max + " orders of the strategy are open")
        : null;
  }
}
