package outcry.simulation.planted;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The compiled code of a class. */
final class ClassBytes {

  private ClassBytes() {}

  /**
   * @throws IllegalStateException if there is no such class
   */
  static byte[] of(ClassLoader classes, String name) {
    try (var stream = classes.getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (stream == null) {
        throw new IllegalStateException("there is no class " + name);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read class " + name, e);
    }
  }
}
