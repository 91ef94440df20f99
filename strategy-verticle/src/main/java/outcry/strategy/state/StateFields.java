package outcry.strategy.state;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import outcry.strategy.State;
import outcry.strategy.TradingStrategy;

/**
 * The {@link State} fields of a strategy class and their text: an object with a version and each
 * field by its name. Immutable.
 */
public final class StateFields {

  /** Longest text of all fields of a strategy, characters. */
  public static final int TEXT_MAX = 262_144;

  private static final int VERSION = 1;
  private static final String VERSION_NAME = "version";
  private static final String FIELDS_NAME = "fields";

  private final String type;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final Map<String, StateForm> forms = new LinkedHashMap<>();

  private StateFields(String type) {
    this.type = type;
  }

  /**
   * @throws IllegalArgumentException naming the first field that cannot be kept, and its type
   */
  public static StateFields of(Class<?> strategy) {
    var found = new StateFields(strategy.getSimpleName());
    var classes = new ArrayDeque<Class<?>>();
    for (Class<?> each = strategy;
        each != null && each != TradingStrategy.class;
        each = each.getSuperclass()) {
      classes.push(each);
    }
    classes.forEach(found::add);
    return found;
  }

  private void add(Class<?> declaring) {
    for (var field : declaring.getDeclaredFields()) {
      if (!field.isAnnotationPresent(State.class)) {
        continue;
      }
      var place = declaring.getSimpleName() + "." + field.getName();
      if (Modifier.isStatic(field.getModifiers()) || Modifier.isFinal(field.getModifiers())) {
        throw new IllegalArgumentException("@State " + place + " must be neither static nor final");
      }
      if (fields.put(field.getName(), field) != null) {
        throw new IllegalArgumentException("@State " + place + " is declared twice");
      }
      forms.put(field.getName(), StateForm.of(place, field.getGenericType()));
      field.setAccessible(true);
    }
  }

  /** Whether there is anything to keep. */
  public boolean isEmpty() {
    return fields.isEmpty();
  }

  /**
   * The fields as they are; on the strategy's thread.
   *
   * @throws IllegalStateException if it is longer than {@link #TEXT_MAX}
   */
  public String write(TradingStrategy<?> strategy) {
    if (fields.isEmpty()) {
      return "";
    }
    var values = new JsonObject();
    fields.forEach(
        (name, field) -> {
          try {
            values.put(name, forms.get(name).write(field.get(strategy)));
          } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
          }
        });
    var text = new JsonObject().put(VERSION_NAME, VERSION).put(FIELDS_NAME, values).encode();
    if (text.length() > TEXT_MAX) {
      throw new IllegalStateException(
          "the @State fields of %s have %d characters, at most %d are kept"
              .formatted(type, text.length(), TEXT_MAX));
    }
    return text;
  }

  /**
   * Sets the fields; on the strategy's thread. A field that was not kept stays as it was made.
   *
   * @return names that were kept and are no fields any more
   * @throws IllegalStateException if it is no such text or a value has another type than its field
   */
  public List<String> restore(TradingStrategy<?> strategy, String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    var unknown = new ArrayList<String>();
    for (var each : read(text)) {
      var field = fields.get(each.getKey());
      if (field == null) {
        unknown.add(each.getKey());
        continue;
      }
      try {
        field.set(strategy, forms.get(each.getKey()).read(each.getValue()));
      } catch (IllegalAccessException | RuntimeException e) {
        throw new IllegalStateException(
            "what was kept of @State %s.%s does not fit: %s"
                .formatted(type, each.getKey(), e.getMessage()),
            e);
      }
    }
    return unknown;
  }

  private JsonObject read(String text) {
    try {
      var object = new JsonObject(text);
      int version = object.getInteger(VERSION_NAME);
      if (version != VERSION) {
        throw new IllegalStateException(
            "the state kept of %s has version %d, this program knows %d"
                .formatted(type, version, VERSION));
      }
      return object.getJsonObject(FIELDS_NAME);
    } catch (DecodeException | ClassCastException | NullPointerException e) {
      throw new IllegalStateException("the state kept of " + type + " is no state", e);
    }
  }
}
