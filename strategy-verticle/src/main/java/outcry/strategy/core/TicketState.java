package outcry.strategy.core;

import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.AccountEvent;
import outcry.model.OrderEvent.AmendRejected;
import outcry.model.OrderEvent.AmendRequested;
import outcry.model.OrderEvent.CancelRejected;
import outcry.model.OrderEvent.CancelRequested;
import outcry.model.OrderEvent.FillBusted;
import outcry.model.OrderEvent.OrderAccepted;
import outcry.model.OrderEvent.OrderAdopted;
import outcry.model.OrderEvent.OrderAmended;
import outcry.model.OrderEvent.OrderCanceled;
import outcry.model.OrderEvent.OrderDenied;
import outcry.model.OrderEvent.OrderExpired;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderEvent.OrderHeld;
import outcry.model.OrderEvent.OrderInDoubt;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.OrderEvent.OrderNotSent;
import outcry.model.OrderEvent.OrderRejected;
import outcry.model.OrderEvent.OrderReleased;
import outcry.model.OrderEvent.OrderTriggered;
import outcry.model.OrderEvent.TriggerMoved;
import outcry.strategy.TicketStatus;

/**
 * One order as its strategy knows it: a fold over its journaled events, each taken once by its
 * version. What only the strategy knows (a refusal, a missing answer) has version 0 and gives way
 * to whatever the journal says.
 */
public final class TicketState {

  private long quantity;
  private long price;
  private long filled;
  private int version;
  private boolean cancelPending;
  private boolean amendPending;
  private TicketStatus status = TicketStatus.SUBMITTING;

  public TicketState(SubmitOrder order) {
    quantity = order.quantity();
    price = order.price();
  }

  /** False, and nothing changes, if the event was taken before or says nothing new. */
  public boolean take(OrderEvent event) {
    if (event.version() == 0 ? !isNews(event) : event.version() <= version) {
      return false;
    }
    version = Math.max(version, event.version());
    apply(event);
    return true;
  }

  /** The journal knows better how a submission ended than the answer that did not come. */
  private boolean isNews(OrderEvent local) {
    boolean submission = local instanceof OrderDenied || local instanceof OrderInDoubt;
    return !status.isTerminal() && !(submission && version > 0);
  }

  private void apply(OrderEvent event) {
    switch (event) {
      case OrderIntended _ -> status = TicketStatus.SUBMITTING;
      case OrderDenied _ -> end(TicketStatus.DENIED);
      case OrderAccepted _ -> status = workingStatus();
      case OrderRejected _ -> end(TicketStatus.REJECTED);
      case OrderFilled e -> fill(e);
      case CancelRequested _ -> cancelPending = true;
      case CancelRejected _ -> cancelPending = false;
      case OrderCanceled _ -> end(TicketStatus.CANCELED);
      case OrderExpired _ -> end(TicketStatus.EXPIRED);
      case AmendRequested _ -> amendPending = true;
      case AmendRejected _ -> amendPending = false;
      case OrderAmended e -> {
        amendPending = false;
        quantity = e.quantity();
        price = e.price();
      }
      case OrderInDoubt _ -> status = TicketStatus.IN_DOUBT;
      case OrderNotSent _ -> end(TicketStatus.NOT_SENT);
      case OrderHeld _ -> status = TicketStatus.HELD;
      case OrderReleased e -> {
        status = TicketStatus.SUBMITTING;
        quantity = e.quantity();
        price = e.price();
      }
      case OrderAdopted _ -> status = workingStatus();
      case TriggerMoved _, OrderTriggered _ -> {} // where it stands, not what it is
      case FillBusted _ -> {} // a correction of the position; the order went as it went
      case AccountEvent _ -> throw new IllegalArgumentException("not about an order");
    }
  }

  private void fill(OrderFilled event) {
    filled = Math.addExact(filled, event.quantity());
    if (event.leavesQuantity() == 0 && !status.isTerminal()) {
      end(TicketStatus.FILLED);
    } else if (!status.isTerminal()) {
      status = TicketStatus.PARTIALLY_FILLED;
    } // else a late fill of an ended order: it counts, the end stands
  }

  private TicketStatus workingStatus() {
    return filled > 0 ? TicketStatus.PARTIALLY_FILLED : TicketStatus.WORKING;
  }

  private void end(TicketStatus terminal) {
    status = terminal;
    cancelPending = false;
    amendPending = false;
  }

  /** True if an order has ended once it has taken this event. */
  public static boolean ends(OrderEvent event) {
    return switch (event) {
      case OrderFilled e -> e.leavesQuantity() == 0;
      case OrderDenied _, OrderRejected _, OrderCanceled _, OrderExpired _, OrderNotSent _ -> true;
      case OrderIntended _, OrderAccepted _, OrderInDoubt _, OrderAmended _ -> false;
      case OrderHeld _, OrderReleased _, TriggerMoved _, OrderTriggered _ -> false;
      case OrderAdopted _, FillBusted _ -> false;
      case CancelRequested _, CancelRejected _, AmendRequested _, AmendRejected _ -> false;
      case AccountEvent _ -> false;
    };
  }

  /** A cancel or amend command is on its way. */
  public void asked(boolean cancel) {
    if (cancel) {
      cancelPending = true;
    } else {
      amendPending = true;
    }
  }

  public TicketStatus status() {
    if (status.isTerminal() || status == TicketStatus.IN_DOUBT) {
      return status;
    }
    if (cancelPending) {
      return TicketStatus.PENDING_CANCEL;
    }
    return amendPending ? TicketStatus.PENDING_AMEND : status;
  }

  public boolean isCancelPending() {
    return cancelPending;
  }

  public boolean isAmendPending() {
    return amendPending;
  }

  public long quantity() {
    return quantity;
  }

  public long price() {
    return price;
  }

  public long filled() {
    return filled;
  }
}
