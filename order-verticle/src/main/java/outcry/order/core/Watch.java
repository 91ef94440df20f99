package outcry.order.core;

import outcry.model.Instructions.Trail;
import outcry.model.OrderType;
import outcry.model.Side;

/**
 * One held order whose trigger price is watched. Its trigger price here may be ahead of the
 * journaled one, never behind.
 */
final class Watch {

  final Order order;
  final Tape.Source source;

  /** Whether it is met by a price at or above the trigger price; otherwise at or below it. */
  final boolean isRising;

  /** Price units; 0 while a trailing stop has not seen a price. */
  private long trigger;

  /** The journaled trigger price that was last seen. */
  private long journaled;

  /** Twice the best price that a trailing stop has followed. */
  private long followed;

  /** When the trigger price was journaled last. */
  private long journaledNanos;

  Watch(Order order) {
    this.order = order;
    this.source = source(order);
    this.isRising = isRising(order.submit.type(), order.submit.side());
    this.trigger = order.triggerPrice();
    this.journaled = trigger;
    this.followed = unfollowed();
  }

  private static Tape.Source source(Order order) {
    return switch (order.submit.instructions().triggerBy()) {
      case LAST_TRADE -> Tape.Source.LAST;
      case QUOTE -> order.submit.side() == Side.BUY ? Tape.Source.ASK : Tape.Source.BID;
      case MID -> Tape.Source.MID;
    };
  }

  private static boolean isRising(OrderType type, Side side) {
    return switch (type) {
      case STOP, STOP_LIMIT, TRAILING_STOP -> side == Side.BUY;
      case MARKET_IF_TOUCHED, LIMIT_IF_TOUCHED -> side == Side.SELL;
      case MARKET, LIMIT -> throw new IllegalArgumentException(type + " has no trigger");
    };
  }

  private long unfollowed() {
    return isRising ? Long.MAX_VALUE : Long.MIN_VALUE;
  }

  boolean isTrailing() {
    return order.submit.type() == OrderType.TRAILING_STOP;
  }

  long trigger() {
    return trigger;
  }

  long followed() {
    return followed;
  }

  boolean isMoved() {
    return trigger != journaled;
  }

  /** When the move may be journaled. */
  long moveDueNanos() {
    return journaledNanos == 0 ? 0 : journaledNanos + Triggers.MOVE_NANOS;
  }

  /** An event of the order was applied: what the journal says of the trigger price counts. */
  void refresh(long nowNanos) {
    if (order.triggerPrice() != journaled) {
      journaled = order.triggerPrice();
      journaledNanos = nowNanos;
      if (trigger != journaled) { // amended: follow from where the market is
        trigger = journaled;
        followed = unfollowed();
      }
    }
  }

  /** Whether a trailing stop follows to this price. */
  boolean isLedBy(long twicePrice) {
    return isTrailing() && (isRising ? twicePrice < followed : twicePrice > followed);
  }

  boolean isMetBy(long twicePrice) {
    return trigger != 0 && (isRising ? twicePrice >= 2 * trigger : twicePrice <= 2 * trigger);
  }

  /** A trailing stop follows to a better price; its trigger price only ever moves that way. */
  void follow(long twicePrice) {
    followed = twicePrice;
    long behind = behind(twicePrice);
    if (behind > 0 && (trigger == 0 || (isRising ? behind < trigger : behind > trigger))) {
      trigger = behind;
    }
  }

  /** The trigger price at its distance from a price, on a tick, the distance rounded up. */
  private long behind(long twicePrice) {
    long tick = order.instrument.tickSize();
    long distance = twiceDistance(order.submit.instructions().trail(), twicePrice, tick);
    return isRising
        ? Math.multiplyExact(Math.ceilDiv(Math.addExact(twicePrice, distance), 2 * tick), tick)
        : Math.multiplyExact(Math.floorDiv(twicePrice - distance, 2 * tick), tick);
  }

  private static long twiceDistance(Trail trail, long twicePrice, long tick) {
    return switch (trail.unit()) {
      case PRICE -> Math.multiplyExact(2, trail.offset());
      case TICKS -> Math.multiplyExact(2 * tick, trail.offset());
      case BASIS_POINTS -> { // in two parts, so that no product leaves 64 bits
        long whole = Math.multiplyExact(twicePrice / 10_000, trail.offset());
        yield whole + Math.ceilDiv(twicePrice % 10_000 * trail.offset(), 10_000);
      }
    };
  }
}
