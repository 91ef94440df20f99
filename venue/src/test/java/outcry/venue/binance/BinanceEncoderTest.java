package outcry.venue.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import outcry.model.Instruments;
import outcry.model.Levels;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.BookDelta;
import outcry.model.MarketEvent.BookSnapshot;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.MarketEvent.Trade;
import outcry.model.Side;

class BinanceEncoderTest {

  private static final long NOW = 1_700_000_000_000_000_000L;
  private static final String BTC = "BTCUSDT.BINANCE";

  private final BinanceEncoder encoder =
      new BinanceEncoder(new Instruments(BinanceInstruments.all()));

  @Test
  void writesTheVenuesDialect() {
    assertEquals(
        """
        {"stream":"btcusdt@trade","data":{"e":"trade","E":1700000000000,"s":"BTCUSDT","t":7,\
        "p":"61837.63","q":"0.02000000","T":1700000000000,"m":true}}\
        """,
        text(new Trade(BTC, 7, 6_183_763, 2_000_000, Side.SELL, NOW, 1)));
    assertEquals(
        """
        {"stream":"btcusdt@depth","data":{"e":"depthUpdate","E":1700000000000,"s":"BTCUSDT",\
        "U":5,"u":8,"b":[["0.10","0.00000000"]],"a":[]}}\
        """,
        text(new BookDelta(BTC, 5, 8, -1, Levels.of(10, 0), Levels.NONE, NOW, 1)));
  }

  private String text(MarketEvent event) {
    return new String(encoder.encode(event), StandardCharsets.US_ASCII);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void theDecoderReadsBackTheEventWritten(long seed) {
    var random = new SplittableRandom(seed);
    var decoders =
        Map.of(
            BTC,
            new BinanceDecoder(BinanceInstruments.spot()),
            "ETHUSDT.BINANCE",
            new BinanceDecoder(BinanceInstruments.spot()),
            "BTCUSDT-PERP.BINANCE",
            new BinanceDecoder(BinanceInstruments.usdm()));
    for (int i = 0; i < 2_000; i++) {
      var symbol = BinanceInstruments.all().get(random.nextInt(3)).symbol();
      var event = anyEvent(symbol, random);
      byte[] frame = encoder.encode(event);
      assertEquals(
          event, decoders.get(symbol).decode(frame, 0, frame.length, event.receivedNanos()));
    }
  }

  private static MarketEvent anyEvent(String symbol, SplittableRandom random) {
    long received = random.nextLong(NOW);
    long sequence = random.nextLong(1L << 50);
    long venue =
        NOW + random.nextLong(1_000_000) * List.of(1, 1_000, 1_000_000).get(random.nextInt(3));
    return switch (random.nextInt(4)) {
      case 0 ->
          new Quote(
              symbol,
              units(random),
              units(random),
              units(random),
              units(random),
              sequence,
              random.nextBoolean() ? venue : 0,
              received);
      case 1 ->
          new Trade(
              symbol,
              sequence,
              units(random),
              units(random),
              random.nextBoolean() ? Side.BUY : Side.SELL,
              random.nextBoolean() ? venue : 0,
              received);
      case 2 ->
          new BookDelta(
              symbol,
              sequence,
              sequence + random.nextInt(9),
              random.nextBoolean() ? -1 : sequence - 1,
              levels(random, 0),
              levels(random, 0),
              random.nextBoolean() ? venue : 0,
              received);
      default ->
          new BookSnapshot(
              symbol,
              sequence,
              levels(random, 1),
              levels(random, 1),
              random.nextBoolean() ? venue : 0,
              received);
    };
  }

  private static long units(SplittableRandom random) {
    return 1 + random.nextLong(1L << random.nextInt(1, 62));
  }

  private static Levels levels(SplittableRandom random, long least) {
    int size = random.nextInt(300);
    var prices = new long[size];
    var quantities = new long[size];
    for (int i = 0; i < size; i++) {
      prices[i] = units(random);
      quantities[i] = least + random.nextInt(3);
    }
    return new Levels(prices, quantities);
  }

  @Test
  void refusesWhatTheDialectHasNoWordsFor() {
    var health = new StreamHealth(BTC, StreamHealth.State.STALE, "", 0, 1);
    assertFalse(BinanceEncoder.encodes(health));
    assertThrows(IllegalArgumentException.class, () -> encoder.encode(health));
    assertThrows(
        IllegalArgumentException.class,
        () -> encoder.encode(new Trade(BTC, 1, 1, 1, Side.BUY, 5, 5)));
  }
}
