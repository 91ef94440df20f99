package outcry.gateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import outcry.model.query.MarketTop;
import outcry.model.query.StrategyList;
import outcry.model.query.StrategyView;
import outcry.model.query.SymbolTop;

/**
 * The latest of every symbol and of every strategy, from whoever told last: in a cluster each has
 * an owner, and the owner may change. There are as many as instruments and strategies.
 */
final class LatestStates {

  private final Map<String, SymbolTop> tops = new LinkedHashMap<>();
  private final Map<String, StrategyView> strategies = new LinkedHashMap<>();
  private long marketNanos;

  void onTop(MarketTop top) {
    marketNanos = Math.max(marketNanos, top.atNanos());
    top.symbols().forEach(symbol -> tops.put(symbol.symbol(), symbol));
  }

  void onStates(StrategyList list) {
    list.strategies().forEach(strategy -> strategies.put(strategy.name(), strategy));
  }

  MarketTop market() {
    return new MarketTop(marketNanos, List.copyOf(tops.values()));
  }

  StrategyList strategies() {
    return new StrategyList(List.copyOf(strategies.values()));
  }
}
