package outcry.model;

import java.util.List;

/**
 * What a venue says an account has: its side of a reconciliation. How far the parts are of one
 * moment is the venue's promise, not the record's.
 *
 * @param asOfNanos when the venue says it was so: nanoseconds since the epoch, UTC
 * @param orders open ones; the older first
 * @param executions since the time that was asked for; the older first
 * @param isComplete whether these are all executions since then; if not, ask again from the last
 * @param holdings one for each symbol that is not flat
 * @param balances what trading alone has left of each currency, deposits and transfers aside: what
 *     sales brought less what purchases and fees cost
 */
public record VenueAccount(
    String account,
    long asOfNanos,
    List<OpenOrder> orders,
    List<Execution> executions,
    boolean isComplete,
    List<Holding> holdings,
    List<Money> balances) {

  public VenueAccount {
    orders = List.copyOf(orders);
    executions = List.copyOf(executions);
    holdings = List.copyOf(holdings);
    balances = List.copyOf(balances);
  }

  /** The same with the first executions alone. */
  public VenueAccount upTo(int count) {
    return count == executions.size()
        ? this
        : new VenueAccount(
            account, asOfNanos, orders, executions.subList(0, count), false, holdings, balances);
  }

  /**
   * An order that may still fill.
   *
   * @param clientOrderId by which it can be canceled, even if somebody else gave it
   * @param quantity total now, quantity units
   * @param price limit now, price units; 0 if it has none
   * @param cumulativeQuantity filled so far, quantity units
   */
  public record OpenOrder(
      String clientOrderId,
      String venueOrderId,
      String symbol,
      Side side,
      OrderType type,
      TimeInForce timeInForce,
      long quantity,
      long price,
      long cumulativeQuantity) {}

  /** A fill, with what its order was about. */
  public record Execution(ExecutionReport.Filled report, String symbol, Side side) {}

  /**
   * A position.
   *
   * @param quantity quantity units; negative is short
   * @param averagePrice what it cost, price units; 0 if the venue does not say
   */
  public record Holding(String symbol, long quantity, long averagePrice) {}
}
