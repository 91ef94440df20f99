package outcry.marketdata.core;

import java.util.function.Consumer;
import outcry.model.BarSpec;
import outcry.model.Decimal;
import outcry.model.Instrument;
import outcry.model.MarketEvent.Bar;
import outcry.model.MarketEvent.Trade;
import outcry.model.Money;

/**
 * Bars of equal volume. A trade that crosses the boundary is split, and counts as one trade in
 * every bar it is part of. One trade makes at most {@value #BARS_PER_TRADE_MAX} bars: the last of
 * them takes what is left of a trade larger than that, so that no volume is lost.
 */
final class VolumeBars implements BarBuilder {

  static final int BARS_PER_TRADE_MAX = 1_000;

  private final OpenBar bar;
  private final long volume; // quantity units

  VolumeBars(Instrument instrument, BarSpec spec) {
    this.bar = new OpenBar(instrument.symbol(), spec);
    this.volume = quantityUnits(instrument, spec);
  }

  private static long quantityUnits(Instrument instrument, BarSpec spec) {
    int places = instrument.quantityScale() - Money.SCALE;
    if (places >= 0) {
      return Math.multiplyExact(spec.size(), Decimal.powerOfTen(places));
    }
    long divisor = Decimal.powerOfTen(-places);
    if (spec.size() % divisor != 0) {
      throw new IllegalArgumentException(
          "bars of " + spec + ": " + instrument.symbol() + " has coarser quantities");
    }
    return spec.size() / divisor;
  }

  @Override
  public void onTrade(Trade trade, Consumer<Bar> finished) {
    long atNanos = BarBuilder.timeOf(trade);
    long left = trade.quantity();
    for (int bars = 1; left > 0; bars++) {
      if (bar.isEmpty()) {
        bar.begin(atNanos);
      }
      long part = bars < BARS_PER_TRADE_MAX ? Math.min(left, volume - bar.volume()) : left;
      bar.add(trade.price(), part, atNanos);
      left -= part;
      if (bar.volume() >= volume) {
        finished.accept(bar.finish(bar.lastNanos(), trade.receivedNanos()));
      }
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
