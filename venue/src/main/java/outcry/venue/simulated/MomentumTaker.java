package outcry.venue.simulated;

import java.util.random.RandomGenerator;
import outcry.model.Side;

/** Buys after a rise and sells after a fall: when a fast average leaves a slow one. */
final class MomentumTaker {

  private static final double FAST_SECONDS = 2;
  private static final double SLOW_SECONDS = 20;
  private static final double TAKES_PER_SECOND = 1;
  private static final double THRESHOLD_HALF_TICKS = 3;
  private static final int SIZE = 4;

  private final AgentDesk desk;
  private final RandomGenerator random;
  private final long owner;

  /** Averages of twice the middle, in ticks; 0 before the first. */
  private double fast;

  private double slow;

  MomentumTaker(AgentDesk desk, RandomGenerator random, long owner) {
    this.desk = desk;
    this.random = random;
    this.owner = owner;
  }

  void step(double seconds) {
    long bid = desk.bestTick(Side.BUY);
    long ask = desk.bestTick(Side.SELL);
    if (bid == 0 || ask == 0) {
      return;
    }
    double twiceMiddle = bid + ask;
    fast = fast == 0 ? twiceMiddle : follow(fast, twiceMiddle, seconds / FAST_SECONDS);
    slow = slow == 0 ? twiceMiddle : follow(slow, twiceMiddle, seconds / SLOW_SECONDS);
    boolean moved = Math.abs(fast - slow) > THRESHOLD_HALF_TICKS;
    if (moved && random.nextDouble() < TAKES_PER_SECOND * seconds) {
      desk.take(owner, fast > slow ? Side.BUY : Side.SELL, SIZE);
    }
  }

  private static double follow(double average, double value, double share) {
    return average + (value - average) * Math.min(1, share);
  }
}
