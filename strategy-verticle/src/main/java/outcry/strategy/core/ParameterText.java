package outcry.strategy.core;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import outcry.model.BarSpec;
import outcry.model.Decimal;

/** One parameter from and to text, by its type. */
final class ParameterText {

  private static final int TEXT_MAX = 200;

  private ParameterText() {}

  static Object read(String name, Class<?> type, String text) {
    if (text.length() > TEXT_MAX) {
      throw new ParameterException(name, "is longer than " + TEXT_MAX + " characters");
    }
    try {
      return read(type, text);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ParameterException(
          name, "is not a " + type.getSimpleName() + ": " + text + hint(type));
    }
  }

  private static Object read(Class<?> type, String text) {
    if (type == String.class) {
      return requireText(text);
    }
    if (type == int.class) {
      return Math.toIntExact(Decimal.parse(text, 0));
    }
    if (type == long.class) {
      return Decimal.parse(text, 0);
    }
    if (type == double.class) {
      return new BigDecimal(Decimal.parse(text).toString()).doubleValue();
    }
    if (type == boolean.class) {
      return flag(text);
    }
    if (type == Decimal.class) {
      return Decimal.parse(text);
    }
    if (type == BarSpec.class) {
      return BarSpec.parse(text);
    }
    if (type == Duration.class) {
      return duration(text);
    }
    if (type.isEnum()) {
      return constant(type, text);
    }
    throw new IllegalStateException("no text form for parameters of " + type);
  }

  private static String requireText(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("blank");
    }
    return text;
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  /** The grammar of time bars: 250ms, 5s, 1m, 4h. */
  private static Duration duration(String text) {
    var spec = BarSpec.parse(text);
    if (spec.kind() != BarSpec.Kind.TIME) {
      throw new IllegalArgumentException(text);
    }
    return Duration.ofNanos(spec.size());
  }

  private static Object constant(Class<?> type, String text) {
    for (var constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(text);
  }

  private static String hint(Class<?> type) {
    if (type.isEnum()) {
      return " (one of " + Arrays.toString(type.getEnumConstants()) + ")";
    }
    return type == Duration.class ? " (use e.g. 250ms, 5s, 1m)" : "";
  }

  static String write(Object value) {
    return value instanceof Duration duration
        ? BarSpec.time(duration).toString()
        : String.valueOf(value);
  }

  static String bound(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
