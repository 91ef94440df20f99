package outcry.strategy;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import outcry.model.Instruments;
import outcry.strategy.core.ParameterException;

/** The strategy classes there are, by name. Immutable. */
public final class StrategyCatalog {

  private final Map<String, StrategyType> types = new TreeMap<>();

  private StrategyCatalog(List<Class<?>> classes) {
    for (var each : classes) {
      var type = StrategyType.of(each);
      if (types.put(type.name(), type) != null) {
        throw new IllegalArgumentException("two strategies are named " + type.name());
      }
    }
  }

  /** Everything named in {@code META-INF/services/outcry.strategy.TradingStrategy}. */
  @SuppressWarnings("rawtypes") // a service is found by its class, which has no type argument
  public static StrategyCatalog installed() {
    return new StrategyCatalog(
        ServiceLoader.load(TradingStrategy.class).stream()
            .<Class<?>>map(ServiceLoader.Provider::type)
            .toList());
  }

  /** These and no others. */
  public static StrategyCatalog of(List<Class<? extends TradingStrategy<?>>> classes) {
    return new StrategyCatalog(List.copyOf(classes));
  }

  public Set<String> names() {
    return Set.copyOf(types.keySet());
  }

  /**
   * Refuses what cannot run, before anything starts.
   *
   * @throws IllegalArgumentException naming what is wrong and what is known
   */
  public void check(StrategySpec spec, Instruments instruments) {
    var parameters = find(spec.type()).parameters(spec.parameters());
    var symbol = StrategyType.symbolOf(parameters);
    if (!symbol.isEmpty() && instruments.find(symbol).isEmpty()) {
      var known =
          String.join(", ", instruments.all().stream().limit(20).map(i -> i.symbol()).toList());
      throw new ParameterException("symbol", "is unknown: " + symbol + "; known: " + known);
    }
  }

  StrategyType find(String name) {
    var type = types.get(name);
    if (type == null) {
      throw new IllegalArgumentException(
          "unknown strategy " + name + "; known: " + String.join(", ", types.keySet()));
    }
    return type;
  }
}
