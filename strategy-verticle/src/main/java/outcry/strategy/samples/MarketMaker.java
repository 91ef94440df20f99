package outcry.strategy.samples;

import java.time.Duration;
import outcry.model.Decimal;
import outcry.model.Instrument;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.OrderEvent;
import outcry.model.Side;
import outcry.strategy.Context;
import outcry.strategy.OrderTicket;
import outcry.strategy.State;
import outcry.strategy.Strategy;
import outcry.strategy.TradingStrategy;
import outcry.strategy.Tune;

/**
 * Quotes both sides around a reservation price that leans against its inventory, see {@link
 * AvellanedaStoikov}. Post-only; moves a quote only when its target has moved enough, and not more
 * often than {@code interval}: each move costs two durable commits. A stream that is not live takes
 * the quotes off.
 */
@Strategy("market-maker")
public final class MarketMaker extends TradingStrategy<MarketMaker.Params> {

  /**
   * @param size of each quote, base currency; snapped to what the instrument allows
   * @param gamma risk aversion
   * @param kappa how fast fills thin out with distance, per basis point
   * @param horizon over which inventory is a risk
   * @param inventory most order sizes held, long or short
   * @param threshold a quote moves when its target has moved so many basis points
   * @param interval between two looks at the quotes
   */
  public record Params(
      String symbol,
      @Tune(value = "0.001", min = 0) Decimal size,
      @Tune(value = "0.1", min = 0.0001, max = 100) double gamma,
      @Tune(value = "1.5", min = 0.0001, max = 1000) double kappa,
      @Tune("1m") Duration horizon,
      @Tune(value = "5", min = 1, max = 1000) int inventory,
      @Tune(value = "2", min = 0, max = 1000) double threshold,
      @Tune("5s") Duration interval) {}

  @State private Volatility volatility = Volatility.UNKNOWN;
  @State private long nextLook;
  private AvellanedaStoikov model;
  private Instrument instrument;
  private QuotedSide bid;
  private QuotedSide ask;
  private boolean live = true;

  @Override
  public void onStart(Context ctx) {
    instrument = ctx.instrument(params().symbol());
    model =
        new AvellanedaStoikov(
            params().gamma(), params().kappa(), params().horizon().toNanos() / 1e9);
    bid = new QuotedSide(Side.BUY);
    ask = new QuotedSide(Side.SELL);
    ctx.cancelAll(); // of an earlier run
    ctx.subscribeQuotes(instrument.symbol());
  }

  @Override
  public void onQuote(Quote quote) {
    if (!quote.isTwoSided()) {
      return;
    }
    long now = context().now();
    volatility = volatility.mid(quote.twiceMid() / 2.0, now);
    if (live && volatility.isReady() && now >= nextLook) {
      nextLook = now + params().interval().toNanos();
      requote(quote);
    }
  }

  private void requote(Quote quote) {
    double mid = quote.twiceMid() / 2.0;
    long size = OrderSize.of(instrument, params().size(), quote.bidPrice());
    long held = position(instrument.symbol()).quantity();
    var offsets = model.offsets(held / (double) size, volatility.variance());
    long most = Math.multiplyExact(size, params().inventory());
    long bidTarget = instrument.floorToTick((long) Math.floor(at(mid, offsets.bid())));
    long askTarget = instrument.ceilToTick((long) Math.ceil(at(mid, offsets.ask())));
    // never across the market: a post-only order would be refused
    bidTarget = Math.min(bidTarget, quote.askPrice() - instrument.tickSize());
    askTarget = Math.max(askTarget, quote.bidPrice() + instrument.tickSize());
    long tolerance = Math.round(mid * params().threshold() / 10_000);
    bid.want(held + size <= most ? bidTarget : 0, size, tolerance);
    ask.want(held - size >= -most ? askTarget : 0, size, tolerance);
  }

  private static double at(double mid, double basisPoints) {
    return mid * (1 + basisPoints / 10_000);
  }

  @Override
  public void onStreamHealth(StreamHealth health) {
    live = health.state() == StreamHealth.State.LIVE;
    if (!live) {
      bid.want(0, 0, 0);
      ask.want(0, 0, 0);
    }
  }

  /** Whatever ended a quote, the next look decides anew. */
  @Override
  public void onOrderEvent(OrderTicket order, OrderEvent event) {
    if (!order.isOpen()) {
      (order.side() == Side.BUY ? bid : ask).ended(order);
    }
  }

  /** One side's quote: at most one order, moved by amending it. */
  private final class QuotedSide {

    private final Side side;
    private OrderTicket working;

    QuotedSide(Side side) {
      this.side = side;
    }

    /**
     * @param price 0 for no quote
     */
    void want(long price, long size, long tolerance) {
      if (working == null) {
        place(price, size);
      } else if (price == 0) {
        working.cancel();
      } else if (Math.abs(working.price() - price) > tolerance && working.canAmend()) {
        working.amend(Math.addExact(working.filledQuantity(), size), price);
      }
    }

    private void place(long price, long size) {
      if (price > 0) {
        var symbol = instrument.symbol();
        var order = side == Side.BUY ? buy(symbol, size) : sell(symbol, size);
        working = order.limit(price).postOnly().submit();
      }
    }

    void ended(OrderTicket order) {
      if (order == working) {
        working = null;
      }
    }
  }
}
