package outcry.simulation.fault;

/** The steps of an order's life between which a node may die or stand still. */
public enum FaultPoint {
  S0("the request is read by the gateway"),
  S1("the command is on the bus"),
  S2("decided by the owner, not yet in the journal"),
  S3("the intent is committed, nobody is told"),
  S4("acknowledged, the venue not yet asked"),
  S5("the request leaves for the venue"),
  S6("the request is with the venue, no answer yet"),
  S7("an answer has come, it is not journaled"),
  S8("a fill has come, it is not journaled"),
  S9("a fill is journaled, nobody is told"),
  S10("a cancel is journaled, the venue not yet asked"),
  S11("a cancel is with the venue"),
  S12("an end is journaled, nobody is told");

  private final String text;

  FaultPoint(String text) {
    this.text = text;
  }

  /** For people. */
  public String text() {
    return text;
  }

  int bit() {
    return 1 << ordinal();
  }

  /** All of them. */
  static int allBits() {
    return (1 << values().length) - 1;
  }
}
