package outcry.simulation.fault;

import outcry.simulation.kernel.Chance;

/** Everything that goes wrong in one life. A third of the lives is free of each kind. */
public record Faults(NodeFaults node, BusFaults bus, DatabaseFaults database, VenueFaults venue) {

  /** Nothing ever goes wrong. */
  public static final Faults NONE =
      new Faults(NodeFaults.NONE, BusFaults.NONE, DatabaseFaults.NONE, VenueFaults.NONE);

  private static final int PRESENT_PERMILLE = 667;

  public static Faults draw(Chance chance) {
    return new Faults(
        chance.permille(PRESENT_PERMILLE) ? NodeFaults.draw(chance) : NodeFaults.NONE,
        chance.permille(PRESENT_PERMILLE) ? BusFaults.draw(chance) : BusFaults.NONE,
        chance.permille(PRESENT_PERMILLE) ? DatabaseFaults.draw(chance) : DatabaseFaults.NONE,
        chance.permille(PRESENT_PERMILLE) ? VenueFaults.draw(chance) : VenueFaults.NONE);
  }
}
