package outcry.launcher.config;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import outcry.launcher.FatalException;
import outcry.model.Decimal;
import outcry.model.DecimalException;

/** An object of a file: each field is asked for once, and {@link #end} refuses what is left. */
final class Section {

  private final Json.Object json;
  private final String path;
  private final Problems problems;
  private final Set<String> asked = new LinkedHashSet<>();

  private Section(Json.Object json, String path, Problems problems) {
    this.json = json;
    this.path = path;
    this.problems = problems;
  }

  static Section of(Json json, String path, Problems problems) {
    if (json instanceof Json.Object object) {
      return new Section(object, path, problems);
    }
    throw problems.at(json.line(), "TYPE", path, "must be an object");
  }

  int line() {
    return json.line();
  }

  boolean has(String name) {
    asked.add(name);
    return json.fields().containsKey(name);
  }

  private String field(String name) {
    return path.isEmpty() || name.isEmpty() ? path + name : path + "." + name;
  }

  /** Refuses the section unless these are there. */
  Section require(String... names) {
    for (var name : names) {
      required(name);
    }
    return this;
  }

  FatalException problem(String name, String code, String what) {
    var value = json.fields().get(name);
    return problems.at(value == null ? json.line() : value.line(), code, field(name), what);
  }

  private Json required(String name) {
    if (!has(name)) {
      throw problems.at(json.line(), "MISSING_FIELD", field(name), "is missing");
    }
    return json.fields().get(name);
  }

  Section section(String name) {
    return of(required(name), field(name), problems);
  }

  /** Every field is a section of its own; the names are the file's. */
  Map<String, Section> sections(String name) {
    var sections = new LinkedHashMap<String, Section>();
    if (has(name)) {
      section(name)
          .json
          .fields()
          .forEach((key, value) -> sections.put(key, of(value, field(name) + "." + key, problems)));
    }
    return sections;
  }

  List<Section> list(String name) {
    if (!has(name)) {
      return List.of();
    }
    if (!(required(name) instanceof Json.Array array)) {
      throw problem(name, "TYPE", "must be a list");
    }
    return IntStream.range(0, array.items().size())
        .mapToObj(i -> of(array.items().get(i), field(name) + "[" + i + "]", problems))
        .toList();
  }

  Set<String> names(String name) {
    var names = new LinkedHashSet<String>();
    if (has(name)) {
      if (!(required(name) instanceof Json.Array array)) {
        throw problem(name, "TYPE", "must be a list");
      }
      for (var item : array.items()) {
        if (!(item instanceof Json.Text text)) {
          throw problems.at(item.line(), "TYPE", field(name), "must be a list of texts");
        }
        if (!names.add(text.value())) {
          throw problems.at(
              item.line(), "DUPLICATE", field(name), text.value() + " is there twice");
        }
      }
    }
    return names;
  }

  String text(String name) {
    if (required(name) instanceof Json.Text text) {
      return text.value();
    }
    throw problem(name, "TYPE", "must be a text");
  }

  boolean flag(String name, boolean absent) {
    if (!has(name)) {
      return absent;
    }
    if (required(name) instanceof Json.Flag flag) {
      return flag.value();
    }
    throw problem(name, "TYPE", "must be true or false");
  }

  int integer(String name, int min, int max, int absent) {
    if (!has(name)) {
      return absent;
    }
    if (!(required(name) instanceof Json.Number number) || !number.value().matches("-?\\d{1,18}")) {
      throw problem(name, "TYPE", "must be a whole number");
    }
    long value = Long.parseLong(number.value());
    if (value < min || value > max) {
      throw problem(name, "RANGE", "must be " + min + " to " + max + ", was " + value);
    }
    return (int) value;
  }

  /** A decimal number as text, in units of {@code 10^-scale}, at least {@code min} of them. */
  long decimal(String name, int scale, long min, long absent) {
    if (!has(name)) {
      return absent;
    }
    if (!(required(name) instanceof Json.Text text)) {
      throw problem(name, "TYPE", "must be a decimal number in quotes");
    }
    try {
      long value = Decimal.parse(text.value(), scale);
      if (value < min) {
        throw problem(name, "RANGE", "must be at least " + Decimal.text(min, scale));
      }
      return value;
    } catch (DecimalException e) {
      throw problem(name, "TYPE", e.getMessage());
    }
  }

  <E extends Enum<E>> E choice(String name, Class<E> type, E absent) {
    if (!has(name)) {
      return absent;
    }
    return constant(name, type, text(name));
  }

  /** The constant that a part of the field spells. */
  <E extends Enum<E>> E constant(String name, Class<E> type, String value) {
    for (var constant : type.getEnumConstants()) {
      if (constant.name().equals(value)) {
        return constant;
      }
    }
    throw problem(name, "ENUM", value + " is none of " + List.of(type.getEnumConstants()));
  }

  /** Null if it is not there. */
  LocalTime time(String name) {
    return has(name) ? parsed(name, LocalTime::parse, "a time of day, e.g. 15:50") : null;
  }

  <T> T parsed(String name, Function<String, T> parse, String what) {
    var value = text(name);
    try {
      return parse.apply(value);
    } catch (DateTimeException e) {
      throw problem(name, "RANGE", value + " is not " + what);
    }
  }

  /** Whatever the record of the result refuses is refused here, with file and line. */
  <T> T made(Supplier<T> result) {
    try {
      return result.get();
    } catch (IllegalArgumentException e) {
      throw problems.at(json.line(), "RANGE", path, e.getMessage());
    }
  }

  void end() {
    for (var name : json.fields().keySet()) {
      if (!asked.contains(name)) {
        throw problem(
            name, "UNKNOWN_FIELD", "is not known here; known: " + String.join(", ", asked));
      }
    }
  }
}
