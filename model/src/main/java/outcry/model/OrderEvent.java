package outcry.model;

import java.util.List;
import outcry.model.OrderCommand.SubmitOrder;

/**
 * A fact about an order, journaled before anybody acts on it. Never refused, never changed. Each
 * event of an order has the next {@link #version}, starting at 1.
 */
public sealed interface OrderEvent {

  String account();

  /** Unique within the partition. 0 for events that are not about one order. */
  long orderId();

  /** 1 for the first event of an order, then one more each; 0 where there is no order. */
  int version();

  /** When its owner learned it: nanoseconds since the epoch, UTC. */
  long atNanos();

  /** An event that is not about one order: id and version are 0. */
  sealed interface AccountEvent extends OrderEvent {}

  /** From here the order may reach its venue, once: never journaled while a halt covers it. */
  sealed interface IntentEvent extends OrderEvent {

    String strategy();

    String symbol();

    /** The venue must not accept it later than this. */
    long deadlineNanos();

    /** Which limits it passed. */
    int limitsVersion();
  }

  /** An event that moves a position. */
  sealed interface PositionEvent extends OrderEvent {

    String symbol();

    String strategy();

    /** What it does to the position. */
    Fill fill();

    /** {@code 10^-8} of the fee currency; negative for a rebate. */
    long fee();

    /** Empty if there is no fee. */
    String feeCurrency();
  }

  /** Our own risk refused it. Terminal. */
  record OrderDenied(
      String account,
      long orderId,
      int version,
      SubmitOrder order,
      RefusalCode code,
      String detail,
      long atNanos)
      implements OrderEvent {}

  /**
   * The intent: from here the order may reach its venue, once.
   *
   * @param deadlineNanos the venue must not accept it later than this
   * @param limitsVersion which limits it passed
   */
  record OrderIntended(
      String account,
      long orderId,
      int version,
      SubmitOrder order,
      long deadlineNanos,
      int limitsVersion,
      long atNanos)
      implements IntentEvent {

    @Override
    public String strategy() {
      return order.strategy();
    }

    @Override
    public String symbol() {
      return order.symbol();
    }
  }

  /**
   * We hold it: it waits for its trigger price, or for another order of its list. From here it is
   * owed, whoever owns the partition.
   *
   * @param limitsVersion which limits it passed
   */
  record OrderHeld(
      String account, long orderId, int version, SubmitOrder order, int limitsVersion, long atNanos)
      implements OrderEvent {}

  /**
   * The intent of an order that was held: from here it may reach its venue, once.
   *
   * @param quantity what it is released for, quantity units
   * @param price limit, price units; 0 for a type without one
   * @param deadlineNanos the venue must not accept it later than this
   * @param limitsVersion which limits it passed
   * @param cause why now: the market event or execution that released it
   */
  record OrderReleased(
      String account,
      long orderId,
      int version,
      String strategy,
      String symbol,
      long quantity,
      long price,
      long deadlineNanos,
      int limitsVersion,
      String cause,
      long atNanos)
      implements IntentEvent {}

  /** The trigger price of an order that we hold is now this one, price units. */
  record TriggerMoved(
      String account, long orderId, int version, long triggerPrice, String cause, long atNanos)
      implements OrderEvent {}

  /**
   * The trigger price of an order that we hold was met, but other orders of its list must go first:
   * it is released once they have, or after a bounded time.
   *
   * @param cause the market event that met it
   */
  record OrderTriggered(String account, long orderId, int version, String cause, long atNanos)
      implements OrderEvent {}

  /** An order was found at the venue that we did not know, and is ours from now on. */
  record OrderAdopted(
      String account,
      long orderId,
      int version,
      SubmitOrder order,
      String venueOrderId,
      String reason,
      long atNanos)
      implements OrderEvent {}

  /** The venue has it. */
  record OrderAccepted(
      String account, long orderId, int version, String venueOrderId, long venueNanos, long atNanos)
      implements OrderEvent {}

  /** The venue refused it. */
  record OrderRejected(String account, long orderId, int version, String reason, long atNanos)
      implements OrderEvent {}

  /**
   * A fill.
   *
   * @param executionId the venue's id, applied once (FIX 17)
   * @param quantity of this fill, quantity units
   * @param price of this fill, price units
   * @param leavesQuantity still open after it (FIX 151)
   * @param fee {@code 10^-8} of the fee currency; negative for a rebate
   */
  record OrderFilled(
      String account,
      long orderId,
      int version,
      String symbol,
      Side side,
      String strategy,
      String executionId,
      long quantity,
      long price,
      long leavesQuantity,
      long fee,
      String feeCurrency,
      Liquidity liquidity,
      long venueNanos,
      long atNanos)
      implements PositionEvent {

    @Override
    public Fill fill() {
      return new Fill(side, quantity, price);
    }
  }

  /**
   * The venue took a fill back (FIX 150=H). The position is what it would be had the quantity been
   * traded back at the same price.
   *
   * @param side of the fill that is gone
   * @param executionId of the correction, applied once
   * @param bustedExecutionId of the fill that is gone
   * @param quantity of the fill that is gone, quantity units
   * @param price of the fill that is gone, price units
   * @param fee what its fee comes to now, {@code 10^-8} of the fee currency: minus what was charged
   */
  record FillBusted(
      String account,
      long orderId,
      int version,
      String symbol,
      Side side,
      String strategy,
      String executionId,
      String bustedExecutionId,
      long quantity,
      long price,
      long fee,
      String feeCurrency,
      long venueNanos,
      long atNanos)
      implements PositionEvent {

    @Override
    public Fill fill() {
      return new Fill(side.opposite(), quantity, price);
    }
  }

  record CancelRequested(String account, long orderId, int version, String cause, long atNanos)
      implements OrderEvent {}

  record CancelRejected(String account, long orderId, int version, String reason, long atNanos)
      implements OrderEvent {}

  record OrderCanceled(String account, long orderId, int version, String reason, long atNanos)
      implements OrderEvent {}

  record OrderExpired(String account, long orderId, int version, String reason, long atNanos)
      implements OrderEvent {}

  record AmendRequested(
      String account,
      long orderId,
      int version,
      long quantity,
      long price,
      String cause,
      long atNanos)
      implements OrderEvent {}

  record AmendRejected(String account, long orderId, int version, String reason, long atNanos)
      implements OrderEvent {}

  /**
   * The venue changed the order to this total quantity and limit.
   *
   * @param venueNanos when the venue did: what it says of earlier is out of date
   */
  record OrderAmended(
      String account,
      long orderId,
      int version,
      long quantity,
      long price,
      long venueNanos,
      long atNanos)
      implements OrderEvent {}

  /** The outcome at the venue is unknown. */
  record OrderInDoubt(String account, long orderId, int version, String reason, long atNanos)
      implements OrderEvent {}

  /** The venue proved that it never had the order and never will. Terminal. */
  record OrderNotSent(String account, long orderId, int version, String reason, long atNanos)
      implements OrderEvent {}

  /** The trading state of a scope changed. */
  record TradingStateChanged(
      String account,
      long orderId,
      int version,
      TradingScope scope,
      String key,
      TradingState state,
      String reason,
      long atNanos)
      implements AccountEvent {}

  /**
   * The orders named here depend on each other; their own first events follow it in the journal.
   *
   * @param clientOrderIds in the order of the command
   */
  record ListSubmitted(
      String account,
      String listId,
      Contingency contingency,
      List<String> clientOrderIds,
      String cause,
      long atNanos)
      implements AccountEvent {

    public ListSubmitted {
      clientOrderIds = List.copyOf(clientOrderIds);
    }

    @Override
    public long orderId() {
      return 0;
    }

    @Override
    public int version() {
      return 0;
    }
  }

  /**
   * An algorithm works for us from now on.
   *
   * @param limitsVersion which limits it passed
   */
  record AlgorithmStarted(
      String account, OrderCommand.StartAlgorithm order, int limitsVersion, long atNanos)
      implements AccountEvent {

    @Override
    public long orderId() {
      return 0;
    }

    @Override
    public int version() {
      return 0;
    }
  }

  /** An algorithm sends no more children. What it has open is canceled, or was done. */
  record AlgorithmEnded(String account, String algorithmId, String reason, long atNanos)
      implements AccountEvent {

    @Override
    public long orderId() {
      return 0;
    }

    @Override
    public int version() {
      return 0;
    }
  }

  /**
   * Reconciliation found a position at the venue that our fills do not explain, and its policy was
   * to take it over.
   *
   * @param strategy whose position it becomes
   * @param side what must be added to ours
   * @param quantity what must be added to ours, quantity units
   * @param price what it is taken to have cost, price units
   */
  record PositionAdjusted(
      String account,
      String symbol,
      String strategy,
      Side side,
      long quantity,
      long price,
      String reason,
      long atNanos)
      implements AccountEvent, PositionEvent {

    @Override
    public long orderId() {
      return 0;
    }

    @Override
    public int version() {
      return 0;
    }

    @Override
    public Fill fill() {
      return new Fill(side, quantity, price);
    }

    @Override
    public long fee() {
      return 0;
    }

    @Override
    public String feeCurrency() {
      return "";
    }
  }

  /**
   * Reconciliation found money at the venue that our fills do not explain, or missed some, and its
   * policy was to take that over.
   *
   * @param venue where the money is
   * @param amount what must be added to ours, {@code 10^-8} of the currency
   */
  record BalanceAdjusted(
      String account, String venue, String currency, long amount, String reason, long atNanos)
      implements AccountEvent {

    @Override
    public long orderId() {
      return 0;
    }

    @Override
    public int version() {
      return 0;
    }
  }

  /**
   * From here these limits are in force for the account; intents name them by their version.
   *
   * @param limitsVersion follows from the text
   * @param text what was configured, as JSON; empty for what is built in
   */
  record LimitsChanged(String account, int limitsVersion, String text, long atNanos)
      implements AccountEvent {

    @Override
    public long orderId() {
      return 0;
    }

    @Override
    public int version() {
      return 0;
    }
  }

  /**
   * Where the profit of an account stood: at the beginning of a trading day, or when it had never
   * been as high.
   *
   * @param currency what it is counted in; others are counted by themselves
   * @param day the trading day: when it closes, nanoseconds since the epoch, UTC
   * @param dayStart profit when that day began, {@code 10^-8}
   * @param highest no profit before was higher, {@code 10^-8}
   */
  record EquityMarked(
      String account, String currency, long day, long dayStart, long highest, long atNanos)
      implements AccountEvent {

    @Override
    public long orderId() {
      return 0;
    }

    @Override
    public int version() {
      return 0;
    }
  }

  /**
   * An account has broken a rule that is watched between orders. The trading state that follows
   * from it is an event of its own.
   *
   * @param detail how much, for people
   */
  record RuleBreached(String account, RefusalCode rule, String detail, long atNanos)
      implements AccountEvent {

    @Override
    public long orderId() {
      return 0;
    }

    @Override
    public int version() {
      return 0;
    }
  }
}
