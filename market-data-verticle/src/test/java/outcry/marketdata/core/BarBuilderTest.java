package outcry.marketdata.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import outcry.model.BarSpec;
import outcry.model.MarketEvent.Bar;
import outcry.model.MarketEvent.Trade;
import outcry.model.Side;
import outcry.venue.binance.BinanceInstruments;

class BarBuilderTest {

  private static final String BTC = "BTCUSDT.BINANCE";
  private static final BarSpec SECOND = BarSpec.seconds(1);
  private static final long S = 1_000_000_000L;

  private final List<Bar> bars = new ArrayList<>();
  private int tradeId;

  private static BarBuilder builder(BarSpec spec) {
    return BarBuilder.of(BinanceInstruments.BTCUSDT, spec);
  }

  private void trade(BarBuilder builder, long venueNanos, long price, long quantity) {
    builder.onTrade(new Trade(BTC, ++tradeId, price, quantity, Side.BUY, venueNanos, 7), bars::add);
  }

  @Test
  void aTimeBarClosesWhenATradePassesItsEnd() {
    var builder = builder(SECOND);
    trade(builder, 10 * S + 1, 100, 5);
    trade(builder, 10 * S + 2, 103, 1);
    trade(builder, 11 * S - 1, 99, 1);
    assertEquals(List.of(), bars);
    trade(builder, 11 * S, 101, 1);
    assertEquals(List.of(new Bar(BTC, SECOND, 10 * S, 100, 103, 99, 99, 7, 3, 11 * S, 7)), bars);
  }

  @Test
  void anIntervalWithoutTradesGivesNoBar() {
    var builder = builder(SECOND);
    trade(builder, 10 * S, 100, 5);
    trade(builder, 20 * S, 101, 5);
    builder.onTime(21 * S, 8, bars::add);
    builder.onTime(30 * S, 9, bars::add);
    assertEquals(
        List.of(
            new Bar(BTC, SECOND, 10 * S, 100, 100, 100, 100, 5, 1, 11 * S, 7),
            new Bar(BTC, SECOND, 20 * S, 101, 101, 101, 101, 5, 1, 21 * S, 8)),
        bars);
  }

  @Test
  void aLateTradeCountsIntoTheBarNowOpen() {
    var builder = builder(SECOND);
    trade(builder, 10 * S, 100, 5);
    builder.onTime(11 * S, 8, bars::add);
    trade(builder, 11 * S - 1, 90, 1);
    trade(builder, 11 * S + 1, 101, 1);
    builder.onTime(12 * S, 9, bars::add);
    assertEquals(
        List.of(
            new Bar(BTC, SECOND, 10 * S, 100, 100, 100, 100, 5, 1, 11 * S, 8),
            new Bar(BTC, SECOND, 11 * S, 90, 101, 90, 101, 2, 2, 12 * S, 9)),
        bars);
  }

  @Test
  void withoutAVenueTimeOursCounts() {
    var builder = builder(SECOND);
    trade(builder, 0, 100, 5);
    builder.onTime(S, 8, bars::add);
    assertEquals(List.of(new Bar(BTC, SECOND, 0, 100, 100, 100, 100, 5, 1, S, 8)), bars);
  }

  @Test
  void aTickBarClosesWithItsLastTrade() {
    var spec = BarSpec.ticks(2);
    var builder = builder(spec);
    trade(builder, 10, 100, 5);
    trade(builder, 30, 90, 1);
    trade(builder, 40, 95, 1);
    assertEquals(List.of(new Bar(BTC, spec, 10, 100, 100, 90, 90, 6, 2, 30, 7)), bars);
    assertEquals(Long.MAX_VALUE, builder.closesAtNanos());
  }

  @Test
  void aTradeThatCrossesAVolumeBoundaryIsSplit() {
    var spec = BarSpec.parse("0.0000001v"); // 10 units
    var builder = builder(spec);
    trade(builder, 10, 100, 4);
    trade(builder, 20, 110, 19);
    trade(builder, 30, 90, 7);
    assertEquals(
        List.of(
            new Bar(BTC, spec, 10, 100, 110, 100, 110, 10, 2, 20, 7),
            new Bar(BTC, spec, 20, 110, 110, 110, 110, 10, 1, 20, 7),
            new Bar(BTC, spec, 20, 110, 110, 90, 90, 10, 2, 30, 7)),
        bars);
  }

  @Test
  void aHugeTradeMakesBoundedlyManyBarsAndLosesNoVolume() {
    trade(builder(BarSpec.parse("0.00000001v")), 10, 100, 5_000);
    assertEquals(VolumeBars.BARS_PER_TRADE_MAX, bars.size());
    assertEquals(5_000, bars.stream().mapToLong(Bar::volume).sum());
    assertEquals(4_001, bars.getLast().volume());
  }

  @Test
  void aVolumeTheInstrumentCannotCountIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> BarBuilder.of(BinanceInstruments.BTCUSDT_PERP, BarSpec.parse("0.0001v")));
  }

  @Test
  void theHistoryKeepsTheLast() {
    var builder = builder(BarSpec.ticks(1));
    for (int i = 1; i <= 5; i++) {
      trade(builder, i, i, 1);
    }
    var history = new BarHistory(3);
    bars.forEach(history::add);
    assertEquals(bars.subList(2, 5), history.last(9));
    assertEquals(bars.subList(3, 5), history.last(2));
    assertEquals(List.of(), history.last(0));
  }
}
