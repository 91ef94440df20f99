package outcry.position.core;

import java.util.Comparator;

/** Whose money in which currency. */
public record CashKey(String account, String currency) implements Comparable<CashKey> {

  private static final Comparator<CashKey> ORDER =
      Comparator.comparing(CashKey::account).thenComparing(CashKey::currency);

  @Override
  public int compareTo(CashKey other) {
    return ORDER.compare(this, other);
  }
}
