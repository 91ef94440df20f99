package outcry.order.core;

/** Something that must never be. Whoever owns the state stops trading with it. */
public final class InvariantViolation extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String id;

  /**
   * @param id of the invariant, e.g. {@code I6}
   */
  public InvariantViolation(String id, String detail) {
    super(id + ": " + detail);
    this.id = id;
  }

  /** Somebody else found it. */
  public InvariantViolation(String id, Throwable found) {
    super(id + ": " + found.getMessage(), found);
    this.id = id;
  }

  public String id() {
    return id;
  }

  static void require(boolean holds, String id, String detail) {
    if (!holds) {
      throw new InvariantViolation(id, detail);
    }
  }
}
