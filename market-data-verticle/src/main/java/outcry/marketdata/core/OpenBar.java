package outcry.marketdata.core;

import outcry.model.BarSpec;
import outcry.model.MarketEvent.Bar;

/** The bar being built. */
final class OpenBar {

  private final String symbol;
  private final BarSpec spec;
  private long openNanos;
  private long lastNanos;
  private long open;
  private long high;
  private long low;
  private long close;
  private long volume;
  private int trades;

  OpenBar(String symbol, BarSpec spec) {
    this.symbol = symbol;
    this.spec = spec;
  }

  boolean isEmpty() {
    return trades == 0;
  }

  int trades() {
    return trades;
  }

  long volume() {
    return volume;
  }

  long openNanos() {
    return openNanos;
  }

  long lastNanos() {
    return lastNanos;
  }

  /** Only while empty. */
  void begin(long atNanos) {
    openNanos = atNanos;
  }

  void add(long price, long quantity, long atNanos) {
    if (trades == 0) {
      open = price;
      high = price;
      low = price;
      lastNanos = atNanos;
    }
    high = Math.max(high, price);
    low = Math.min(low, price);
    close = price;
    volume = Math.addExact(volume, quantity);
    lastNanos = Math.max(lastNanos, atNanos);
    trades++;
  }

  /** The finished bar; this one is empty afterwards. */
  Bar finish(long endNanos, long receivedNanos) {
    var bar =
        new Bar(
            symbol,
            spec,
            openNanos,
            open,
            high,
            low,
            close,
            volume,
            trades,
            endNanos,
            receivedNanos);
    trades = 0;
    volume = 0;
    return bar;
  }
}
