package outcry.chaos.client;

/**
 * What a client asked for.
 *
 * @param price limit, as written; empty for a market order
 */
public record ClientOrder(
    String account, String clientOrderId, String symbol, String side, long quantity, String price) {

  boolean isLimit() {
    return !price.isEmpty();
  }
}
