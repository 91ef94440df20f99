package outcry.simulation.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import outcry.model.MarketEvent;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.AmendRejected;
import outcry.model.OrderEvent.AmendRequested;
import outcry.model.OrderEvent.CancelRequested;
import outcry.model.OrderEvent.FillBusted;
import outcry.model.OrderEvent.OrderAdopted;
import outcry.model.OrderEvent.OrderAmended;
import outcry.model.OrderEvent.OrderCanceled;
import outcry.model.OrderEvent.OrderDenied;
import outcry.model.OrderEvent.OrderExpired;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderEvent.OrderHeld;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.OrderEvent.OrderNotSent;
import outcry.model.OrderEvent.OrderRejected;
import outcry.model.OrderEvent.OrderReleased;
import outcry.model.OrderEvent.OrderTriggered;
import outcry.model.OrderEvent.TriggerMoved;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.venue.VenueOrder;

/** An order as the journal has it, kept by other rules than the order owner's own. */
final class JournaledOrder {

  private static final long TICK = 5;
  private static final long BASIS_POINTS = 10_000;

  /** A quantity and limit that somebody asked for or the venue set. */
  record Terms(long quantity, long price) {}

  final long orderId;
  final SubmitOrder submit;
  final long begunNanos;
  final Set<String> executions = new HashSet<>();
  private final List<Terms> terms = new ArrayList<>(1);
  private long deadlineNanos;
  private boolean intended;
  private boolean adopted;
  private int version = 1;
  private long quantity;
  private long price;
  private long triggerPrice;
  private long filled;
  private long busted;
  private boolean triggered;
  private boolean cancelAsked;
  private boolean ended;
  private boolean changedLate;

  /** It ended although the venue never had it, or says so. */
  private boolean neverThere;

  private JournaledOrder(long orderId, SubmitOrder submit, long begunNanos) {
    this.begunNanos = begunNanos;
    this.orderId = orderId;
    this.submit = submit;
    this.quantity = submit.quantity();
    this.price = submit.price();
    this.triggerPrice = submit.instructions().triggerPrice();
    terms.add(new Terms(quantity, price));
  }

  /** The order that begins with an event; null if none does. */
  static JournaledOrder begunBy(OrderEvent event) {
    return switch (event) {
      case OrderIntended e -> {
        var order = new JournaledOrder(e.orderId(), e.order(), e.atNanos());
        order.intended = true;
        order.deadlineNanos = e.deadlineNanos();
        yield order;
      }
      case OrderDenied e -> {
        var order = new JournaledOrder(e.orderId(), e.order(), e.atNanos());
        order.ended = true;
        order.neverThere = true;
        yield order;
      }
      case OrderHeld e -> new JournaledOrder(e.orderId(), e.order(), e.atNanos());
      case OrderAdopted e -> {
        var order = new JournaledOrder(e.orderId(), e.order(), e.atNanos());
        order.adopted = true;
        yield order;
      }
      case OrderEvent _ -> null;
    };
  }

  /** Whether this is what may go to the venue. */
  boolean intends(VenueOrder request) {
    return intended
        && request.symbol().equals(submit.symbol())
        && request.side() == submit.side()
        && request.type() == submit.type().released()
        && request.timeInForce() == sentAs(submit.timeInForce())
        && request.deadlineNanos() == deadlineNanos
        && asked(request.quantity(), request.price());
  }

  /** What the venue does not know is watched here. */
  private static TimeInForce sentAs(TimeInForce timeInForce) {
    return switch (timeInForce) {
      case DAY, GTD -> TimeInForce.GTC;
      case AT_OPEN, AT_CLOSE -> TimeInForce.IOC;
      case GTC, IOC, FOK -> timeInForce;
    };
  }

  /** Whether it may expire without any venue. */
  boolean endsByTime() {
    return sentAs(submit.timeInForce()) != submit.timeInForce();
  }

  /** What is wrong with the event, or null. */
  String apply(OrderEvent event) {
    if (event.version() != version + 1) {
      return "version " + event.version() + " follows version " + version;
    }
    version = event.version();
    boolean wasEnded = ended;
    switch (event) {
      case OrderFilled fill -> {
        changedLate |= wasEnded;
        filled += fill.quantity();
        executions.add(fill.executionId());
        ended |= fill.leavesQuantity() == 0;
        long most = mostAsked(); // an amend may be answered after the fill that it made room for
        boolean isTooMuch = filled > most && !adopted; // of those only fills may be known
        return isTooMuch ? filled + " filled of " + most : null; // and it may come late
      }
      case FillBusted bust -> {
        changedLate |= wasEnded;
        busted += bust.quantity();
        executions.add(bust.executionId());
        return null;
      }
      case OrderCanceled _, OrderExpired _ -> ended = true;
      case OrderRejected _, OrderNotSent _ -> {
        ended = true;
        neverThere = true;
      }
      case OrderReleased released -> {
        intended = true;
        deadlineNanos = released.deadlineNanos();
        quantity = released.quantity();
        price = released.price();
        terms.clear(); // nothing was asked of anybody before
        terms.add(new Terms(quantity, price));
      }
      case OrderTriggered _ -> triggered = true;
      case TriggerMoved moved -> triggerPrice = moved.triggerPrice();
      case CancelRequested _ -> cancelAsked = true;
      case AmendRequested amend -> terms.add(new Terms(amend.quantity(), amend.price()));
      case OrderAmended amended -> {
        quantity = amended.quantity();
        price = amended.price();
        terms.add(new Terms(quantity, price));
        ended |= filled >= quantity;
      }
      case AmendRejected _ -> ended |= filled >= quantity;
      case OrderEvent _ -> {
        // moves the order along without an effect that is audited
      }
    }
    return wasEnded ? "it had ended" : null;
  }

  private long mostAsked() {
    long most = 0;
    for (var one : terms) {
      most = Math.max(most, one.quantity);
    }
    return most;
  }

  boolean asked(long someQuantity, long somePrice) {
    return terms.contains(new Terms(someQuantity, somePrice));
  }

  long quantity() {
    return quantity;
  }

  long price() {
    return price;
  }

  /** Whether it may have left the house. */
  boolean isIntended() {
    return intended;
  }

  /** Whether it waits for its trigger price though the quote has met it. */
  boolean isMissed(MarketEvent.Quote quote) {
    boolean waits = !intended && !ended && !triggered;
    boolean isWatched = submit.type().hasTrigger() && submit.symbol().equals(quote.symbol());
    if (!waits || !isWatched) {
      return false;
    }
    if (submit.type() == OrderType.TRAILING_STOP && isLeftBehind(price(quote))) {
      return true;
    }
    boolean isTouched =
        submit.type() == OrderType.MARKET_IF_TOUCHED || submit.type() == OrderType.LIMIT_IF_TOUCHED;
    return (submit.side() == Side.BUY) != isTouched
        ? price(quote) >= triggerPrice
        : price(quote) <= triggerPrice;
  }

  /** Whether a trailing stop is farther away than it may be, by more than a tick. */
  private boolean isLeftBehind(long price) {
    var trail = submit.instructions().trail();
    long distance =
        switch (trail.unit()) {
          case PRICE -> trail.offset();
          case TICKS -> trail.offset() * TICK;
          case BASIS_POINTS -> price * trail.offset() / BASIS_POINTS;
        };
    return triggerPrice == 0 || Math.abs(price - triggerPrice) > distance + TICK;
  }

  private long price(MarketEvent.Quote quote) {
    return submit.side() == Side.BUY ? quote.askPrice() : quote.bidPrice();
  }

  /** What may still fill of it, by the journal. */
  long leaves() {
    return ended ? 0 : quantity - filled;
  }

  long filled() {
    return filled;
  }

  /** What has filled and was not taken back. */
  long stands() {
    return filled - busted;
  }

  boolean wasCancelAsked() {
    return cancelAsked;
  }

  boolean isEnded() {
    return ended;
  }

  /**
   * Whether it filled, or lost a fill, after its end: nobody may have been there to close what that
   * left.
   */
  boolean wasChangedLate() {
    return changedLate;
  }

  boolean wasNeverThere() {
    return neverThere;
  }
}
