package outcry.simulation.fault;

import outcry.simulation.kernel.Chance;

/**
 * Nodes die and stand still.
 *
 * @param armedPoints bits of the {@link FaultPoint}s where it may happen
 * @param crashPermille of the passages of an armed point that kill the node
 * @param pausePermille of the passages of an armed point that stop the node for a while
 * @param pauseMaxNanos how long at most
 * @param downMaxNanos how long a dead node takes to come back, at most
 * @param clockErrorMaxNanos how far a node's clock is off, either way; within the allowed skew
 */
public record NodeFaults(
    int armedPoints,
    int crashPermille,
    int pausePermille,
    long pauseMaxNanos,
    long downMaxNanos,
    long clockErrorMaxNanos) {

  static final NodeFaults NONE = new NodeFaults(0, 0, 0, 0, 0, 0);

  private static final long SECOND = 1_000_000_000L;

  static NodeFaults draw(Chance chance) {
    int points =
        chance.half()
            ? FaultPoint.allBits()
            : 1 << chance.between(0, FaultPoint.values().length - 1);
    int scale = Integer.bitCount(points) == 1 ? 5 : 1; // a single point is passed less often
    return new NodeFaults(
        points,
        chance.permille(700) ? scale * chance.between(2, 30) : 0,
        chance.permille(700) ? scale * chance.between(2, 30) : 0,
        chance.of(SECOND, 5 * SECOND, 15 * SECOND),
        chance.of(SECOND / 10, 2 * SECOND, 8 * SECOND),
        chance.half() ? 0 : SECOND * 2 / 5);
  }

  boolean isArmed(FaultPoint point) {
    return (armedPoints & point.bit()) != 0;
  }
}
