package outcry.order.core;

import static outcry.order.core.InvariantViolation.require;

import java.util.ArrayList;
import java.util.List;
import outcry.model.Instrument;
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
import outcry.model.OrderStatus;
import outcry.model.query.OrderView;

/** One order: the fold of its events, and what is being waited for at its venue. */
final class Order {

  final long orderId;
  final SubmitOrder submit;

  /** Null unless {@link OrderStatus#DENIED}. */
  final OrderDenied denial;

  final Instrument instrument;

  /** Ids of its executions, in the order they came. */
  final List<String> executionIds = new ArrayList<>(1);

  /** When and how often the venue is asked; not journaled. */
  final Waiting waiting = new Waiting();

  private final long createdNanos;

  /** 0 while it is held: no venue may accept it. */
  private long deadlineNanos;

  private long triggerPrice;
  private long triggeredNanos;
  private long bustedQuantity;
  private OrderStatus status;
  private int version = 1;
  private boolean acknowledged;
  private boolean handedOver;
  private boolean cancelPending;

  /** Why a cancel was asked for last; null if none was. */
  private String cancelCause;

  private boolean amendPending;
  private long amendQuantity;
  private long amendAskedNanos;
  private long amendedVenueNanos;
  private long filledVenueNanos;
  private long amendPrice;
  private long quantity;
  private long price;
  private long cumulativeQuantity;
  private long notional;
  private String reason = "";
  private long updatedNanos;

  Order(OrderIntended event, Instrument instrument) {
    this(event.orderId(), event.order(), null, event.deadlineNanos(), instrument, event.atNanos());
    status = OrderStatus.INTENT;
    require(event.version() == 1, "I8", "an intent has version 1, not " + event.version());
  }

  Order(OrderDenied event, Instrument instrument) {
    this(event.orderId(), event.order(), event, 0, instrument, event.atNanos());
    status = OrderStatus.DENIED;
    reason = event.code() + ": " + event.detail();
    require(event.version() == 1, "I8", "a denial has version 1, not " + event.version());
  }

  Order(OrderHeld event, Instrument instrument) {
    this(event.orderId(), event.order(), null, 0, instrument, event.atNanos());
    status = OrderStatus.TRIGGER_PENDING;
    require(event.version() == 1, "I8", "holding has version 1, not " + event.version());
  }

  Order(OrderAdopted event, Instrument instrument) {
    this(event.orderId(), event.order(), null, 0, instrument, event.atNanos());
    status = OrderStatus.WORKING;
    acknowledged = true;
    require(event.version() == 1, "I8", "adopting has version 1, not " + event.version());
  }

  private Order(
      long orderId,
      SubmitOrder submit,
      OrderDenied denial,
      long deadlineNanos,
      Instrument instrument,
      long createdNanos) {
    this.orderId = orderId;
    this.submit = submit;
    this.denial = denial;
    this.deadlineNanos = deadlineNanos;
    this.instrument = instrument;
    this.createdNanos = createdNanos;
    this.updatedNanos = createdNanos;
    this.quantity = submit.quantity();
    this.price = submit.price();
    this.triggerPrice = submit.instructions().triggerPrice();
  }

  /** Changes the state; decides nothing. */
  void apply(OrderEvent event) {
    require(
        event.version() == version + 1,
        "I8",
        "order " + orderId + " at version " + version + " cannot get version " + event.version());
    var then = factsAfter(event);
    var next = OrderLife.next(status, event, then);
    change(event);
    acknowledged = then.acknowledged();
    cancelPending = then.cancelPending() && !next.isTerminal();
    amendPending = then.amendPending() && !next.isTerminal();
    cumulativeQuantity = then.cumulativeQuantity();
    if (event instanceof OrderFilled fill) {
      long leaves = next.isTerminal() ? 0 : then.leavesQuantity();
      require(fill.leavesQuantity() == leaves, "I6", "order " + orderId + " leaves " + leaves);
    }
    if (next != status) {
      waiting.changed(event.atNanos());
    }
    status = next;
    version = event.version();
    updatedNanos = event.atNanos();
  }

  private OrderLife.Facts factsAfter(OrderEvent event) {
    boolean isAcknowledged = acknowledged;
    boolean cancel = cancelPending;
    boolean amend = amendPending;
    long total = quantity;
    long filled = cumulativeQuantity;
    switch (event) {
      case OrderAccepted _ -> isAcknowledged = true;
      case OrderFilled fill -> filled = Math.addExact(filled, fill.quantity());
      case CancelRequested _ -> cancel = true;
      case CancelRejected _ -> cancel = false;
      case AmendRequested _ -> amend = true;
      case AmendRejected _ -> amend = false;
      case OrderAmended amended -> {
        amend = false;
        isAcknowledged |= !isHeld(); // what we hold, we amend ourselves
        total = amended.quantity();
      }
      case OrderDenied _,
          OrderIntended _,
          OrderRejected _,
          OrderCanceled _,
          OrderExpired _,
          OrderInDoubt _,
          OrderNotSent _,
          OrderHeld _,
          OrderAdopted _,
          OrderReleased _,
          TriggerMoved _,
          OrderTriggered _,
          FillBusted _,
          AccountEvent _ -> {
        // only the status changes
      }
    }
    long most = amend ? Math.max(total, amendQuantityAfter(event)) : total;
    return new OrderLife.Facts(isAcknowledged, cancel, amend, filled, Math.max(0, most - filled));
  }

  private long amendQuantityAfter(OrderEvent event) {
    return event instanceof AmendRequested amend ? amend.quantity() : amendQuantity;
  }

  private void change(OrderEvent event) {
    switch (event) {
      case OrderFilled fill -> {
        executionIds.add(fill.executionId());
        filledVenueNanos = Math.max(filledVenueNanos, fill.venueNanos());
        notional = Math.addExact(notional, instrument.notional(fill.price(), fill.quantity()));
      }
      case CancelRequested cancel -> cancelCause = cancel.cause();
      case AmendRequested amend -> {
        amendAskedNanos = amend.atNanos();
        amendQuantity = amend.quantity();
        amendPrice = amend.price();
      }
      case OrderAmended amended -> {
        amendedVenueNanos = amended.venueNanos();
        quantity = amended.quantity();
        price = amended.price();
      }
      case OrderRejected rejected -> reason = rejected.reason();
      case OrderCanceled canceled -> reason = canceled.reason();
      case OrderExpired expired -> reason = expired.reason();
      case OrderInDoubt doubt -> reason = doubt.reason();
      case OrderNotSent notSent -> reason = notSent.reason();
      case CancelRejected rejected -> reason = rejected.reason();
      case AmendRejected rejected -> reason = rejected.reason();
      case OrderAccepted _ -> reason = "";
      case OrderReleased released -> {
        quantity = released.quantity();
        price = released.price();
        deadlineNanos = released.deadlineNanos();
      }
      case TriggerMoved moved -> triggerPrice = moved.triggerPrice();
      case OrderTriggered triggered -> triggeredNanos = triggered.atNanos();
      case FillBusted busted -> {
        executionIds.add(busted.executionId());
        bustedQuantity = Math.addExact(bustedQuantity, busted.quantity());
      }
      case OrderDenied _, OrderIntended _, OrderHeld _, OrderAdopted _, AccountEvent _ -> {
        // never events of an order that exists: the table refuses them
      }
    }
  }

  /** The venue session has it from now on. Not journaled: after a start it may or may not. */
  void handedOver(long nowNanos) {
    require(status == OrderStatus.INTENT, "I2", "order " + orderId + " is handed over twice");
    status = OrderStatus.SENT;
    handedOver = true;
    waiting.changed(nowNanos);
  }

  /** Whether its venue may have it, as far as this process knows, whatever has become of it. */
  boolean wasHandedOver() {
    return handedOver;
  }

  OrderStatus status() {
    return status;
  }

  boolean isOpen() {
    return !status.isTerminal();
  }

  int nextVersion() {
    return version + 1;
  }

  boolean isAcknowledged() {
    return acknowledged || cumulativeQuantity > 0;
  }

  boolean isCancelPending() {
    return cancelPending;
  }

  /** Whether a cancel was ever asked for, so that asking again is a repetition. */
  boolean wasCancelAsked() {
    return cancelCause != null;
  }

  /** Null if no cancel was asked for. */
  String cancelCause() {
    return cancelCause;
  }

  boolean isAmendPending() {
    return amendPending;
  }

  long amendQuantity() {
    return amendQuantity;
  }

  long amendPrice() {
    return amendPrice;
  }

  long quantity() {
    return quantity;
  }

  long price() {
    return price;
  }

  /** What has filled, whether or not it was taken back later. */
  long cumulativeQuantity() {
    return cumulativeQuantity;
  }

  /** What has filled and stands: fills that were taken back do not count. */
  long netQuantity() {
    return cumulativeQuantity - bustedQuantity;
  }

  /** Why it ended or is in doubt; may be empty. */
  String reason() {
    return reason;
  }

  /** When its last event was. */
  long updatedNanos() {
    return updatedNanos;
  }

  long createdNanos() {
    return createdNanos;
  }

  long deadlineNanos() {
    return deadlineNanos;
  }

  /** Price units; 0 if it has none. */
  long triggerPrice() {
    return triggerPrice;
  }

  /** Whether its trigger price was met while others of its list had to go first. */
  boolean isTriggered() {
    return triggeredNanos != 0;
  }

  /** When that was; 0 if it was not. */
  long triggeredNanos() {
    return triggeredNanos;
  }

  boolean isHeld() {
    return status == OrderStatus.TRIGGER_PENDING;
  }

  /** What may still fill, at worst: a pending amend counts as done if that is more. */
  long worstLeaves() {
    if (!isOpen() || isHeld()) { // what is held is judged anew when it is released
      return 0;
    }
    return Math.max(0, worstQuantity() - cumulativeQuantity);
  }

  /**
   * What it is for at worst. The venue may have made a pending amend already, and what fills may be
   * told before that: an order that is to become larger has not filled at its old quantity.
   */
  long worstQuantity() {
    return amendPending ? Math.max(quantity, amendQuantity) : quantity;
  }

  /** The limit others of us could meet; 0 if it cannot rest. */
  long restingPrice() {
    return isOpen() && !isHeld() && submit.type().hasLimit() ? price : 0;
  }

  /** Whether an answer of the venue is due: to the order, a cancel, an amend, or a query. */
  boolean awaitsVenue() {
    return switch (status) {
      case SENT, PENDING_CANCEL, PENDING_AMEND, IN_DOUBT -> true;
      case INTENT, TRIGGER_PENDING, WORKING, PARTIALLY_FILLED -> false;
      case DENIED, FILLED, CANCELED, EXPIRED, REJECTED, NOT_SENT -> false;
    };
  }

  /** As {@link #awaitsVenue}, or it has not even been handed over. */
  boolean isUnanswered() {
    return status == OrderStatus.INTENT || awaitsVenue();
  }

  /** Whether the venue has told of more fills than are known: it is asked until all are there. */
  boolean missesFill() {
    return waiting.toldQuantity() > cumulativeQuantity;
  }

  /** Whether the venue must be asked for what it has told only in part. */
  boolean owesTelling() {
    return missesFill() || (isOpen() && waiting.isEndTold());
  }

  /** When the amend that is pending was asked for. */
  long amendAskedNanos() {
    return amendAskedNanos;
  }

  /** When the venue made the last fill, by its clock; 0 if it never did. */
  long filledVenueNanos() {
    return filledVenueNanos;
  }

  /** When the venue made the last amend, by its clock; 0 if it never did. */
  long amendedVenueNanos() {
    return amendedVenueNanos;
  }

  OrderView view() {
    return view(status);
  }

  private OrderView view(OrderStatus shown) {
    return new OrderView(
        submit.account(),
        submit.clientOrderId(),
        orderId,
        version,
        submit.strategy(),
        submit.symbol(),
        submit.side(),
        submit.type(),
        submit.timeInForce(),
        quantity,
        price,
        triggerPrice,
        submit.postOnly(),
        cumulativeQuantity,
        notional,
        shown,
        reason,
        submit.cause(),
        createdNanos,
        updatedNanos);
  }

  /** Everything journaled events determine, for comparing states. */
  OrderSnapshot snapshot() {
    // Handing over is not journaled: a replay knows SENT as INTENT.
    return new OrderSnapshot(
        view(status == OrderStatus.SENT ? OrderStatus.INTENT : status),
        acknowledged,
        cancelPending,
        amendPending ? List.of(amendQuantity, amendPrice) : List.of(),
        triggerPrice,
        triggeredNanos,
        deadlineNanos,
        bustedQuantity,
        List.copyOf(executionIds));
  }
}
