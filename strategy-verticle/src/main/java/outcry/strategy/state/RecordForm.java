package outcry.strategy.state;

import io.vertx.core.json.JsonObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;

/** A record as an object with each component by its name: all of them, no others. */
final class RecordForm implements StateForm {

  /** Ends what would never: a record that holds records of its own type. */
  private static final int PLACE_MAX = 500;

  private final RecordComponent[] components;
  private final StateForm[] forms;
  private final Constructor<?> constructor;

  RecordForm(String place, Class<?> type) {
    components = type.getRecordComponents();
    forms = new StateForm[components.length];
    var types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      var name = place + "." + components[i].getName();
      types[i] = components[i].getType();
      if (name.length() > PLACE_MAX) {
        throw new IllegalArgumentException("@State " + name + " is nested too deeply");
      }
      forms[i] = StateForm.of(name, components[i].getGenericType());
      components[i].getAccessor().setAccessible(true);
    }
    try {
      constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " has no canonical constructor", e);
    }
  }

  @Override
  public Object write(Object value) {
    if (value == null) {
      return null;
    }
    var object = new JsonObject();
    for (int i = 0; i < components.length; i++) {
      try {
        var each = components[i].getAccessor().invoke(value);
        object.put(components[i].getName(), forms[i].write(each));
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("cannot read " + components[i], e);
      }
    }
    return object;
  }

  @Override
  public Object read(Object json) {
    if (json == null) {
      return null;
    }
    var object = (JsonObject) json;
    var values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      var name = components[i].getName();
      if (!object.containsKey(name)) {
        throw new IllegalStateException(name + " is missing");
      }
      values[i] = forms[i].read(object.getValue(name));
    }
    if (object.size() != components.length) {
      throw new IllegalStateException("it has components that are no more: " + object.fieldNames());
    }
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + constructor.getDeclaringClass(), e);
    }
  }
}
