package outcry.order.core.risk;

import outcry.model.OrderEvent.EquityMarked;

/**
 * Profit of an account in one currency: where its day began, how high it was, what the fees were.
 * Journaled are the beginnings of days and bounds of the highest; {@link #look} is what the market
 * says in between, and is looked at anew after a restart. {@code 10^-8} of the currency.
 */
final class Ledger {

  private final String currency;
  private final Sum fees = new Sum();
  private long day;
  private long dayStart;
  private long bestDay;

  /** At least the highest profit ever looked at. */
  private long highestBound;

  /** The highest profit looked at, as far as it is known: no more than the bound. */
  private long highest;

  private boolean looked;
  private long profit;

  /** Begins with nothing on the day of its first event. */
  Ledger(String currency, long day) {
    this.currency = currency;
    this.day = day;
  }

  String currency() {
    return currency;
  }

  void paid(long fee) {
    fees.add(fee);
  }

  Sum fees() {
    return fees;
  }

  void apply(EquityMarked marked) {
    if (marked.day() != day) {
      bestDay = Math.max(bestDay, marked.dayStart() - dayStart);
      highest = Math.max(highest, marked.dayStart());
    }
    day = marked.day();
    dayStart = marked.dayStart();
    highestBound = Math.max(highestBound, marked.highest());
  }

  /** What the profit is now. Not journaled. */
  void look(long profitNow, boolean atHighest) {
    if (!looked) {
      highest = highestBound; // how high exactly it was, the owner before has known
      looked = true;
    }
    profit = profitNow;
    if (atHighest) {
      highest = Math.max(highest, profitNow);
    }
  }

  /** Whether the profit was looked at since the start. */
  boolean isLooked() {
    return looked;
  }

  long profit() {
    return profit;
  }

  long day() {
    return day;
  }

  long dayStart() {
    return dayStart;
  }

  /** Profit since the day began. */
  long today() {
    return profit - dayStart;
  }

  long bestDay() {
    return Math.max(bestDay, today());
  }

  long highest() {
    return looked ? highest : highestBound;
  }

  long highestBound() {
    return highestBound;
  }
}
