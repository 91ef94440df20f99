package outcry.position.core;

/**
 * What an account gained and paid in one currency.
 *
 * @param fees paid in all, {@code 10^-8}; rebates make it smaller
 * @param realizedPnl of what was closed, before fees, {@code 10^-8}
 */
public record Cash(long fees, long realizedPnl) {

  public static final Cash NONE = new Cash(0, 0);

  /**
   * @throws ArithmeticException on overflow of 64 bits
   */
  Cash plus(long moreFees, long moreRealizedPnl) {
    return new Cash(Math.addExact(fees, moreFees), Math.addExact(realizedPnl, moreRealizedPnl));
  }
}
