package outcry.bus;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import outcry.model.wire.WireCodec;
import outcry.model.wire.WireException;
import outcry.model.wire.WireReader;
import outcry.model.wire.WireWriter;

/**
 * The binary form of a public record, derived from its components: long, int, boolean, String,
 * enums, records and lists of these. For messages off the hot path; the families on it have codecs
 * written by hand.
 */
public final class RecordCodec<T extends Record> implements WireCodec<T> {

  private static final int VERSION = 1;
  private static final int LIST_MAX = 100_000;

  private final String name;
  private final Class<T> type;

  private RecordCodec(String name, Class<T> type) {
    this.name = name;
    this.type = type;
  }

  public static <T extends Record> RecordCodec<T> of(String name, Class<T> type) {
    return new RecordCodec<>(name, type);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void write(T message, WireWriter out) {
    out.putByte(VERSION);
    writeRecord(message, out);
  }

  @Override
  public T read(WireReader in) {
    in.requireVersion(VERSION);
    return type.cast(readRecord(type, in));
  }

  private static void writeRecord(Record message, WireWriter out) {
    for (var component : message.getClass().getRecordComponents()) {
      writeValue(valueOf(component, message), out);
    }
  }

  private static Object valueOf(RecordComponent component, Record message) {
    try {
      return component.getAccessor().invoke(message);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  private static void writeValue(Object value, WireWriter out) {
    switch (value) {
      case Long number -> out.putLong(number);
      case Integer number -> out.putInt(number);
      case Boolean flag -> out.putBoolean(flag);
      case String text -> out.putString(text);
      case Enum<?> constant -> out.putEnum(constant);
      case Record nested -> writeRecord(nested, out);
      case List<?> list when list.size() > LIST_MAX ->
          throw new IllegalArgumentException("a list of " + list.size() + " is too long to send");
      case List<?> list -> {
        out.putInt(list.size());
        list.forEach(element -> writeValue(element, out));
      }
      case null -> throw new IllegalArgumentException("nothing is null on the wire");
      default -> throw new IllegalArgumentException("no wire form for " + value.getClass());
    }
  }

  private static Object readRecord(Class<?> type, WireReader in) {
    var components = type.getRecordComponents();
    var types = new Class<?>[components.length];
    var values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = readValue(components[i].getGenericType(), in);
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      throw new WireException(type.getSimpleName() + " refused: " + e.getCause().getMessage());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type, e);
    }
  }

  private static Object readValue(Type type, WireReader in) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return readList(list.getActualTypeArguments()[0], in);
    }
    if (type == long.class || type == Long.class) {
      return in.getLong();
    }
    if (type == int.class) {
      return in.getInt();
    }
    if (type == boolean.class) {
      return in.getBoolean();
    }
    if (type == String.class) {
      return in.getString();
    }
    if (type instanceof Class<?> raw && raw.isEnum()) {
      return constant(raw, in.getByte());
    }
    if (type instanceof Class<?> raw && raw.isRecord()) {
      return readRecord(raw, in);
    }
    throw new IllegalArgumentException("no wire form for " + type);
  }

  private static List<Object> readList(Type elementType, WireReader in) {
    int size = in.getInt();
    if (size < 0 || size > LIST_MAX) {
      throw new WireException("impossible list size " + size);
    }
    var list = new ArrayList<Object>();
    for (int i = 0; i < size; i++) {
      list.add(readValue(elementType, in));
    }
    return List.copyOf(list);
  }

  private static Object constant(Class<?> type, int ordinal) {
    var constants = type.getEnumConstants();
    if (ordinal < 0 || ordinal >= constants.length) {
      throw new WireException("not a " + type.getSimpleName() + ": " + ordinal);
    }
    return constants[ordinal];
  }
}
