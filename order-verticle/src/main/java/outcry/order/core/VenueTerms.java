package outcry.order.core;

import java.util.EnumSet;
import java.util.Set;
import outcry.model.Instructions;
import outcry.model.Instructions.TriggerBy;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderType;
import outcry.model.TimeInForce;
import outcry.venue.Capabilities;
import outcry.venue.VenueOrder;

/**
 * An order in the terms of its venue: what the venue cannot do is taken out of it, and is done by
 * us. A trigger we watch leaves {@link outcry.model.OrderType#released}; a time in force we keep
 * leaves GTC, or IOC where it is about one moment.
 */
final class VenueTerms {

  private static final Set<OrderType> PLAIN = EnumSet.of(OrderType.MARKET, OrderType.LIMIT);

  private VenueTerms() {}

  /** Whether we wait for the trigger price of an order, because its venue cannot. */
  static boolean watchesTrigger(SubmitOrder order, Capabilities venue) {
    return order.type().hasTrigger() && !venue.orderTypes().contains(order.type());
  }

  /** Whether we wait for the opening or the close with an order, because its venue cannot. */
  static boolean watchesSession(SubmitOrder order, Capabilities venue) {
    return switch (order.timeInForce()) {
      case AT_OPEN, AT_CLOSE -> !venue.timesInForce().contains(order.timeInForce());
      case GTC, IOC, FOK, DAY, GTD -> false;
    };
  }

  /** A venue that is not asked to wait for prices. */
  static Capabilities watchedByUs(Capabilities venue) {
    return venue == null
        ? null
        : new Capabilities(
            venue.venue(),
            PLAIN,
            venue.timesInForce(),
            venue.postOnly(),
            venue.amend(),
            venue.deduplication(),
            venue.honoursDeadline(),
            venue.processingBoundNanos(),
            venue.notFoundLagNanos(),
            venue.reduceOnly(),
            venue.iceberg());
  }

  /** Whether we hold an order at first. */
  static boolean isHeld(SubmitOrder order, Capabilities venue) {
    return watchesTrigger(order, venue) || watchesSession(order, venue);
  }

  /** Whether we end an order when its time is up, because its venue cannot. */
  static boolean watchesExpiry(SubmitOrder order, Capabilities venue) {
    return switch (order.timeInForce()) {
      case DAY, GTD -> !venue.timesInForce().contains(order.timeInForce());
      case GTC, IOC, FOK, AT_OPEN, AT_CLOSE -> false;
    };
  }

  /** The order as the venue takes it, for so much at this limit. */
  static SubmitOrder of(SubmitOrder order, long quantity, long price, Capabilities venue) {
    boolean asItIs =
        quantity == order.quantity()
            && price == order.price()
            && order.instructions().equals(Instructions.NONE)
            && !isHeld(order, venue)
            && !watchesExpiry(order, venue);
    if (asItIs) {
      return order;
    }
    return new SubmitOrder(
        order.account(),
        order.clientOrderId(),
        order.strategy(),
        order.symbol(),
        order.side(),
        watchesTrigger(order, venue) ? order.type().released() : order.type(),
        timeInForce(order, venue),
        quantity,
        price,
        order.postOnly(),
        order.reduceOnly(),
        instructions(order, venue),
        order.cause(),
        order.atNanos());
  }

  static VenueOrder venueOrder(Order order, Capabilities venue) {
    var terms = of(order.submit, order.quantity(), order.price(), venue);
    return new VenueOrder(
        terms.account(),
        terms.clientOrderId(),
        terms.symbol(),
        terms.side(),
        terms.type(),
        terms.timeInForce(),
        terms.quantity(),
        terms.price(),
        terms.postOnly(),
        terms.reduceOnly() && venue.reduceOnly(),
        terms.instructions(),
        order.deadlineNanos());
  }

  private static TimeInForce timeInForce(SubmitOrder order, Capabilities venue) {
    if (watchesSession(order, venue)) {
      return TimeInForce.IOC;
    }
    return watchesExpiry(order, venue) ? TimeInForce.GTC : order.timeInForce();
  }

  private static Instructions instructions(SubmitOrder order, Capabilities venue) {
    var asked = order.instructions();
    boolean trigger = order.type().hasTrigger() && !watchesTrigger(order, venue);
    return new Instructions(
        trigger ? asked.triggerPrice() : 0,
        trigger ? asked.triggerBy() : TriggerBy.LAST_TRADE,
        trigger ? asked.trail() : Instructions.Trail.NONE,
        venue.iceberg() ? asked.displayQuantity() : 0,
        watchesExpiry(order, venue) ? 0 : asked.expireNanos(),
        "");
  }
}
