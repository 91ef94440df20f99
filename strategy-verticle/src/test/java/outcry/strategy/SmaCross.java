package outcry.strategy;

import outcry.model.BarSpec;
import outcry.model.Decimal;
import outcry.model.MarketEvent.Bar;
import outcry.strategy.indicator.Indicator;

/** The example of docs/strategy-guide.md. */
@Strategy("sma-cross")
public final class SmaCross extends TradingStrategy<SmaCross.Params> {

  public record Params(
      String symbol,
      @Tune("1m") BarSpec bars,
      @Tune(value = "10", min = 2, max = 500) int fast,
      @Tune(value = "30", min = 3, max = 1000) int slow,
      @Tune(value = "0.001", min = 0) Decimal size) {}

  private Indicator fast;
  private Indicator slow;

  @Override
  public void onStart(Context ctx) {
    // history and live, one declaration
    var bars = ctx.bars(params().symbol(), params().bars()).warmup(params().slow());
    fast = bars.sma(params().fast());
    slow = bars.sma(params().slow());
  }

  @Override
  public void onBar(Bar bar) {
    if (!openOrders().isEmpty()) {
      return;
    }
    long held = position(bar.symbol()).quantity();
    if (fast.crossedAbove(slow) && held == 0) {
      buy(bar.symbol(), params().size()).market().submit();
    } else if (fast.crossedBelow(slow) && held > 0) {
      sell(bar.symbol(), held).market().reduceOnly().submit();
    }
  }
}
