package outcry.strategy.samples;

import outcry.model.BarSpec;
import outcry.model.Decimal;
import outcry.model.MarketEvent.Bar;
import outcry.strategy.Context;
import outcry.strategy.State;
import outcry.strategy.Strategy;
import outcry.strategy.TradingStrategy;
import outcry.strategy.Tune;
import outcry.strategy.core.ParameterException;
import outcry.strategy.indicator.Indicator;

/**
 * Buys what has fallen too fast and sells it when it has recovered: in when Wilder's relative
 * strength index (New Concepts in Technical Trading Systems, 1978) is below {@code oversold}, out
 * when it is above {@code recovered}, or after {@code patience} bars in any case.
 */
@Strategy("rsi-mean-reversion")
public final class RsiMeanReversion extends TradingStrategy<RsiMeanReversion.Params> {

  /**
   * @param bars which bars, e.g. 5s
   * @param length bars in the index
   * @param oversold in below this, 0 to 100
   * @param recovered out above this, above {@code oversold}
   * @param patience out after so many bars
   * @param size base currency; snapped to what the instrument allows
   */
  public record Params(
      String symbol,
      @Tune("5s") BarSpec bars,
      @Tune(value = "14", min = 2, max = 500) int length,
      @Tune(value = "30", min = 1, max = 99) double oversold,
      @Tune(value = "55", min = 1, max = 99) double recovered,
      @Tune(value = "60", min = 1, max = 10_000) int patience,
      @Tune(value = "0.001", min = 0) Decimal size) {

    public Params {
      if (oversold >= recovered) {
        throw new ParameterException("recovered", "must be above oversold " + oversold);
      }
    }
  }

  private Indicator strength;

  /** Kept, so that patience is not given anew by whichever node carries on. */
  @State private int barsHeld;

  @Override
  public void onStart(Context ctx) {
    var bars = ctx.bars(params().symbol(), params().bars()).warmup(params().length() + 1);
    strength = bars.rsi(params().length());
  }

  @Override
  public void onBar(Bar bar) {
    long held = position(bar.symbol()).quantity();
    barsHeld = held > 0 ? barsHeld + 1 : 0;
    if (!openOrders().isEmpty()) {
      return;
    }
    if (held == 0 && strength.value() < params().oversold()) {
      buy(bar.symbol(), size(bar)).market().submit();
    } else if (held > 0
        && (strength.value() > params().recovered() || barsHeld >= params().patience())) {
      sell(bar.symbol(), held).market().reduceOnly().submit();
    }
  }

  private long size(Bar bar) {
    return OrderSize.of(context().instrument(bar.symbol()), params().size(), bar.close());
  }
}
