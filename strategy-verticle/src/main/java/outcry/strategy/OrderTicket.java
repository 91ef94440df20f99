package outcry.strategy;

import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.Side;
import outcry.strategy.core.TicketState;

/**
 * An order of this strategy, kept up to date before each callback. Used on its strategy's thread
 * only.
 */
public final class OrderTicket {

  private final OrderDesk desk;
  private final SubmitOrder order;
  private final TicketState state;

  /** Null unless it is the entry of a bracket that this run has sent. */
  private OrderTicket stop;

  private OrderTicket target;
  private final List<Promise<OrderTicket>> fillWaits = new ArrayList<>(0);

  OrderTicket(OrderDesk desk, SubmitOrder order) {
    this.desk = desk;
    this.order = order;
    this.state = new TicketState(order);
  }

  boolean take(OrderEvent event) {
    return state.take(event);
  }

  /** A cancel, or a change, is on its way. */
  void asked(boolean cancel) {
    state.asked(cancel);
  }

  void exits(OrderTicket itsStop, OrderTicket itsTarget) {
    stop = itsStop;
    target = itsTarget;
  }

  /** Completes with its first fill; fails if it ends without one. */
  Promise<OrderTicket> awaitFill() {
    Promise<OrderTicket> wait = Promise.promise();
    fillWaits.add(wait);
    settleWaits();
    return wait;
  }

  void forgetWait(Promise<OrderTicket> wait) {
    fillWaits.remove(wait);
  }

  /** Waits that its state answers are over. */
  void settleWaits() {
    if (fillWaits.isEmpty() || (filledQuantity() == 0 && isOpen())) {
      return;
    }
    var over = List.copyOf(fillWaits);
    fillWaits.clear();
    for (var wait : over) {
      if (filledQuantity() > 0) {
        wait.tryComplete(this);
      } else {
        wait.tryFail(clientOrderId() + " ended as " + status());
      }
    }
  }

  /** The protective stop of a bracket's entry, if this run has sent it; otherwise empty. */
  public Optional<OrderTicket> stop() {
    return Optional.ofNullable(stop);
  }

  /** The target of a bracket's entry, if it has one and this run has sent it; otherwise empty. */
  public Optional<OrderTicket> target() {
    return Optional.ofNullable(target);
  }

  public String clientOrderId() {
    return order.clientOrderId();
  }

  public String symbol() {
    return order.symbol();
  }

  public Side side() {
    return order.side();
  }

  /** What was asked for at first. */
  public SubmitOrder order() {
    return order;
  }

  public TicketStatus status() {
    return state.status();
  }

  /** False once it has ended; a late fill may still come. */
  public boolean isOpen() {
    return !state.status().isTerminal();
  }

  /** Total quantity, quantity units. */
  public long quantity() {
    return state.quantity();
  }

  /** Limit, price units; 0 for a market order. */
  public long price() {
    return state.price();
  }

  /** Quantity units. */
  public long filledQuantity() {
    return state.filled();
  }

  /** What may still be filled, quantity units; 0 once it has ended. */
  public long leavesQuantity() {
    return isOpen() ? Math.max(0, state.quantity() - state.filled()) : 0;
  }

  /** Asks for it to be canceled; nothing happens if that was asked before or it has ended. */
  public void cancel() {
    if (isOpen() && !state.isCancelPending()) {
      state.asked(true);
      desk.cancel(this);
    }
  }

  /** True while the venue has it and no earlier change is unanswered. */
  public boolean canAmend() {
    return state.status() == TicketStatus.WORKING
        || state.status() == TicketStatus.PARTIALLY_FILLED;
  }

  /**
   * Asks for another total quantity and limit.
   *
   * @throws IllegalStateException if it has ended or an earlier change is not answered
   */
  public void amend(long quantity, long price) {
    if (!isOpen() || state.isAmendPending()) {
      throw new IllegalStateException(
          clientOrderId() + " cannot be changed while " + state.status());
    }
    state.asked(false);
    desk.amend(this, quantity, price);
  }

  @Override
  public String toString() {
    return clientOrderId() + " " + side() + " " + quantity() + " " + symbol() + " " + status();
  }
}
