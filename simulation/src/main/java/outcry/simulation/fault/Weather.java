package outcry.simulation.fault;

import outcry.simulation.kernel.Chance;

/** The faults as they are now: drawn or scripted, and none at all once it has cleared up. */
public final class Weather {

  /** What becomes of a node at a fault point. */
  public enum Blow {
    NONE,
    CRASH,
    PAUSE
  }

  private final Chance chance;
  private Faults faults;

  public Weather(Faults faults, Chance chance) {
    this.faults = faults;
    this.chance = chance;
  }

  public NodeFaults node() {
    return faults.node();
  }

  public BusFaults bus() {
    return faults.bus();
  }

  public DatabaseFaults database() {
    return faults.database();
  }

  public VenueFaults venue() {
    return faults.venue();
  }

  /** From now on nothing goes wrong. */
  public void clearUp() {
    turn(Faults.NONE);
  }

  /** From now on these things go wrong, and no others. */
  public void turn(Faults others) {
    faults = others;
  }

  /** Draws what happens to a node that passes this point. */
  public Blow at(FaultPoint point) {
    var node = faults.node();
    if (!node.isArmed(point)) {
      return Blow.NONE;
    }
    if (chance.permille(node.crashPermille())) {
      return Blow.CRASH;
    }
    return chance.permille(node.pausePermille()) ? Blow.PAUSE : Blow.NONE;
  }
}
