package outcry.bus;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import outcry.model.BarSpec;

/** Every address there is, with the types that its declaration gives. */
record AllAddresses(Object address, List<Type> types) {

  static List<AllAddresses> find() throws ReflectiveOperationException {
    var all = new ArrayList<AllAddresses>();
    for (var field : Addresses.class.getDeclaredFields()) {
      if (Modifier.isPublic(field.getModifiers())) {
        all.add(new AllAddresses(field.get(null), arguments(field.getGenericType())));
      }
    }
    for (var method : Addresses.class.getDeclaredMethods()) {
      var type = method.getReturnType();
      if (Modifier.isPublic(method.getModifiers())
          && (type == Address.class || type == RequestAddress.class)) {
        all.add(
            new AllAddresses(
                method.invoke(null, parameters(method)), arguments(method.getGenericReturnType())));
      }
    }
    return all;
  }

  private static List<Type> arguments(Type type) {
    return List.of(((ParameterizedType) type).getActualTypeArguments());
  }

  private static Object[] parameters(Method method) {
    var values = new ArrayList<Object>();
    for (var type : method.getParameterTypes()) {
      values.add(
          type == int.class
              ? (Object) 7
              : type == BarSpec.class ? BarSpec.minutes(5) : (Object) "BTCUSDT");
    }
    return values.toArray();
  }
}
