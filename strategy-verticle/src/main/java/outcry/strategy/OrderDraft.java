package outcry.strategy;

import outcry.model.Decimal;
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
   * @throws IllegalStateException if it is neither market nor limit
   */
  public OrderTicket submit() {
    if (type == null) {
      throw new IllegalStateException("say market() or limit(price) before submit()");
    }
    return desk.submit(this);
  }
}
