package outcry.gateway.api;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A path or query parameter as the document has it.
 *
 * @param inPath else in the query
 * @param repeats whether it is an array, given as {@code a=1&a=2}
 * @param most how often at most it may be given
 * @param minimum of a number
 * @param maximum of a number
 * @param pattern of a text, whole; null for any
 * @param constants of which a text must be one; empty for any
 * @param absent what it is if it is not given; null if it then is nothing
 */
public record Parameter(
    String name,
    boolean inPath,
    boolean required,
    Type type,
    boolean repeats,
    int most,
    long minimum,
    long maximum,
    Pattern pattern,
    List<String> constants,
    String absent) {

  /** What the text of a parameter means. */
  public enum Type {
    TEXT,
    INTEGER,
    /** RFC 3339, UTC. */
    TIME
  }

  public Parameter {
    constants = List.copyOf(constants);
  }
}
