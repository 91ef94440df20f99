package outcry.order.core;

import java.util.Map;
import outcry.model.TradingDay;

/**
 * When instruments trade.
 *
 * @param standard of every symbol without an entry
 */
public record TradingDays(TradingDay standard, Map<String, TradingDay> bySymbol) {

  /** Everything trades around the clock; days end at midnight UTC. */
  public static final TradingDays AROUND_THE_CLOCK =
      new TradingDays(TradingDay.AROUND_THE_CLOCK, Map.of());

  public TradingDays {
    bySymbol = Map.copyOf(bySymbol);
  }

  TradingDay of(String symbol) {
    return bySymbol.getOrDefault(symbol, standard);
  }
}
