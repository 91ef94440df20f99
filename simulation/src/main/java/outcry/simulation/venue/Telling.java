package outcry.simulation.venue;

import outcry.venue.Capabilities.Snapshots;

/**
 * What a venue tells of its own accord, and of whole accounts.
 *
 * @param snapshots what the snapshots of an account are worth
 * @param resends whether a session that comes late or was cut is told what it missed, as with FIX
 * @param lostPermille of the reports nobody ever hears; fills that are taken back are always told
 * @param tellsOthers whether the stream also tells of orders that others gave
 */
public record Telling(Snapshots snapshots, boolean resends, int lostPermille, boolean tellsOthers) {

  /** All that happens to orders of ours, sooner or later, and nothing of accounts. */
  public static final Telling OF_ORDERS = new Telling(Snapshots.NONE, true, 0, false);
}
