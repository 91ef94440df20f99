package outcry.order.core.contingent;

/** What one order of a list should be now. */
public sealed interface Goal {

  Goal KEEP = new Keep();

  /** As it is. */
  record Keep() implements Goal {}

  /**
   * Its total quantity should be this one. What we hold waits for its trigger price with it; what
   * is at its venue is amended.
   *
   * @param total quantity units
   */
  record Total(long total) implements Goal {}

  /**
   * It should go to its venue.
   *
   * @param quantity quantity units
   */
  record Release(long quantity) implements Goal {}

  /** It should end. */
  record Cancel(String reason) implements Goal {}
}
