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
   * Sends it. Never throws for what the market or the owner may object to: that comes as {@code
   * onOrderDenied}, after this callback.
   *
   * @throws IllegalStateException if it has no type
   */
  public OrderTicket submit() {
    if (type == null) {
      throw new IllegalStateException("say market(), limit(price) or stop(price) before submit()");
    }
    return desk.submit(this);
  }
}
