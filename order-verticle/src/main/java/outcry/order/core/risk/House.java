package outcry.order.core.risk;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import outcry.model.Instrument;

/**
 * What all accounts have that trade here together, whichever partition they belong to. Shared by
 * the partitions of one order verticle; one thread.
 */
public final class House {

  private final ScopeLimits limits;
  private final Map<String, HouseLine> lines = new LinkedHashMap<>();
  private ScopeRates rates;
  private int openOrders;

  public House(ScopeLimits limits) {
    this.limits = limits;
  }

  ScopeRates rates(long nowNanos) {
    if (rates == null) {
      rates = new ScopeRates(limits, false, nowNanos);
    }
    return rates;
  }

  void startRatesEmpty(long nowNanos) {
    rates = new ScopeRates(limits, true, nowNanos);
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
