package outcry.strategy.state;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import outcry.model.Decimal;

/**
 * One type's form in JSON. Exact: what is written is read as it was; numbers that JSON readers
 * would round are text.
 */
interface StateForm {

  /** Null for a null, which only a primitive cannot be. */
  Object write(Object value);

  /**
   * @throws RuntimeException if it was not written by this form
   */
  Object read(Object json);

  /**
   * @param place names the field in the message
   * @throws IllegalArgumentException if there is no form for it
   */
  static StateForm of(String place, Type type) {
    if (type == long.class || type == Long.class) {
      return plain(type, value -> value, json -> exact((Number) json));
    }
    if (type == int.class || type == Integer.class) {
      return plain(type, value -> value, json -> Math.toIntExact(exact((Number) json)));
    }
    if (type == boolean.class || type == Boolean.class) {
      return plain(type, value -> value, Boolean.class::cast);
    }
    if (type == double.class || type == Double.class) {
      return plain(type, Object::toString, json -> Double.valueOf((String) json));
    }
    if (type == String.class) {
      return plain(type, value -> value, String.class::cast);
    }
    if (type == BigDecimal.class) {
      return plain(type, Object::toString, json -> new BigDecimal((String) json));
    }
    if (type == Decimal.class) {
      return plain(type, Object::toString, json -> Decimal.parse((String) json));
    }
    if (type instanceof Class<?> raw && raw.isEnum()) {
      return plain(type, value -> ((Enum<?>) value).name(), json -> constant(raw, (String) json));
    }
    if (type instanceof Class<?> raw && raw.isRecord()) {
      return new RecordForm(place, raw);
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      return listOf(of(place, generic.getActualTypeArguments()[0]));
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
      var arguments = generic.getActualTypeArguments();
      return mapOf(keys(place, arguments[0]), of(place, arguments[1]));
    }
    throw new IllegalArgumentException(
        "@State %s: %s cannot be kept; types are long, int, boolean, double, String, BigDecimal,"
                .formatted(place, type.getTypeName())
            + " Decimal, enums, records, and List and Map of these");
  }

  private static StateForm plain(
      Type type, Function<Object, Object> write, Function<Object, Object> read) {
    boolean canBeNull = !(type instanceof Class<?> raw && raw.isPrimitive());
    return new StateForm() {
      @Override
      public Object write(Object value) {
        return value == null ? null : write.apply(value);
      }

      @Override
      public Object read(Object json) {
        if (json == null && !canBeNull) {
          throw new IllegalStateException("null for a " + type.getTypeName());
        }
        return json == null ? null : read.apply(json);
      }
    };
  }

  private static long exact(Number number) {
    if (number instanceof Long || number instanceof Integer) {
      return number.longValue();
    }
    throw new IllegalStateException(number + " is no whole number");
  }

  private static Object constant(Class<?> type, String name) {
    for (var constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw new IllegalStateException(name + " is no " + type.getSimpleName());
  }

  private static StateForm listOf(StateForm element) {
    return plain(
        List.class,
        value -> {
          var array = new JsonArray();
          ((List<?>) value).forEach(each -> array.add(element.write(each)));
          return array;
        },
        json -> {
          var list = new ArrayList<Object>();
          ((JsonArray) json).forEach(each -> list.add(element.read(each)));
          return list;
        });
  }

  private static Function<String, Object> keys(String place, Type type) {
    if (type == String.class) {
      return text -> text;
    }
    if (type == Long.class) {
      return Long::valueOf;
    }
    if (type == Integer.class) {
      return Integer::valueOf;
    }
    if (type instanceof Class<?> raw && raw.isEnum()) {
      return text -> constant(raw, text);
    }
    throw new IllegalArgumentException(
        "@State %s: keys of a Map are String, Long, Integer or an enum, not %s"
            .formatted(place, type.getTypeName()));
  }

  private static StateForm mapOf(Function<String, Object> key, StateForm element) {
    return plain(
        Map.class,
        value -> {
          var object = new JsonObject();
          ((Map<?, ?>) value).forEach((name, each) -> object.put(text(name), element.write(each)));
          return object;
        },
        json -> {
          var map = new LinkedHashMap<Object, Object>();
          ((JsonObject) json)
              .forEach(each -> map.put(key.apply(each.getKey()), element.read(each.getValue())));
          return map;
        });
  }

  private static String text(Object key) {
    return key instanceof Enum<?> constant ? constant.name() : key.toString();
  }
}
