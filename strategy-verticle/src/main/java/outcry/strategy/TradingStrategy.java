package outcry.strategy;

import java.util.List;
import outcry.model.Decimal;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.Bar;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.MarketEvent.Trade;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.AmendRejected;
import outcry.model.OrderEvent.CancelRejected;
import outcry.model.OrderEvent.OrderAccepted;
import outcry.model.OrderEvent.OrderAmended;
import outcry.model.OrderEvent.OrderCanceled;
import outcry.model.OrderEvent.OrderDenied;
import outcry.model.OrderEvent.OrderExpired;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderEvent.OrderInDoubt;
import outcry.model.OrderEvent.OrderNotSent;
import outcry.model.OrderEvent.OrderRejected;
import outcry.model.OrderEvent.TradingStateChanged;
import outcry.model.Position;
import outcry.model.Side;

/**
 * A strategy: overrides the callbacks it needs, acts through its {@link Context}. Has a public
 * constructor without arguments and a {@link Strategy} name. Callbacks never overlap; one that
 * throws, or does not come back, ends the strategy and cancels its orders.
 *
 * <p>Of an order's callbacks the most specific comes first, then {@link #onOrderEvent}, then {@link
 * #onPosition}. Events with version 0 are not from the journal: refused or unanswered here.
 *
 * @param <P> its parameters, a record
 */
public abstract class TradingStrategy<P extends Record> {

  private P params;
  private Context context;

  final void attach(P given, Context handed) {
    params = given;
    context = handed;
  }

  /** Declares what it wants to see. Own positions and open orders are known by now. */
  public abstract void onStart(Context ctx);

  /**
   * After {@link #onStart}, if the run before was cut off: its process died, or another node took
   * the strategy from it. Fields marked {@link State} are set, its orders and positions known.
   */
  public void onTakeover(Takeover former) {}

  public void onQuote(Quote quote) {}

  public void onTrade(Trade trade) {}

  /**
   * @param book a snapshot or a delta
   */
  public void onBook(MarketEvent book) {}

  /** Called once every declared warm-up is there. */
  public void onBar(Bar bar) {}

  public void onTimer(String name) {}

  public void onOrderAccepted(OrderTicket order, OrderAccepted event) {}

  public void onOrderFilled(OrderTicket order, OrderFilled event) {}

  public void onOrderCanceled(OrderTicket order, OrderCanceled event) {}

  public void onOrderExpired(OrderTicket order, OrderExpired event) {}

  /** The venue refused it. */
  public void onOrderRejected(OrderTicket order, OrderRejected event) {}

  /** We refused it; it never left the house. */
  public void onOrderDenied(OrderTicket order, OrderDenied event) {}

  /** Nobody knows whether the venue has it. Do not send it again. */
  public void onOrderInDoubt(OrderTicket order, OrderInDoubt event) {}

  public void onOrderNotSent(OrderTicket order, OrderNotSent event) {}

  public void onOrderAmended(OrderTicket order, OrderAmended event) {}

  public void onAmendRejected(OrderTicket order, AmendRejected event) {}

  public void onCancelRejected(OrderTicket order, CancelRejected event) {}

  /** Every event of an order, after the specific callback. */
  public void onOrderEvent(OrderTicket order, OrderEvent event) {}

  /** It sends no more; what it had open is being canceled. Also if it was refused. */
  public void onAlgorithmEnded(String algorithmId, String reason) {}

  public void onPosition(String symbol, Position position) {}

  public void onStreamHealth(StreamHealth health) {}

  /** The trading state of this strategy, its account, an instrument or the whole house. */
  public void onRiskState(TradingStateChanged event) {}

  /** The last callback; orders sent here are still sent. */
  public void onStop() {}

  protected final P params() {
    context();
    return params;
  }

  protected final Context context() {
    if (context == null) {
      throw new IllegalStateException(
          getClass().getSimpleName()
              + " used its context or parameters before onStart: move this into onStart");
    }
    return context;
  }

  /**
   * @param quantity quantity units
   */
  protected final OrderDraft buy(String symbol, long quantity) {
    return context().order(Side.BUY, symbol, quantity);
  }

  /**
   * @throws outcry.model.DecimalException if it has more places than the instrument's quantities
   */
  protected final OrderDraft buy(String symbol, Decimal quantity) {
    return buy(symbol, units(symbol, quantity));
  }

  /**
   * @param quantity quantity units
   */
  protected final OrderDraft sell(String symbol, long quantity) {
    return context().order(Side.SELL, symbol, quantity);
  }

  /**
   * @throws outcry.model.DecimalException if it has more places than the instrument's quantities
   */
  protected final OrderDraft sell(String symbol, Decimal quantity) {
    return sell(symbol, units(symbol, quantity));
  }

  protected final Position position(String symbol) {
    return context().position(symbol);
  }

  protected final List<OrderTicket> openOrders() {
    return context().openOrders();
  }

  private long units(String symbol, Decimal quantity) {
    return quantity.unitsAt(context().instrument(symbol).quantityScale());
  }
}
