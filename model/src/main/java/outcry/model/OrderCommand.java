package outcry.model;

/** What somebody asks of the owner of an account's orders. Safe to repeat: commands carry ids. */
public sealed interface OrderCommand {

  /** Whose orders it is about; its partition's owner is asked. */
  String account();

  /** When it was made: nanoseconds since the epoch, UTC, on the sender's clock. */
  long atNanos();

  /** Why: the id of the message that led to it; empty if a person asked. */
  String cause();

  /**
   * A new order.
   *
   * @param clientOrderId unique for ever within the account, {@code [A-Za-z0-9_-]{1,36}}
   * @param strategy who asks; {@code manual} for a person
   * @param quantity quantity units
   * @param price limit, price units; 0 for MARKET
   * @param postOnly refused by the venue rather than taking liquidity
   * @param reduceOnly may only make the position smaller
   */
  record SubmitOrder(
      String account,
      String clientOrderId,
      String strategy,
      String symbol,
      Side side,
      OrderType type,
      TimeInForce timeInForce,
      long quantity,
      long price,
      boolean postOnly,
      boolean reduceOnly,
      String cause,
      long atNanos)
      implements OrderCommand {

    /** Same id with the same content is a repetition; cause and time are not content. */
    public boolean sameContent(SubmitOrder other) {
      return account.equals(other.account)
          && clientOrderId.equals(other.clientOrderId)
          && strategy.equals(other.strategy)
          && symbol.equals(other.symbol)
          && side == other.side
          && type == other.type
          && timeInForce == other.timeInForce
          && quantity == other.quantity
          && price == other.price
          && postOnly == other.postOnly
          && reduceOnly == other.reduceOnly;
    }
  }

  record CancelOrder(String account, String clientOrderId, String cause, long atNanos)
      implements OrderCommand {}

  /**
   * Changes an open order.
   *
   * @param quantity new total, quantity units
   * @param price new limit, price units
   */
  record AmendOrder(
      String account, String clientOrderId, long quantity, long price, String cause, long atNanos)
      implements OrderCommand {}

  /**
   * Cancels every open order of the account.
   *
   * @param symbol only of this instrument; empty for all
   */
  record CancelAll(String account, String symbol, String cause, long atNanos)
      implements OrderCommand {}

  /**
   * The kill switch, and its release. HALTED also cancels every open order it covers.
   *
   * @param account one account of the partition that is asked; its partition keeps the state
   * @param key the account, strategy or symbol; empty for GLOBAL
   * @param reason for people and the audit
   */
  record SetTradingState(
      String account,
      TradingScope scope,
      String key,
      TradingState state,
      String reason,
      String cause,
      long atNanos)
      implements OrderCommand {

    /** The same through an account of another partition. */
    public SetTradingState through(String spokesman) {
      return new SetTradingState(spokesman, scope, key, state, reason, cause, atNanos);
    }
  }
}
