package outcry.order.core;

import static outcry.model.OrderStatus.CANCELED;
import static outcry.model.OrderStatus.EXPIRED;
import static outcry.model.OrderStatus.FILLED;
import static outcry.model.OrderStatus.INTENT;
import static outcry.model.OrderStatus.IN_DOUBT;
import static outcry.model.OrderStatus.NOT_SENT;
import static outcry.model.OrderStatus.PARTIALLY_FILLED;
import static outcry.model.OrderStatus.PENDING_AMEND;
import static outcry.model.OrderStatus.PENDING_CANCEL;
import static outcry.model.OrderStatus.REJECTED;
import static outcry.model.OrderStatus.SENT;
import static outcry.model.OrderStatus.TRIGGER_PENDING;
import static outcry.model.OrderStatus.WORKING;

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
import outcry.model.OrderStatus;

/** The table of an order's life: what each event makes of each status. */
final class OrderLife {

  private OrderLife() {}

  /**
   * What is true of an order once an event has happened, apart from its status. A pending cancel
   * shows before a pending amend; each is kept until it is answered.
   */
  record Facts(
      boolean acknowledged,
      boolean cancelPending,
      boolean amendPending,
      long cumulativeQuantity,
      long leavesQuantity) {

    /** The status of an order that is open at its venue, or on its way there. */
    private OrderStatus open() {
      if (cancelPending) {
        return PENDING_CANCEL;
      }
      if (amendPending) {
        return PENDING_AMEND;
      }
      return cumulativeQuantity > 0 ? PARTIALLY_FILLED : acknowledged ? WORKING : SENT;
    }

    private OrderStatus openOrFilled() {
      return leavesQuantity == 0 ? FILLED : open();
    }
  }

  /** The status after an event that made {@code then} true. */
  static OrderStatus next(OrderStatus status, OrderEvent event, Facts then) {
    return switch (status) {
      // A journal does not tell INTENT from SENT: handing over is not an event.
      case INTENT, SENT ->
          switch (event) {
            case OrderAccepted _, CancelRequested _ -> then.open();
            case OrderFilled _ -> then.openOrFilled(); // a fill may overtake its acceptance
            case OrderRejected _ -> REJECTED;
            case OrderCanceled _ -> CANCELED; // an IOC, or canceled before it was sent
            case OrderExpired _ -> EXPIRED;
            case OrderInDoubt _ -> IN_DOUBT;
            case OrderNotSent _ -> NOT_SENT; // never handed over: too late, or not connected
            case OrderAmended _ -> then.openOrFilled(); // the venue's own doing, before its ack
            case FillBusted _ -> status; // it corrects the position; the order goes its way
            case OrderDenied _,
                OrderIntended _,
                OrderHeld _,
                OrderAdopted _,
                OrderReleased _,
                TriggerMoved _,
                OrderTriggered _,
                CancelRejected _,
                AmendRequested _,
                AmendRejected _,
                AccountEvent _ ->
                illegal(status, event);
          };
      // Ours alone: the venue has never heard of it.
      case TRIGGER_PENDING ->
          switch (event) {
            case OrderReleased _ -> INTENT;
            case TriggerMoved _, OrderAmended _ -> TRIGGER_PENDING; // done as soon as it is decided
            case OrderTriggered _ -> TRIGGER_PENDING; // others of its list go first
            case CancelRequested _ -> TRIGGER_PENDING; // the cancel itself follows in one append
            case OrderCanceled _ -> CANCELED;
            case OrderExpired _ -> EXPIRED;
            case OrderFilled _ -> TRIGGER_PENDING; // impossible, but real money: booked, alarmed
            case FillBusted _ -> TRIGGER_PENDING;
            case OrderDenied _,
                OrderIntended _,
                OrderHeld _,
                OrderAdopted _,
                OrderAccepted _,
                OrderRejected _,
                CancelRejected _,
                AmendRequested _,
                AmendRejected _,
                OrderInDoubt _,
                OrderNotSent _,
                AccountEvent _ ->
                illegal(status, event);
          };
      case WORKING, PARTIALLY_FILLED ->
          switch (event) {
            case OrderAccepted _ -> then.open(); // the acceptance after a fill
            case OrderFilled _, OrderAmended _ -> then.openOrFilled();
            case CancelRequested _, AmendRequested _ -> then.open();
            case OrderRejected _ -> REJECTED; // some venues refuse after they accepted
            case OrderCanceled _ -> CANCELED;
            case OrderExpired _ -> EXPIRED;
            case OrderInDoubt _ -> IN_DOUBT;
            case FillBusted _ -> status;
            case OrderDenied _,
                OrderIntended _,
                OrderNotSent _,
                CancelRejected _,
                AmendRejected _,
                OrderHeld _,
                OrderAdopted _,
                OrderReleased _,
                TriggerMoved _,
                OrderTriggered _,
                AccountEvent _ ->
                illegal(status, event);
          };
      case PENDING_CANCEL ->
          switch (event) {
            case OrderAccepted _ -> then.open(); // the cancel overtook the acceptance
            case OrderFilled _, OrderAmended _ -> then.openOrFilled();
            case CancelRejected _ -> then.open();
            case AmendRejected _ -> then.openOrFilled(); // it may have filled meanwhile
            case OrderRejected _ -> REJECTED;
            case OrderCanceled _ -> CANCELED;
            case OrderExpired _ -> EXPIRED;
            case OrderInDoubt _ -> IN_DOUBT;
            case OrderNotSent _ -> NOT_SENT; // handing over failed while the cancel was on its way
            case FillBusted _ -> status;
            case OrderDenied _,
                OrderIntended _,
                CancelRequested _,
                AmendRequested _,
                OrderHeld _,
                OrderAdopted _,
                OrderReleased _,
                TriggerMoved _,
                OrderTriggered _,
                AccountEvent _ ->
                illegal(status, event);
          };
      case PENDING_AMEND ->
          switch (event) {
            case OrderAccepted _ -> then.open();
            case OrderFilled _, OrderAmended _ -> then.openOrFilled();
            case CancelRequested _ -> then.open(); // both pending: the cancel shows
            case AmendRejected _ -> then.openOrFilled(); // it may have filled meanwhile
            case OrderRejected _ -> REJECTED;
            case OrderCanceled _ -> CANCELED;
            case OrderExpired _ -> EXPIRED;
            case OrderInDoubt _ -> IN_DOUBT;
            case FillBusted _ -> status;
            case OrderDenied _,
                OrderIntended _,
                OrderNotSent _,
                CancelRejected _,
                AmendRequested _,
                OrderHeld _,
                OrderAdopted _,
                OrderReleased _,
                TriggerMoved _,
                OrderTriggered _,
                AccountEvent _ ->
                illegal(status, event);
          };
      case IN_DOUBT ->
          switch (event) {
            case OrderAccepted _ -> then.open(); // found at the venue
            case OrderFilled _, OrderAmended _ -> then.openOrFilled(); // the venue has it
            case OrderRejected _ -> REJECTED;
            case OrderCanceled _ -> CANCELED;
            case OrderExpired _ -> EXPIRED;
            case OrderNotSent _ -> NOT_SENT; // proven, see Doubts
            // What is asked, or refused, proves nothing about whether the order exists.
            case CancelRequested _, CancelRejected _, AmendRejected _, FillBusted _ -> IN_DOUBT;
            case OrderDenied _,
                OrderIntended _,
                AmendRequested _,
                OrderInDoubt _,
                OrderHeld _,
                OrderAdopted _,
                OrderReleased _,
                TriggerMoved _,
                OrderTriggered _,
                AccountEvent _ ->
                illegal(status, event);
          };
      // Terminal. A fill is real money whenever it comes: a correction, the status stays.
      case FILLED, CANCELED, EXPIRED, REJECTED, NOT_SENT, DENIED ->
          switch (event) {
            case OrderFilled _, FillBusted _ -> status;
            case OrderDenied _,
                OrderIntended _,
                OrderAccepted _,
                OrderRejected _,
                CancelRequested _,
                CancelRejected _,
                OrderCanceled _,
                OrderExpired _,
                AmendRequested _,
                AmendRejected _,
                OrderAmended _,
                OrderInDoubt _,
                OrderNotSent _,
                OrderHeld _,
                OrderAdopted _,
                OrderReleased _,
                TriggerMoved _,
                OrderTriggered _,
                AccountEvent _ ->
                illegal(status, event);
          };
    };
  }

  private static OrderStatus illegal(OrderStatus status, OrderEvent event) {
    throw new InvariantViolation(
        "I8", event.getClass().getSimpleName() + " cannot happen to an order that is " + status);
  }
}
