package outcry.model.wire;

import static java.util.stream.Collectors.toCollection;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A codec with one sample of everything it can say. */
record Family<T>(WireCodec<T> codec, Class<?> root, List<T> samples) {

  /** The message types of the family. */
  Set<Class<?>> types() {
    return root.isSealed()
        ? new LinkedHashSet<>(Arrays.asList(root.getPermittedSubclasses()))
        : Set.of(root);
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
