package outcry.launcher.config;

import java.util.Map;
import java.util.Optional;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;

/** What the environment says instead of the file; an empty value is none. */
record Environment(Map<String, String> values) {

  private static final int PORT_MAX = 65_535;

  Environment {
    values = Map.copyOf(values);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
  }

  int port(String name, Section section, String field, int absent) {
    int inFile = section.integer(field, 0, PORT_MAX, absent);
    return text(name).map(value -> port(name, value)).orElse(inFile);
  }

  private static int port(String name, String value) {
    if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > PORT_MAX) {
      throw new FatalException(
          ExitCode.CONFIG, "RANGE", name + ": must be 0 to " + PORT_MAX + ", was " + value);
    }
    return Integer.parseInt(value);
  }
}
