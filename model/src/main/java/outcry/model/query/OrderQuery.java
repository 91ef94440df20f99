package outcry.model.query;

/**
 * Asks for orders, most recent first.
 *
 * @param account only of this account; empty for all of the partition
 * @param clientOrderId only this one of the account; empty for any
 * @param page which of them, unless it is one
 * @param limit at most so many, 1 to 10,000
 */
public record OrderQuery(String account, String clientOrderId, OrderPage page, int limit) {

  /** Those that matter most now. */
  public OrderQuery(String account, String clientOrderId, int limit) {
    this(account, clientOrderId, OrderPage.OPEN_FIRST, limit);
  }
}
