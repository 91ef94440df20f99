package outcry.simulation.fault;

import outcry.simulation.kernel.Chance;

/**
 * What goes wrong between us and the venue, and at the venue. All of it is allowed by the venue's
 * own capability record.
 *
 * @param requestLostPermille of the requests never arrive; how that ended is unknown
 * @param replyLostPermille of the requests arrive, and the connection fails before the answer
 * @param slowPermille of the requests and reports take up to {@code slowMaxNanos}
 * @param duplicatePermille of the reports come twice
 * @param lateCopyPermille of the submissions arrive once more, where the venue refuses the copy
 * @param lateFillPermille of the cancellations are followed by a fill from before them
 * @param disconnects how often the sessions are cut
 * @param disconnectMaxNanos how long at most
 */
public record VenueFaults(
    int requestLostPermille,
    int replyLostPermille,
    int slowPermille,
    long slowMaxNanos,
    int duplicatePermille,
    int lateCopyPermille,
    int lateFillPermille,
    int disconnects,
    long disconnectMaxNanos) {

  static final VenueFaults NONE = new VenueFaults(0, 0, 0, 0, 0, 0, 0, 0, 0);

  private static final long SECOND = 1_000_000_000L;

  static VenueFaults draw(Chance chance) {
    return new VenueFaults(
        chance.half() ? chance.between(10, 200) : 0,
        chance.half() ? chance.between(10, 200) : 0,
        chance.half() ? chance.between(10, 400) : 0,
        chance.of(SECOND / 5, 2 * SECOND, 12 * SECOND),
        chance.half() ? chance.between(20, 400) : 0,
        chance.half() ? chance.between(20, 400) : 0,
        chance.half() ? chance.between(20, 300) : 0,
        chance.half() ? chance.between(1, 4) : 0,
        chance.of(SECOND / 10, 2 * SECOND, 10 * SECOND));
  }
}
