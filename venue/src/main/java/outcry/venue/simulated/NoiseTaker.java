package outcry.venue.simulated;

import java.util.random.RandomGenerator;
import outcry.model.Side;

/** Takes small quantities on either side for no reason. */
final class NoiseTaker {

  private static final int SIZE_MAX = 5;
  private static final double SECONDS_PER_MINUTE = 60;

  private final AgentDesk desk;
  private final RandomGenerator random;
  private final long owner;
  private final int takesPerMinute;

  NoiseTaker(AgentDesk desk, RandomGenerator random, long owner, int takesPerMinute) {
    this.desk = desk;
    this.random = random;
    this.owner = owner;
    this.takesPerMinute = takesPerMinute;
  }

  void step(double seconds) {
    double due = takesPerMinute * seconds / SECONDS_PER_MINUTE;
    for (; random.nextDouble() < due; due--) { // the last, fractional one with that chance
      var side = random.nextBoolean() ? Side.BUY : Side.SELL;
      desk.take(owner, side, 1 + random.nextInt(SIZE_MAX));
    }
  }
}
