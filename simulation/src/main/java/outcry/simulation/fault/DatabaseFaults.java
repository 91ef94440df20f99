package outcry.simulation.fault;

import outcry.simulation.kernel.Chance;

/**
 * The database is slow, fails, or does what was asked and does not say so.
 *
 * @param slowPermille of the requests take up to {@code slowMaxNanos}
 * @param failedPermille of the requests fail, and nothing is done
 * @param unansweredPermille of the requests fail although everything is done
 * @param outages how often it goes away for all
 * @param outageMaxNanos how long at most
 */
public record DatabaseFaults(
    int slowPermille,
    long slowMaxNanos,
    int failedPermille,
    int unansweredPermille,
    int outages,
    long outageMaxNanos) {

  static final DatabaseFaults NONE = new DatabaseFaults(0, 0, 0, 0, 0, 0);

  private static final long SECOND = 1_000_000_000L;

  static DatabaseFaults draw(Chance chance) {
    return new DatabaseFaults(
        chance.half() ? chance.between(10, 200) : 0,
        chance.of(SECOND / 10, SECOND, 5 * SECOND),
        chance.half() ? chance.between(1, 40) : 0,
        chance.half() ? chance.between(1, 40) : 0,
        chance.half() ? chance.between(1, 3) : 0,
        chance.of(SECOND / 2, 5 * SECOND, 10 * SECOND));
  }
}
