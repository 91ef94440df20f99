package outcry.simulation.venue;

import java.util.EnumSet;
import outcry.model.OrderType;
import outcry.model.TimeInForce;
import outcry.simulation.kernel.Chance;
import outcry.venue.Capabilities;
import outcry.venue.Capabilities.Deduplication;

/**
 * What kind of venue it is in this life.
 *
 * @param capabilities what it truly guarantees
 * @param clockErrorNanos how far its clock is off, within the allowed skew
 * @param rejectPermille of the orders are refused for its own reasons
 * @param fillPermille of the resting orders fill at all
 * @param fillWithinNanos how long each fill takes, at most
 * @param tellsFilledAtEnd whether it says of an order's end how much had filled
 */
public record VenueProfile(
    Capabilities capabilities,
    long clockErrorNanos,
    int rejectPermille,
    int fillPermille,
    long fillWithinNanos,
    boolean tellsFilledAtEnd) {

  /** The name of the venue. */
  public static final String NAME = "SIM";

  private static final long SECOND = 1_000_000_000L;

  /**
   * @param clockErrorMaxNanos either way
   */
  public static VenueProfile draw(Chance chance, long clockErrorMaxNanos) {
    boolean honoursDeadline = chance.permille(850);
    return new VenueProfile(
        new Capabilities(
            NAME,
            EnumSet.of(OrderType.MARKET, OrderType.LIMIT),
            EnumSet.of(TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK),
            true,
            chance.permille(850),
            chance.of(Deduplication.values()),
            honoursDeadline,
            chance.of(SECOND / 10, SECOND, 3 * SECOND),
            chance.of(0L, SECOND, 4 * SECOND)),
        chance.between(-clockErrorMaxNanos, clockErrorMaxNanos),
        chance.of(0, 30, 200),
        chance.of(300, 700, 950),
        chance.of(SECOND / 20, SECOND, 4 * SECOND),
        chance.permille(750));
  }

  /** The same venue, with another promise about snapshots. */
  public VenueProfile with(Capabilities.Snapshots promised) {
    return new VenueProfile(
        capabilities.with(promised),
        clockErrorNanos,
        rejectPermille,
        fillPermille,
        fillWithinNanos,
        tellsFilledAtEnd);
  }
}
