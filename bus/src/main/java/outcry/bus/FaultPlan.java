package outcry.bus;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * How often messages of which families fare badly, e.g. {@code
 * seed=7;journal.advance:drop=0.1,duplicate=0.05,delay=0.1,delayMillis=30000;reply:drop=0.01;*:drop=0.001}.
 * Families are those of {@link Addresses}; {@code reply} is the answer to any request, {@code *}
 * whatever has no line of its own.
 *
 * @param seed the same seed, families and order of messages: the same fates
 */
record FaultPlan(long seed, Map<String, Odds> byFamily) {

  /** The family of every answer. */
  static final String REPLY = "reply";

  private static final String ANY = "*";
  private static final int DELAY_MILLIS = 1_000;

  /** What may happen to a message. */
  enum Kind {
    NONE,
    DROP,
    DUPLICATE,
    DELAY
  }

  /**
   * @param delayMillis at least 1 if it is late, else 0
   */
  record Fate(Kind kind, long delayMillis) {}

  /**
   * Probabilities, together at most 1.
   *
   * @param delayMillis the longest delay
   */
  record Odds(double drop, double duplicate, double delay, int delayMillis) {

    static final Odds NONE = new Odds(0, 0, 0, DELAY_MILLIS);

    Odds {
      if (!(drop >= 0) || !(duplicate >= 0) || !(delay >= 0) || drop + duplicate + delay > 1) {
        throw new IllegalArgumentException("probabilities are 0 to 1, together too");
      }
      if (delayMillis < 1) {
        throw new IllegalArgumentException("a delay is at least 1 ms");
      }
    }

    private Odds with(String name, String value) {
      return switch (name) {
        case "drop" -> new Odds(Double.parseDouble(value), duplicate, delay, delayMillis);
        case "duplicate" -> new Odds(drop, Double.parseDouble(value), delay, delayMillis);
        case "delay" -> new Odds(drop, duplicate, Double.parseDouble(value), delayMillis);
        case "delayMillis" -> new Odds(drop, duplicate, delay, Integer.parseInt(value));
        default -> throw new IllegalArgumentException("no such fault: " + name);
      };
    }
  }

  /**
   * @throws IllegalArgumentException naming the part that means nothing
   */
  static FaultPlan parse(String text) {
    long seed = 1;
    var byFamily = new LinkedHashMap<String, Odds>();
    for (var part : text.split(";")) {
      try {
        if (part.startsWith("seed=")) {
          seed = Long.parseLong(part.substring("seed=".length()));
          continue;
        }
        int colon = part.indexOf(':');
        if (colon < 1) {
          throw new IllegalArgumentException("not family:fault=number");
        }
        var odds = Odds.NONE;
        for (var setting : part.substring(colon + 1).split(",")) {
          int equals = setting.indexOf('=');
          if (equals < 1) {
            throw new IllegalArgumentException("not fault=number: " + setting);
          }
          odds = odds.with(setting.substring(0, equals), setting.substring(equals + 1));
        }
        byFamily.put(part.substring(0, colon), odds);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("outcry.bus.faults: " + part + ": " + e.getMessage(), e);
      }
    }
    return new FaultPlan(seed, byFamily);
  }

  Fate next(String family, RandomGenerator random) {
    var odds = byFamily.get(family);
    if (odds == null) {
      odds = byFamily.getOrDefault(ANY, Odds.NONE);
    }
    double drawn = random.nextDouble();
    if (drawn < odds.drop()) {
      return new Fate(Kind.DROP, 0);
    }
    if (drawn < odds.drop() + odds.duplicate()) {
      return new Fate(Kind.DUPLICATE, 0);
    }
    return drawn < odds.drop() + odds.duplicate() + odds.delay()
        ? new Fate(Kind.DELAY, 1 + random.nextInt(odds.delayMillis()))
        : new Fate(Kind.NONE, 0);
  }
}
