package outcry.venue.simulated;

import java.util.random.RandomGenerator;

/**
 * What an instrument is worth, which only the market makers know, in thousandths of a tick: a
 * random walk drawn back to its anchor, and kept between half and one and a half times of it.
 */
final class FairValue {

  private static final double REVERSION_SECONDS = 600;

  private final RandomGenerator random;
  private final long anchor;
  private final int volatility;
  private long value;

  FairValue(RandomGenerator random, long anchorMilliTicks, int volatilityMilliTicks) {
    this.random = random;
    this.anchor = anchorMilliTicks;
    this.volatility = volatilityMilliTicks;
    this.value = anchorMilliTicks;
  }

  /** Moves on by that time and returns where it is then. A model of the world, not of money. */
  long after(double seconds) {
    double shock = random.nextGaussian() * volatility * Math.sqrt(seconds);
    double pull = (anchor - value) * seconds / REVERSION_SECONDS;
    value = Math.clamp(value + Math.round(shock + pull), anchor / 2, anchor / 2 * 3);
    return value;
  }
}
