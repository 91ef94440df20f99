package outcry.marketdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import outcry.marketdata.core.Book;
import outcry.marketdata.core.MarketSink;
import outcry.marketdata.core.MarketStreams;
import outcry.marketdata.core.StreamConfig;
import outcry.marketdata.core.StreamCounts;
import outcry.marketdata.recording.FrameSource;
import outcry.marketdata.recording.RecordingMarket;
import outcry.marketdata.recording.RecordingReader;
import outcry.model.BarSpec;
import outcry.model.Instrument;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.Bar;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.MarketEvent.Trade;
import outcry.model.Side;
import outcry.venue.binance.BinanceInstruments;

/** Known answers of the real recordings. */
class RecordedDayTest {

  private static final String SPOT = "crypto_ws/binance_spot_btcusdt_20240808.ws.gz";
  private static final String USDM = "crypto_ws/binance_usdm_btcusdt_20240808.ws.gz";
  private static final Instrument BTC = BinanceInstruments.BTCUSDT;
  private static final Instrument PERP = BinanceInstruments.BTCUSDT_PERP;

  private static final class Sink implements MarketSink {
    final List<MarketEvent> published = new ArrayList<>();
    final List<String> snapshotsNeeded = new ArrayList<>();

    @Override
    public void publish(MarketEvent event) {
      published.add(event);
    }

    @Override
    public void snapshotNeeded(String symbol) {
      snapshotsNeeded.add(symbol);
    }

    <T> List<T> only(Class<T> type) {
      return published.stream().filter(type::isInstance).map(type::cast).toList();
    }
  }

  private static MarketStreams streams(Instrument instrument, Sink sink) {
    return new MarketStreams(List.of(instrument), StreamConfig.DEFAULT, sink);
  }

  @Test
  void theSpotRecordingGivesTheKnownAnswers() throws IOException {
    var file = SharedData.file(SPOT);
    var sink = new Sink();
    var streams = streams(BTC, sink);
    var btc = streams.find(BTC.symbol()).orElseThrow();
    btc.openBars(BarSpec.seconds(5), 0);
    var health = new ArrayList<StreamHealth.State>();

    try (var source = new FrameSource(file, Map.of("BTCUSDT", BTC))) {
      for (var event = source.next(); event != null; event = source.next()) {
        streams.onEvent(event);
      }
      assertEquals(41_249, source.frames());
      assertEquals(0, source.skipped());
    }

    sink.only(StreamHealth.class).forEach(event -> health.add(event.state()));
    var bars = sink.only(Bar.class);
    assertEquals(new StreamCounts(9_757, 28_040, 3_451, 1, 0, 0, bars.size()), streams.counts());
    assertEquals(List.of(StreamHealth.State.GAPPED, StreamHealth.State.LIVE), health);
    assertEquals(List.of(BTC.symbol()), sink.snapshotsNeeded, "the first book only");
    assertEquals("61685.99", BTC.priceText(btc.bestBid()));
    assertEquals("61686.00", BTC.priceText(btc.bestAsk()));
    assertEquals(Book.State.LIVE, btc.bookState());
    assertEquals("61685.99", BTC.priceText(btc.bids(1).price(0)));
    assertEquals("61686.00", BTC.priceText(btc.asks(1).price(0)));
    assertEquals(derivedTrades(), sink.only(Trade.class));
    assertEquals(derivedQuotes(), sink.only(Quote.class));
    assertEquals(barsByHand(derivedTrades(), 5_000_000_000L), withoutReceiveTime(bars));
  }

  @Test
  void theFuturesRecordingGivesTheKnownAnswers() {
    var file = SharedData.file(USDM);
    var sink = new Sink();
    var streams = streams(PERP, sink);
    try (var source = new FrameSource(file, Map.of("BTCUSDT", PERP))) {
      for (var event = source.next(); event != null; event = source.next()) {
        streams.onEvent(event);
      }
      assertEquals(93_954, source.frames());
    }
    var counts = streams.counts();
    assertEquals(new StreamCounts(21_313, 66_089, 6_551, 1, 0, counts.dropped(), 0), counts);
    assertEquals(Book.State.LIVE, streams.find(PERP.symbol()).orElseThrow().bookState());
  }

  @Test
  void theMarketIsToldFromTheFirstFrames() {
    assertEquals(
        new RecordingMarket(Map.of("BTCUSDT", BTC), 1_723_161_253_937_085_768L, false),
        RecordingMarket.of(SharedData.file(SPOT)));
    assertEquals(
        new RecordingMarket(Map.of("BTCUSDT", PERP), 1_723_161_255_030_314_667L, false),
        RecordingMarket.of(SharedData.file(USDM)));
  }

  @Test
  void loopsAreOneValidStream() throws InterruptedException {
    for (var name : List.of(SPOT, USDM)) {
      var file = SharedData.file(name);
      var market = RecordingMarket.of(file);
      var instrument = market.bySymbol().get("BTCUSDT");
      var sink = new Sink();
      var streams = streams(instrument, sink);
      var reader =
          new RecordingReader(file, market.bySymbol(), new RecordingReader.Options(3, false));
      long lastNanos = 0;
      RecordingReader.Part part = reader.take();
      while (part instanceof RecordingReader.Batch batch) {
        for (int i = 0; i < batch.size(); i++) {
          var event = batch.events()[i];
          assertTrue(event.receivedNanos() >= lastNanos, "time runs backwards");
          lastNanos = event.receivedNanos();
          streams.onEvent(event);
        }
        part = reader.take();
      }
      long frames = 3 * (name.equals(SPOT) ? 41_249L : 93_954L);
      assertEquals(new RecordingReader.End(frames, 0, 0), part);
      var counts = streams.counts();
      assertEquals(frames, counts.frames());
      assertEquals(0, counts.gaps());
      assertEquals(counts.quotes(), sink.only(Quote.class).size());
      assertEquals(counts.trades(), sink.only(Trade.class).size());
      assertEquals(
          List.of(StreamHealth.State.GAPPED, StreamHealth.State.LIVE),
          sink.only(StreamHealth.class).stream().map(StreamHealth::state).toList());
      assertNull(reader.poll());
    }
  }

  private static List<Trade> derivedTrades() throws IOException {
    return rows("derived/binance_spot_BTCUSDT_trades.csv").stream()
        .map(
            row ->
                new Trade(
                    BTC.symbol(),
                    Long.parseLong(row[2]),
                    BTC.price(row[3]),
                    BTC.quantity(row[4]),
                    row[5].equals("1") ? Side.SELL : Side.BUY,
                    Long.parseLong(row[1]) * 1_000_000,
                    Long.parseLong(row[0])))
        .toList();
  }

  private static List<Quote> derivedQuotes() throws IOException {
    return rows("derived/binance_spot_BTCUSDT_quotes.csv").stream()
        .map(
            row ->
                new Quote(
                    BTC.symbol(),
                    BTC.price(row[2]),
                    BTC.quantity(row[3]),
                    BTC.price(row[4]),
                    BTC.quantity(row[5]),
                    Long.parseLong(row[1]),
                    0,
                    Long.parseLong(row[0])))
        .toList();
  }

  private static List<String[]> rows(String name) throws IOException {
    Path file = SharedData.file(name);
    return Files.readAllLines(file).stream().skip(1).map(line -> line.split(",")).toList();
  }

  /** All whole intervals, computed the obvious way; the last is still open at the end. */
  private static List<Bar> barsByHand(List<Trade> trades, long size) {
    var bars = new ArrayList<Bar>();
    for (var trade : trades) {
      long start = trade.venueNanos() / size * size;
      var last = bars.isEmpty() ? null : bars.getLast();
      boolean same = last != null && last.openNanos() == start;
      bars.add(
          new Bar(
              BTC.symbol(),
              BarSpec.seconds(5),
              start,
              same ? last.open() : trade.price(),
              same ? Math.max(last.high(), trade.price()) : trade.price(),
              same ? Math.min(last.low(), trade.price()) : trade.price(),
              trade.price(),
              trade.quantity() + (same ? last.volume() : 0),
              same ? last.trades() + 1 : 1,
              start + size,
              0));
      if (same) {
        bars.remove(last);
      }
    }
    return bars.subList(0, bars.size() - 1);
  }

  private static List<Bar> withoutReceiveTime(List<Bar> bars) {
    return bars.stream()
        .map(
            bar ->
                new Bar(
                    bar.symbol(),
                    bar.spec(),
                    bar.openNanos(),
                    bar.open(),
                    bar.high(),
                    bar.low(),
                    bar.close(),
                    bar.volume(),
                    bar.trades(),
                    bar.venueNanos(),
                    0))
        .toList();
  }
}
