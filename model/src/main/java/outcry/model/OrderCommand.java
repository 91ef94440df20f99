package outcry.model;

import java.util.List;

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
   * @param price limit, price units; 0 for a type without one
   * @param postOnly refused by the venue rather than taking liquidity
   * @param reduceOnly may only make the position smaller
   * @param instructions what makes it more than a plain order; never null
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
      Instructions instructions,
      String cause,
      long atNanos)
      implements OrderCommand {

    /** A plain order. */
    public SubmitOrder(
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
        long atNanos) {
      this(
          account,
          clientOrderId,
          strategy,
          symbol,
          side,
          type,
          timeInForce,
          quantity,
          price,
          postOnly,
          reduceOnly,
          Instructions.NONE,
          cause,
          atNanos);
    }

    /** This order with another quantity and limit. */
    public SubmitOrder with(long newQuantity, long newPrice) {
      return new SubmitOrder(
          account,
          clientOrderId,
          strategy,
          symbol,
          side,
          type,
          timeInForce,
          newQuantity,
          newPrice,
          postOnly,
          reduceOnly,
          instructions,
          cause,
          atNanos);
    }

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
          && reduceOnly == other.reduceOnly
          && instructions.equals(other.instructions);
    }
  }

  /**
   * Several new orders at once, each with a result of its own in an {@link
   * OrderReply.ListAcknowledged}. Orders that depend on each other are taken all or none.
   *
   * @param listId unique for ever within the account, syntax of a client order id
   * @param orders of this account; at least 1, at most {@link #LIST_MAX}. OTO and BRACKET: the
   *     first is the one that triggers the others; BRACKET: the second is the stop, the third, if
   *     there is one, the target
   */
  record SubmitList(
      String account,
      String listId,
      Contingency contingency,
      List<SubmitOrder> orders,
      String cause,
      long atNanos)
      implements OrderCommand {
    public SubmitList {
      orders = List.copyOf(orders);
    }
  }

  /** The most orders of one list. */
  int LIST_MAX = 50;

  /**
   * A large order that is worked in small ones.
   *
   * @param algorithmId unique for ever within the account, {@code [A-Za-z0-9_-]{1,28}}; its
   *     children are called {@code algorithmId-1}, {@code algorithmId-2} and so on
   * @param quantity in all, quantity units
   * @param price limit of every child, price units; 0: children are MARKET orders
   * @param startNanos when it begins, nanoseconds since the epoch, UTC
   * @param endNanos when it ends, whatever is done by then; nanoseconds since the epoch, UTC
   */
  record StartAlgorithm(
      String account,
      String algorithmId,
      String strategy,
      String symbol,
      Side side,
      Algorithm algorithm,
      long quantity,
      long price,
      boolean reduceOnly,
      long startNanos,
      long endNanos,
      String cause,
      long atNanos)
      implements OrderCommand {

    /** Same id with the same content is a repetition; cause and time are not content. */
    public boolean sameContent(StartAlgorithm other) {
      return account.equals(other.account)
          && algorithmId.equals(other.algorithmId)
          && strategy.equals(other.strategy)
          && symbol.equals(other.symbol)
          && side == other.side
          && algorithm.equals(other.algorithm)
          && quantity == other.quantity
          && price == other.price
          && reduceOnly == other.reduceOnly
          && startNanos == other.startNanos
          && endNanos == other.endNanos;
    }
  }

  /** Ends an algorithm and cancels what it has open. */
  record CancelAlgorithm(String account, String algorithmId, String cause, long atNanos)
      implements OrderCommand {}

  record CancelOrder(String account, String clientOrderId, String cause, long atNanos)
      implements OrderCommand {}

  /**
   * Changes an open order.
   *
   * @param quantity new total, quantity units
   * @param price new limit, price units; 0 for a type without one
   * @param triggerPrice new trigger price of an order that we hold, price units; 0 keeps it
   */
  record AmendOrder(
      String account,
      String clientOrderId,
      long quantity,
      long price,
      long triggerPrice,
      String cause,
      long atNanos)
      implements OrderCommand {

    /** Keeps the trigger price, if there is one. */
    public AmendOrder(
        String account,
        String clientOrderId,
        long quantity,
        long price,
        String cause,
        long atNanos) {
      this(account, clientOrderId, quantity, price, 0, cause, atNanos);
    }
  }

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
