package outcry.marketdata.core;

import java.util.function.Consumer;
import outcry.model.BarSpec;
import outcry.model.MarketEvent.Bar;
import outcry.model.MarketEvent.Trade;

/**
 * Bars of equal time, aligned to the epoch. An interval without trades gives no bar. A trade that
 * comes after its interval has closed counts into the bar now open: closed bars never change and no
 * volume is lost.
 */
final class TimeBars implements BarBuilder {

  private final BarSpec spec;
  private final OpenBar bar;
  private long closedUntil = Long.MIN_VALUE;

  TimeBars(String symbol, BarSpec spec) {
    this.spec = spec;
    this.bar = new OpenBar(symbol, spec);
  }

  @Override
  public void onTrade(Trade trade, Consumer<Bar> finished) {
    long atNanos = BarBuilder.timeOf(trade);
    onTime(atNanos, trade.receivedNanos(), finished);
    if (bar.isEmpty()) {
      bar.begin(Math.max(closedUntil, Math.floorDiv(atNanos, spec.size()) * spec.size()));
    }
    bar.add(trade.price(), trade.quantity(), atNanos);
  }

  @Override
  public void onTime(long venueNanos, long receivedNanos, Consumer<Bar> finished) {
    if (venueNanos >= closesAtNanos()) {
      closedUntil = closesAtNanos();
      finished.accept(bar.finish(closedUntil, receivedNanos));
    }
  }

  @Override
  public long closesAtNanos() {
    return bar.isEmpty() ? Long.MAX_VALUE : bar.openNanos() + spec.size();
  }
}
