package outcry.strategy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.util.Map;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.Trade;
import outcry.strategy.core.Parameters;
import outcry.strategy.state.StateFields;

/**
 * A strategy class, looked through once.
 *
 * @param parametersType its record of parameters
 * @param state the fields that are kept
 */
record StrategyType(
    String name,
    Class<?> type,
    Class<? extends Record> parametersType,
    boolean wantsQuotes,
    boolean wantsTrades,
    boolean wantsBooks,
    StateFields state) {

  static StrategyType of(Class<?> type) {
    var annotation = type.getAnnotation(Strategy.class);
    if (annotation == null) {
      throw new IllegalArgumentException(type.getName() + " has no @Strategy name");
    }
    return new StrategyType(
        annotation.value(),
        type,
        parametersType(type),
        overrides(type, "onQuote", Quote.class),
        overrides(type, "onTrade", Trade.class),
        overrides(type, "onBook", MarketEvent.class),
        StateFields.of(type));
  }

  private static Class<? extends Record> parametersType(Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      if (each.getGenericSuperclass() instanceof ParameterizedType generic
          && generic.getRawType() == TradingStrategy.class
          && generic.getActualTypeArguments()[0] instanceof Class<?> found) {
        return found.asSubclass(Record.class);
      }
    }
    throw new IllegalArgumentException(
        type.getName() + " must extend TradingStrategy with a record of parameters");
  }

  private static boolean overrides(Class<?> type, String callback, Class<?> argument) {
    try {
      return type.getMethod(callback, argument).getDeclaringClass() != TradingStrategy.class;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("TradingStrategy has no " + callback, e);
    }
  }

  Record parameters(Map<String, String> text) {
    return Parameters.read(parametersType, text);
  }

  /** The parameter named symbol, for people and checks; empty if there is none. */
  static String symbolOf(Record parameters) {
    return Parameters.write(parameters).getOrDefault("symbol", "");
  }

  TradingStrategy<?> create() {
    try {
      var constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return (TradingStrategy<?>) constructor.newInstance();
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the constructor of " + name + " threw", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " needs a constructor without arguments", e);
    }
  }
}
