package outcry.position.core;

import java.util.Comparator;

/** Whose position in what. */
public record PositionKey(String account, String symbol) implements Comparable<PositionKey> {

  private static final Comparator<PositionKey> ORDER =
      Comparator.comparing(PositionKey::account).thenComparing(PositionKey::symbol);

  @Override
  public int compareTo(PositionKey other) {
    return ORDER.compare(this, other);
  }
}
