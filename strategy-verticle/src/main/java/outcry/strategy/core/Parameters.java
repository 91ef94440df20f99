package outcry.strategy.core;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import outcry.model.Decimal;
import outcry.strategy.Tune;

/** Reads a strategy's parameter record from text and checks it against its {@link Tune} ranges. */
public final class Parameters {

  private Parameters() {}

  /**
   * @param text value by component name; components left out take the default of {@link Tune}
   * @throws ParameterException naming the first parameter that is unknown, missing or out of range;
   *     what the record's own constructor throws as such passes through
   */
  public static <P extends Record> P read(Class<P> type, Map<String, String> text) {
    var components = type.getRecordComponents();
    refuseUnknown(components, text);
    var types = new Class<?>[components.length];
    var values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = read(components[i], text);
    }
    return construct(type, types, values);
  }

  /** The parameters as {@code name=value} text, in the record's order. */
  public static Map<String, String> write(Record parameters) {
    var text = new LinkedHashMap<String, String>();
    for (var component : parameters.getClass().getRecordComponents()) {
      try {
        var accessor = component.getAccessor();
        accessor.setAccessible(true);
        text.put(component.getName(), ParameterText.write(accessor.invoke(parameters)));
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("cannot read " + component, e);
      }
    }
    return text;
  }

  private static void refuseUnknown(RecordComponent[] components, Map<String, String> text) {
    var known =
        Arrays.stream(components)
            .map(RecordComponent::getName)
            .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    for (var name : text.keySet()) {
      if (!known.contains(name)) {
        throw new ParameterException(
            name, "is not a parameter; known: " + String.join(", ", known));
      }
    }
  }

  private static Object read(RecordComponent component, Map<String, String> text) {
    var name = component.getName();
    var tune = component.getAnnotation(Tune.class);
    var given = text.get(name);
    if (given == null) {
      if (tune == null || tune.value().isEmpty()) {
        throw new ParameterException(name, "is missing");
      }
      given = tune.value();
    }
    var value = ParameterText.read(name, component.getType(), given);
    if (tune != null) {
      check(name, value, given, tune);
    }
    return value;
  }

  private static void check(String name, Object value, String given, Tune tune) {
    double number =
        switch (value) {
          case Number n -> n.doubleValue();
          case Decimal d -> d.units() / (double) Decimal.powerOfTen(d.scale());
          default -> Double.NaN;
        };
    if (number < tune.min() || number > tune.max()) {
      throw new ParameterException(
          name,
          "must be "
              + ParameterText.bound(tune.min())
              + " to "
              + ParameterText.bound(tune.max())
              + ", was "
              + given);
    }
  }

  private static <P extends Record> P construct(Class<P> type, Class<?>[] types, Object[] values) {
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof ParameterException refused) {
        throw refused;
      }
      throw new IllegalArgumentException(
          type.getName() + " refused its parameters: " + e.getCause().getMessage(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type.getName(), e);
    }
  }
}
