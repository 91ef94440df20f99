package outcry.model.wire;

import static java.util.stream.Collectors.toCollection;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A codec with one sample of everything it can say. */
record Family<T>(WireCodec<T> codec, Class<?> root, List<T> samples) {

  /** The message types of the family. */
  Set<Class<?>> types() {
    var types = new LinkedHashSet<Class<?>>();
    addRecords(root, types);
    return types;
  }

  private static void addRecords(Class<?> type, Set<Class<?>> records) {
    if (type.isSealed()) {
      for (var permitted : type.getPermittedSubclasses()) {
        addRecords(permitted, records);
      }
    } else {
      records.add(type);
    }
  }

  Set<Class<?>> sampledTypes() {
    return samples.stream().map(Object::getClass).collect(toCollection(LinkedHashSet::new));
  }

  List<byte[]> encodedSamples() {
    return samples.stream().map(codec::toBytes).toList();
  }

  @Override
  public String toString() {
    return codec.name();
  }
}
