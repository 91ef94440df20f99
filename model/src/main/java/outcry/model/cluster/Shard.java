package outcry.model.cluster;

import java.util.Comparator;
import java.util.Objects;

/**
 * What exactly one instance of a role owns at a time.
 *
 * @param key the partition's number, the symbol, the strategy's or the venue's name
 */
public record Shard(Kind kind, String key) implements Comparable<Shard> {

  /** What a shard is of. */
  public enum Kind {
    /** Orders of a partition. */
    ORDER(Role.ORDER),
    /** Positions of a partition. */
    POSITION(Role.POSITION),
    /** The stream of an instrument. */
    MARKET_DATA(Role.MARKET_DATA),
    /** A strategy. */
    STRATEGY(Role.STRATEGY),
    /** The simulated exchange. */
    EXCHANGE(Role.EXCHANGE);

    private final Role role;

    Kind(Role role) {
      this.role = role;
    }

    /** Whose instances may own it. */
    public Role role() {
      return role;
    }
  }

  private static final Comparator<Shard> NUMBERS_AS_NUMBERS =
      Comparator.comparing(Shard::kind)
          .thenComparing(shard -> shard.key.length())
          .thenComparing(Shard::key);

  public Shard {
    Objects.requireNonNull(kind);
    if (key.isEmpty()) {
      throw new IllegalArgumentException("a shard needs a key");
    }
  }

  public static Shard order(int partition) {
    return new Shard(Kind.ORDER, Integer.toString(partition));
  }

  public static Shard position(int partition) {
    return new Shard(Kind.POSITION, Integer.toString(partition));
  }

  public static Shard marketData(String symbol) {
    return new Shard(Kind.MARKET_DATA, symbol);
  }

  public static Shard strategy(String name) {
    return new Shard(Kind.STRATEGY, name);
  }

  public static Shard exchange(String venue) {
    return new Shard(Kind.EXCHANGE, venue);
  }

  /**
   * The partition's number.
   *
   * @throws IllegalStateException if it is not about a partition
   */
  public int partition() {
    return switch (kind) {
      case ORDER, POSITION -> Integer.parseInt(key);
      case MARKET_DATA, STRATEGY, EXCHANGE -> throw new IllegalStateException(this + ": no number");
    };
  }

  @Override
  public int compareTo(Shard other) {
    return NUMBERS_AS_NUMBERS.compare(this, other);
  }

  /** For people: {@code order 7}. */
  @Override
  public String toString() {
    return switch (kind) {
      case ORDER -> "order " + key;
      case POSITION -> "position " + key;
      case MARKET_DATA -> "market-data " + key;
      case STRATEGY -> "strategy " + key;
      case EXCHANGE -> "exchange " + key;
    };
  }
}
