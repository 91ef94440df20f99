package outcry.strategy.core;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The client order ids of one run of a strategy: {@code name-epoch-sequence}. Deterministic: the
 * same run repeats the same ids, another run has another epoch.
 */
public final class ClientOrderIds {

  /** Longest name: with ten digits of epoch and eight of sequence an id has 36 characters. */
  public static final int NAME_MAX = 16;

  private static final long EPOCH_MAX = 9_999_999_999L;
  private static final long SEQUENCE_MAX = 99_999_999L;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1," + NAME_MAX + "}");

  private final String prefix;
  private long sequence;

  /**
   * @throws IllegalArgumentException if the name or epoch has no place in an id
   */
  public ClientOrderIds(String name, long epoch) {
    requireName(name);
    if (epoch < 0 || epoch > EPOCH_MAX) {
      throw new IllegalArgumentException("epoch must be 0 to " + EPOCH_MAX + ", was " + epoch);
    }
    prefix = name + "-" + epoch + "-";
  }

  /** Checks a strategy's name. */
  public static String requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "strategy name must be 1 to "
              + NAME_MAX
              + " of letters, digits, _ and -, was \""
              + name
              + "\"");
    }
    return name;
  }

  public String next() {
    if (sequence == SEQUENCE_MAX) {
      throw new IllegalStateException("more than " + SEQUENCE_MAX + " orders in one run");
    }
    sequence++;
    return prefix + sequence;
  }

  /** The epoch in an id of that strategy; empty if it is nobody's or another's. */
  public static OptionalLong epochOf(String name, String clientOrderId) {
    int end = clientOrderId.lastIndexOf('-');
    if (!clientOrderId.startsWith(name + "-") || end <= name.length()) {
      return OptionalLong.empty();
    }
    var digits = clientOrderId.substring(name.length() + 1, end);
    return digits.matches("[0-9]{1,10}")
        ? OptionalLong.of(Long.parseLong(digits))
        : OptionalLong.empty();
  }
}
