package outcry.bus;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import outcry.model.BarSpec;
import outcry.model.Levels;
import outcry.model.OrderEvent;
import outcry.model.query.MarketTop;
import outcry.model.query.StrategyAction;

/** Messages with a different value in every component. */
final class TestMessages {

  static final StrategyAction STRATEGY_ACTION =
      new StrategyAction("sma-cross", StrategyAction.Kind.PAUSE);
  static final MarketTop MARKET_TOP = sample(MarketTop.class);

  private long number;

  private TestMessages() {}

  /** A record of that type, with two elements in every list. */
  static <T extends Record> T sample(Class<T> type) {
    return type.cast(new TestMessages().value(type));
  }

  /** One of everything that a type can be: itself, or each record of a sealed family. */
  static List<Object> samples(Type type) {
    if (type instanceof Class<?> c && c.isSealed()) {
      var all = new ArrayList<>();
      for (var permitted : c.getPermittedSubclasses()) {
        all.addAll(samples(permitted));
      }
      return all;
    }
    return List.of(new TestMessages().value(type));
  }

  private Object value(Type type) {
    number++;
    return switch (type) {
      case Class<?> c when c == OrderEvent.class -> value(OrderEvent.OrderTriggered.class);
      case Class<?> c when c == Levels.class -> Levels.of(number, 2, number + 1, 3);
      case Class<?> c when c.isSealed() -> value(c.getPermittedSubclasses()[0]);
      case ParameterizedType optional when optional.getRawType() == Optional.class ->
          Optional.of(value(optional.getActualTypeArguments()[0]));
      case ParameterizedType list -> {
        var element = list.getActualTypeArguments()[0];
        yield List.of(value(element), value(element));
      }
      case Class<?> c when c == long.class || c == Long.class -> number << 33;
      case Class<?> c when c == int.class -> (int) number;
      case Class<?> c when c == boolean.class -> number % 2 == 0;
      case Class<?> c when c == String.class -> "text ü " + number;
      case Class<?> c when c.isEnum() ->
          c.getEnumConstants()[(int) number % c.getEnumConstants().length];
      case Class<?> c when c == BarSpec.class -> BarSpec.minutes((int) number);
      case Class<?> c when c.isRecord() -> newRecord(c);
      default -> throw new AssertionError("no sample of a " + type);
    };
  }

  private Object newRecord(Class<?> type) {
    var components = type.getRecordComponents();
    var types = new Class<?>[components.length];
    var values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = value(components[i].getGenericType());
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(type + " with " + List.of(values), e);
    }
  }
}
