package outcry.cluster.core;

import outcry.model.cluster.LeaseTerms;

/**
 * How an instance looks after its shards. Times are nanoseconds.
 *
 * @param tickNanos how often it looks
 * @param claimAgainNanos how soon it asks again for what somebody else had
 * @param openingsMax shards claimed and not yet open at a time; the others wait their turn
 * @param openMaxNanos after which a shard that does not open is given back
 * @param closeMaxNanos after which one that does not close is given back: it may not act any more
 * @param failuresMax defects in a row after which a shard is quarantined
 * @param quarantineNanos how long at first; each defect doubles it
 * @param quarantineMaxNanos how long at most
 * @param steadyNanos after which earlier defects are forgiven
 */
public record HolderConfig(
    LeaseTerms terms,
    long tickNanos,
    long claimAgainNanos,
    int openingsMax,
    long openMaxNanos,
    long closeMaxNanos,
    int failuresMax,
    long quarantineNanos,
    long quarantineMaxNanos,
    long steadyNanos) {

  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000 * MILLI;

  public static final HolderConfig DEFAULT =
      new HolderConfig(
          LeaseTerms.DEFAULT,
          100 * MILLI,
          250 * MILLI,
          64,
          120 * SECOND,
          5 * SECOND,
          3,
          30 * SECOND,
          600 * SECOND,
          60 * SECOND);

  public HolderConfig {
    if (tickNanos < 1
        || claimAgainNanos < 1
        || openingsMax < 1
        || openMaxNanos < 1
        || closeMaxNanos < 1
        || failuresMax < 1
        || quarantineNanos < 1
        || quarantineMaxNanos < quarantineNanos
        || steadyNanos < 1) {
      throw new IllegalArgumentException("every bound must be at least 1: " + terms);
    }
  }

  /** How long to leave a shard alone after so many defects in a row, at least 1. */
  long pauseNanos(int failures) {
    if (failures < failuresMax) {
      return claimAgainNanos << Math.min(failures, 10);
    }
    long doubled = quarantineNanos << Math.min(failures - failuresMax, 20);
    return Math.min(doubled, quarantineMaxNanos);
  }
}
