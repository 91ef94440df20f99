package outcry.order.core.risk;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import outcry.model.Instrument;

/**
 * What all accounts have that trade here together, whichever partition they belong to. Shared by
 * the partitions of one event loop; one thread. In a cluster each event loop has a house of its
 * own, and they share its rates: each may send its part.
 */
public final class House {

  private final ScopeLimits limits;
  private final IntSupplier sharers;
  private final Map<String, HouseLine> lines = new LinkedHashMap<>();
  private ScopeRates rates;
  private int ratesSharers;
  private int openOrders;

  /** The only one. */
  public House(ScopeLimits limits) {
    this(limits, () -> 1);
  }

  /**
   * @param sharers how many houses share the rates by now; 0 while that is not known, when nothing
   *     may be sent that has a rate
   */
  public House(ScopeLimits limits, IntSupplier sharers) {
    this.limits = limits;
    this.sharers = sharers;
  }

  /** Another part than before starts empty: who had it may just have used it. */
  ScopeRates rates(long nowNanos) {
    int by = sharers.getAsInt();
    if (rates == null) {
      renew(by, false, nowNanos);
    } else if (by != ratesSharers) {
      renew(by, true, nowNanos);
    }
    return rates;
  }

  void startRatesEmpty(long nowNanos) {
    renew(sharers.getAsInt(), true, nowNanos);
  }

  private void renew(int by, boolean startEmpty, long nowNanos) {
    ratesSharers = by;
    rates = new ScopeRates(limits, by, startEmpty, nowNanos);
  }

  ScopeLimits limits() {
    return limits;
  }

  HouseLine line(Instrument instrument) {
    return lines.computeIfAbsent(instrument.symbol(), _ -> new HouseLine(instrument));
  }

  Collection<HouseLine> lines() {
    return lines.values();
  }

  int openOrders() {
    return openOrders;
  }

  void opened(int change) {
    openOrders += change;
  }
}
