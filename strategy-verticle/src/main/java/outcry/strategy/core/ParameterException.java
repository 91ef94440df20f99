package outcry.strategy.core;

import java.util.Locale;

/** A strategy parameter that is refused; {@link #code} is {@code PARAM_<NAME>}. */
public final class ParameterException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  private final String code;

  /**
   * @param name the record component
   * @param detail what is wrong, for people
   */
  public ParameterException(String name, String detail) {
    super(codeOf(name) + ": " + name + " " + detail);
    code = codeOf(name);
  }

  public String code() {
    return code;
  }

  private static String codeOf(String name) {
    var words = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replaceAll("[^A-Za-z0-9_]", "_");
    return "PARAM_" + words.toUpperCase(Locale.ROOT);
  }
}
