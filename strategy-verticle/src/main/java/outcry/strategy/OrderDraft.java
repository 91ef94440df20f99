package outcry.strategy;

import outcry.model.Decimal;
import outcry.model.Instructions;
import outcry.model.Instructions.Trail;
import outcry.model.Instructions.TriggerBy;
import outcry.model.Instrument;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;

/** An order in the making; {@link #submit} sends it. Good till canceled unless said otherwise. */
public final class OrderDraft {

  private final OrderDesk desk;
  final Instrument instrument;
  final Side side;
  final long quantity;
  OrderType type;
  TimeInForce timeInForce = TimeInForce.GTC;
  long price;
  Instructions instructions = Instructions.NONE;
  boolean postOnly;
  boolean reduceOnly;

  /** Ticks from the entry, or 0; then {@link #stopPrice} counts. */
  int stopTicks;

  /** Price units; 0 without a stop of its own. */
  long stopPrice;

  int targetTicks;
  long targetPrice;

  OrderDraft(OrderDesk desk, Instrument instrument, Side side, long quantity) {
    this.desk = desk;
    this.instrument = instrument;
    this.side = side;
    this.quantity = quantity;
  }

  /** Immediate or cancel, as every market order. */
  public OrderDraft market() {
    type = OrderType.MARKET;
    timeInForce = TimeInForce.IOC;
    price = 0;
    return this;
  }

  /**
   * @param price price units
   */
  public OrderDraft limit(long price) {
    type = OrderType.LIMIT;
    this.price = price;
    return this;
  }

  /**
   * @throws outcry.model.DecimalException if it has more places than the instrument's prices
   */
  public OrderDraft limit(Decimal price) {
    return limit(price.unitsAt(instrument.priceScale()));
  }

  /**
   * A market order once the market trades at this price or through it: above it now for a buy,
   * below it for a sell. Held by the owner where the venue has no stops.
   *
   * @param triggerPrice price units
   */
  public OrderDraft stop(long triggerPrice) {
    return triggered(OrderType.STOP, triggerPrice, 0);
  }

  /** As {@link #stop}, then a limit order. */
  public OrderDraft stopLimit(long triggerPrice, long limit) {
    return triggered(OrderType.STOP_LIMIT, triggerPrice, limit);
  }

  /** A market order once the market is at this price or better. */
  public OrderDraft ifTouched(long triggerPrice) {
    return triggered(OrderType.MARKET_IF_TOUCHED, triggerPrice, 0);
  }

  /** As {@link #ifTouched(long)}, then a limit order. */
  public OrderDraft ifTouched(long triggerPrice, long limit) {
    return triggered(OrderType.LIMIT_IF_TOUCHED, triggerPrice, limit);
  }

  private OrderDraft triggered(OrderType of, long triggerPrice, long limit) {
    type = of;
    price = limit;
    instructions = with(triggerPrice, instructions.triggerBy(), Trail.NONE);
    return this;
  }

  /** A stop that follows the market at a distance, never back. */
  public OrderDraft trailing(Trail.Unit unit, long offset) {
    type = OrderType.TRAILING_STOP;
    price = 0;
    instructions = with(0, instructions.triggerBy(), new Trail(unit, offset));
    return this;
  }

  /** What must reach the trigger price; the last trade unless said otherwise. */
  public OrderDraft triggerBy(TriggerBy by) {
    instructions = with(instructions.triggerPrice(), by, instructions.trail());
    return this;
  }

  private Instructions with(long triggerPrice, TriggerBy by, Trail trail) {
    return new Instructions(
        triggerPrice,
        by,
        trail,
        instructions.displayQuantity(),
        instructions.expireNanos(),
        instructions.parent());
  }

  /** Until the trading day ends. */
  public OrderDraft day() {
    timeInForce = TimeInForce.DAY;
    return this;
  }

  /**
   * @param expireNanos when it ends, nanoseconds since the epoch, UTC
   */
  public OrderDraft goodTill(long expireNanos) {
    timeInForce = TimeInForce.GTD;
    instructions =
        new Instructions(
            instructions.triggerPrice(),
            instructions.triggerBy(),
            instructions.trail(),
            instructions.displayQuantity(),
            expireNanos,
            instructions.parent());
    return this;
  }

  /**
   * Shows no more than this at a time (FIX 1138), where the venue can; elsewhere the order is
   * refused as {@code FIELD_COMBINATION}, and an ICEBERG algorithm does the same.
   *
   * @param quantity quantity units, at most that of the order
   */
  public OrderDraft display(long quantity) {
    instructions =
        new Instructions(
            instructions.triggerPrice(),
            instructions.triggerBy(),
            instructions.trail(),
            quantity,
            instructions.expireNanos(),
            instructions.parent());
    return this;
  }

  /** Refused by the venue rather than taking liquidity. */
  public OrderDraft postOnly() {
    postOnly = true;
    return this;
  }

  /** May only make the account's position smaller. */
  public OrderDraft reduceOnly() {
    reduceOnly = true;
    return this;
  }

  public OrderDraft ioc() {
    timeInForce = TimeInForce.IOC;
    return this;
  }

  public OrderDraft fok() {
    timeInForce = TimeInForce.FOK;
    return this;
  }

  /**
   * Makes it a bracket: what it buys or sells gets a protective stop this far behind, held by the
   * owner from the moment anything fills, for as much as has. The distance counts from the limit or
   * trigger price, of a market order from the newest price this strategy has seen.
   */
  public OrderDraft stopTicks(int ticks) {
    stopTicks = positive(ticks);
    return this;
  }

  /**
   * As {@link #stopTicks}.
   *
   * @param triggerPrice price units
   */
  public OrderDraft stopAt(long triggerPrice) {
    stopPrice = triggerPrice;
    return this;
  }

  /** The bracket's target, this far ahead: what fills of it is taken off the stop. */
  public OrderDraft targetTicks(int ticks) {
    targetTicks = positive(ticks);
    return this;
  }

  /**
   * As {@link #targetTicks}.
   *
   * @param limit price units
   */
  public OrderDraft targetAt(long limit) {
    targetPrice = limit;
    return this;
  }

  private static int positive(int ticks) {
    if (ticks <= 0) {
      throw new IllegalArgumentException("a distance must be at least one tick, was " + ticks);
    }
    return ticks;
  }

  boolean hasStop() {
    return stopTicks > 0 || stopPrice > 0;
  }

  boolean hasTarget() {
    return targetTicks > 0 || targetPrice > 0;
  }

  /** Whether stop or target must be counted from a price that the order does not say. */
  boolean needsReference() {
    return reference(0) == 0
        && (stopTicks > 0 && stopPrice == 0 || targetTicks > 0 && targetPrice == 0);
  }

  /**
   * What distances count from, price units; 0 if nobody knows.
   *
   * @param market the newest price, price units; 0 if there is none
   */
  private long reference(long market) {
    return price > 0
        ? price
        : instructions.triggerPrice() > 0 ? instructions.triggerPrice() : market;
  }

  /** Where its stop is, price units. */
  long stopFrom(long market) {
    return stopPrice > 0 ? stopPrice : reference(market) - distance(stopTicks);
  }

  /** Where its target is, price units. */
  long targetFrom(long market) {
    return targetPrice > 0 ? targetPrice : reference(market) + distance(targetTicks);
  }

  private long distance(int ticks) {
    return Math.multiplyExact(Math.multiplyExact(ticks, instrument.tickSize()), side.sign());
  }

  /** That it can be sent. */
  OrderDraft complete() {
    if (type == null) {
      throw new IllegalStateException("say market(), limit(price) or stop(price) before submit()");
    }
    if (hasTarget() && !hasStop()) {
      throw new IllegalStateException("a target needs a stop: say stopTicks(n) or stopAt(price)");
    }
    return this;
  }

  /**
   * Sends it. Never throws for what the market or the owner may object to: that comes as {@code
   * onOrderDenied}, after this callback.
   *
   * @return of a bracket, its entry
   * @throws IllegalStateException if it has no type, or a target and no stop
   */
  public OrderTicket submit() {
    return desk.submit(complete());
  }
}
