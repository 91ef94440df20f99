package outcry.strategy;

import outcry.model.Decimal;
import outcry.model.MarketEvent.Quote;
import outcry.model.OrderEvent.OrderFilled;

/** The guide's second example: a bracket. */
@Strategy("breakout")
public final class Breakout extends TradingStrategy<Breakout.Params> {

  public record Params(
      String symbol, @Tune("0.001") Decimal size, @Tune("16") int stop, @Tune("32") int target) {}

  private OrderTicket entry;
  @State private long high;

  @Override
  public void onStart(Context ctx) {
    ctx.subscribeQuotes(params().symbol());
  }

  @Override
  public void onQuote(Quote quote) {
    boolean isOut = (entry == null || !entry.isOpen()) && position(quote.symbol()).quantity() == 0;
    if (isOut && high > 0 && quote.askPrice() > high) {
      entry =
          buy(quote.symbol(), params().size())
              .market()
              .stopTicks(params().stop())
              .targetTicks(params().target())
              .submit(); // the owner holds stop and target, also when this strategy is gone
    }
    high = Math.max(high, quote.askPrice());
  }

  @Override
  public void onOrderFilled(OrderTicket order, OrderFilled event) {
    if (entry != null) { // null: an order of the run before
      entry.stop().filter(stop -> stop == order).ifPresent(_ -> high = event.price());
    }
  }
}
