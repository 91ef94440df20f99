package outcry.rules;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads YAML, and JSON as a part of it, into maps, lists and scalars. A key twice is refused. */
final class Yaml {

  private Yaml() {}

  /** Every document of a file, in order. */
  static List<Object> documents(Path file) {
    var documents = new ArrayList<Object>();
    parser().loadAll(Repository.read(file)).forEach(documents::add);
    return documents;
  }

  /** The one document of a file. */
  static Map<String, Object> map(Path file) {
    return map(documents(file).getFirst());
  }

  /** JSON with comments at the start of lines, as {@code cluster.json} has them. */
  static Map<String, Object> json(String text) {
    Object value = parser().load(text.replaceAll("(?m)^\\s*//.*$", ""));
    return map(value);
  }

  private static org.yaml.snakeyaml.Yaml parser() {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return new org.yaml.snakeyaml.Yaml(new SafeConstructor(options));
  }

  /** Nothing is an empty map. */
  static Map<String, Object> map(Object value) {
    if (value == null) {
      return Map.of();
    }
    var map = new LinkedHashMap<String, Object>();
    ((Map<?, ?>) value).forEach((key, each) -> map.put(String.valueOf(key), each));
    return map;
  }

  /** Nothing is an empty list. */
  static List<Object> list(Object value) {
    return value == null ? List.of() : List.copyOf((List<?>) value);
  }

  /** What is at a path of keys; null if nothing is. */
  static Object at(Object value, String... keys) {
    var here = value;
    for (var key : keys) {
      here = here instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return here;
  }

  /** Every map anywhere in a value, itself included. */
  static Stream<Map<String, Object>> maps(Object value) {
    return switch (value) {
      case Map<?, ?> map ->
          Stream.concat(Stream.of(map(map)), map.values().stream().flatMap(Yaml::maps));
      case List<?> list -> list.stream().flatMap(Yaml::maps);
      case null, default -> Stream.empty();
    };
  }

  /** The files of a folder with an ending, sorted. */
  static List<Path> files(Path folder, String ending) {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
