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

  /** Of an order, an algorithm, or an algorithm's child. */
  private static final Pattern REST = Pattern.compile("([0-9]{1,10})-([0-9]+|a[0-9]+(-[0-9]+)?)");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1," + NAME_MAX + "}");

  private final String name;
  private final long epoch;
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
    this.name = name;
    this.epoch = epoch;
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

  /** For an algorithm: {@code name-epoch-a} and the sequence; its children add their number. */
  public String nextAlgorithm() {
    return prefix + "a" + next().substring(prefix.length());
  }

  /**
   * For a list of orders, short enough for the ids its owner derives from it: the name, and epoch
   * and sequence to the base 36.
   */
  public String nextList() {
    next();
    return name + "-" + Long.toString(epoch, 36) + "-" + Long.toString(sequence, 36);
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
    if (!clientOrderId.startsWith(name + "-")) {
      return OptionalLong.empty();
    }
    var rest = REST.matcher(clientOrderId.substring(name.length() + 1));
    return rest.matches() ? OptionalLong.of(Long.parseLong(rest.group(1))) : OptionalLong.empty();
  }
}
