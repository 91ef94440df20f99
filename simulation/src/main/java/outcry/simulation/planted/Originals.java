package outcry.simulation.planted;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Calls methods of the cores that only their own package may call. */
final class Originals {

  private record Key(Class<?> type, String name, int parameters) {}

  private static final Map<Key, Method> METHODS = new ConcurrentHashMap<>();

  private Originals() {}

  /**
   * @throws IllegalStateException if there is no such method: the code is another one now
   */
  static Object call(Object receiver, String name, Object... arguments) {
    try {
      return METHODS
          .computeIfAbsent(new Key(receiver.getClass(), name, arguments.length), Originals::method)
          .invoke(receiver, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @throws IllegalStateException if there is no such field: the code is another one now
   */
  static Object field(Object of, String name) {
    try {
      var field = of.getClass().getDeclaredField(name);
      field.setAccessible(true);
      return field.get(of);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Method method(Key key) {
    for (var method : key.type.getDeclaredMethods()) {
      if (method.getName().equals(key.name) && method.getParameterCount() == key.parameters) {
        method.setAccessible(true);
        return method;
      }
    }
    throw new IllegalStateException("no " + key.name + " in " + key.type);
  }
}
