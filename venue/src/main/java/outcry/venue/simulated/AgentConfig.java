package outcry.venue.simulated;

import java.util.Objects;
import outcry.model.Instrument;

/**
 * The agents of one instrument.
 *
 * @param anchorPrice where the fair value starts and is drawn back to, price units; at least 1,000
 *     ticks
 * @param typicalQuantity orders are small multiples of it, quantity units, on the lot
 * @param makers market makers
 * @param levels that each quotes on each side, one tick apart
 * @param volatilityMilliTicks of the fair value over one second, in thousandths of a tick
 * @param takesPerMinute orders of the noise takers, on average
 */
public record AgentConfig(
    String symbol,
    long anchorPrice,
    long typicalQuantity,
    int makers,
    int levels,
    int volatilityMilliTicks,
    int takesPerMinute) {

  private static final int MAKERS = 4;
  private static final int LEVELS = 6;
  private static final int VOLATILITY_MILLI_TICKS = 1_500;
  private static final int TAKES_PER_MINUTE = 180;
  private static final int MAKERS_MAX = 32;
  private static final int LEVELS_MAX = 50;
  private static final long ANCHOR_TICKS_MIN = 1_000;

  public AgentConfig {
    Objects.requireNonNull(symbol);
    requireWithin("makers", makers, 1, MAKERS_MAX);
    requireWithin("levels", levels, 1, LEVELS_MAX);
    requireWithin("volatilityMilliTicks", volatilityMilliTicks, 0, 100_000);
    requireWithin("takesPerMinute", takesPerMinute, 0, 60_000);
    if (anchorPrice <= 0 || typicalQuantity <= 0) {
      throw new IllegalArgumentException(
          symbol + ": anchorPrice and typicalQuantity must be positive");
    }
  }

  /** Some tens of quotes and several trades a second, and a spread of a few ticks. */
  public static AgentConfig lively(String symbol, long anchorPrice, long typicalQuantity) {
    return new AgentConfig(
        symbol,
        anchorPrice,
        typicalQuantity,
        MAKERS,
        LEVELS,
        VOLATILITY_MILLI_TICKS,
        TAKES_PER_MINUTE);
  }

  void requireFits(Instrument instrument) {
    if (anchorPrice / instrument.tickSize() < ANCHOR_TICKS_MIN) {
      throw new IllegalArgumentException(
          symbol + ": anchorPrice must be at least 1000 ticks of " + instrument.tickSize());
    }
    if (!instrument.isOnLot(typicalQuantity)) {
      throw new IllegalArgumentException(
          symbol + ": typicalQuantity must be a multiple of " + instrument.lotSize());
    }
  }

  private static void requireWithin(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s must be %d to %d, was %d".formatted(name, min, max, value));
    }
  }
}
