package outcry.strategy.samples;

import outcry.model.BarSpec;
import outcry.model.Decimal;
import outcry.model.MarketEvent.Bar;
import outcry.strategy.Context;
import outcry.strategy.Strategy;
import outcry.strategy.TradingStrategy;
import outcry.strategy.Tune;
import outcry.strategy.core.ParameterException;
import outcry.strategy.indicator.Indicator;

/**
 * Long while the fast average of the closes is above the slow one, otherwise flat. Trades at the
 * market when they cross.
 */
@Strategy("sma-crossover")
public final class SmaCrossover extends TradingStrategy<SmaCrossover.Params> {

  /**
   * @param bars which bars, e.g. 5s
   * @param fast bars in the fast average
   * @param slow bars in the slow average, above {@code fast}
   * @param size base currency; snapped to what the instrument allows
   */
  public record Params(
      String symbol,
      @Tune("5s") BarSpec bars,
      @Tune(value = "5", min = 2, max = 500) int fast,
      @Tune(value = "20", min = 3, max = 1000) int slow,
      @Tune(value = "0.001", min = 0) Decimal size) {

    public Params {
      if (fast >= slow) {
        throw new ParameterException("fast", "must be below slow, " + fast + " >= " + slow);
      }
    }
  }

  private Indicator fast;
  private Indicator slow;

  @Override
  public void onStart(Context ctx) {
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
      buy(bar.symbol(), size(bar)).market().submit();
    } else if (fast.crossedBelow(slow) && held > 0) {
      sell(bar.symbol(), held).market().reduceOnly().submit();
    }
  }

  private long size(Bar bar) {
    return OrderSize.of(context().instrument(bar.symbol()), params().size(), bar.close());
  }
}
