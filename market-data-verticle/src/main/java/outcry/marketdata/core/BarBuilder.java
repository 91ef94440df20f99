package outcry.marketdata.core;

import java.util.function.Consumer;
import outcry.model.BarSpec;
import outcry.model.Instrument;
import outcry.model.MarketEvent.Bar;
import outcry.model.MarketEvent.Trade;

/**
 * Builds the bars of one symbol and specification from its trades. A bar without trades is never
 * made. The times of bars are the venue's where it gives them.
 */
public sealed interface BarBuilder permits TimeBars, TickBars, VolumeBars {

  void onTrade(Trade trade, Consumer<Bar> finished);

  /**
   * Closes what time closes.
   *
   * @param venueNanos the time at the venue, as far as known
   * @param receivedNanos our time, for the bar
   */
  void onTime(long venueNanos, long receivedNanos, Consumer<Bar> finished);

  /** When {@link #onTime} would next close a bar; {@link Long#MAX_VALUE} if it would not. */
  long closesAtNanos();

  /**
   * @throws IllegalArgumentException if bars of that volume cannot be counted in the instrument's
   *     quantity units
   */
  static BarBuilder of(Instrument instrument, BarSpec spec) {
    return switch (spec.kind()) {
      case TIME -> new TimeBars(instrument.symbol(), spec);
      case TICK -> new TickBars(instrument.symbol(), spec);
      case VOLUME -> new VolumeBars(instrument, spec);
    };
  }

  /** When the trade happened at the venue; when we learned it, where the venue does not say. */
  static long timeOf(Trade trade) {
    return trade.venueNanos() != 0 ? trade.venueNanos() : trade.receivedNanos();
  }
}
