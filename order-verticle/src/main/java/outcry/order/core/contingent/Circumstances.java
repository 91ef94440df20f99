package outcry.order.core.contingent;

/**
 * What besides its orders decides what should become of a list.
 *
 * @param patienceOver the orders that had to go first have had their time: protection beats double
 *     cover
 * @param isUnanswered the stop left the house, and its venue has been silent for too long
 * @param isWaived somebody canceled the stop while it protected something: what it protected is
 *     theirs
 * @param closed what the list has closed at the market, net, quantity units, signed as its exits
 * @param closing what its open closing orders may still fill, quantity units, signed as its exits
 */
public record Circumstances(
    boolean patienceOver, boolean isUnanswered, boolean isWaived, long closed, long closing) {

  /** Of a list that closes nothing. */
  public static final Circumstances ORDINARY = new Circumstances(false, false, false, 0, 0);
}
