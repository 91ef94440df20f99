package outcry.strategy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import outcry.model.BarSpec;
import outcry.model.Instrument;
import outcry.model.MarketEvent.Bar;

/** The bar series of one strategy and whether all of them are warm. On its thread. */
final class SeriesBook {

  private record Key(String symbol, BarSpec spec) {}

  private final Map<Key, Bars> series = new LinkedHashMap<>();
  private final List<Bars> declared = new ArrayList<>();

  Bars declare(Instrument instrument, BarSpec spec) {
    var bars = new Bars(instrument, spec);
    series.put(new Key(instrument.symbol(), spec), bars);
    declared.add(bars);
    return bars;
  }

  boolean has(String symbol, BarSpec spec) {
    return series.containsKey(new Key(symbol, spec));
  }

  Bars find(String symbol, BarSpec spec) {
    return series.get(new Key(symbol, spec));
  }

  boolean hasDeclared() {
    return !declared.isEmpty();
  }

  /** Hands over what was declared since the last time. */
  void open(Consumer<Bars> opener) {
    List.copyOf(declared).forEach(opener);
    declared.clear();
  }

  /** True if the bar is a new one of a series that is open. */
  boolean take(Bar bar) {
    var bars = find(bar.symbol(), bar.spec());
    if (!bars.isOpen()) {
      bars.keepEarly(bar);
      return false;
    }
    return bars.take(bar);
  }

  boolean isEmpty() {
    return series.isEmpty();
  }

  boolean isWarm() {
    return series.values().stream().allMatch(Bars::isWarm);
  }
}
