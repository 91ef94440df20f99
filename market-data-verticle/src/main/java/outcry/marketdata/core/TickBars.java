package outcry.marketdata.core;

import java.util.function.Consumer;
import outcry.model.BarSpec;
import outcry.model.MarketEvent.Bar;
import outcry.model.MarketEvent.Trade;

/** Bars of equally many trades. */
final class TickBars implements BarBuilder {

  private final BarSpec spec;
  private final OpenBar bar;

  TickBars(String symbol, BarSpec spec) {
    this.spec = spec;
    this.bar = new OpenBar(symbol, spec);
  }

  @Override
  public void onTrade(Trade trade, Consumer<Bar> finished) {
    long atNanos = BarBuilder.timeOf(trade);
    if (bar.isEmpty()) {
      bar.begin(atNanos);
    }
    bar.add(trade.price(), trade.quantity(), atNanos);
    if (bar.trades() >= spec.size()) {
      finished.accept(bar.finish(bar.lastNanos(), trade.receivedNanos()));
    }
  }

  @Override
  public void onTime(long venueNanos, long receivedNanos, Consumer<Bar> finished) {
    // trades alone close these bars
  }

  @Override
  public long closesAtNanos() {
    return Long.MAX_VALUE;
  }
}
