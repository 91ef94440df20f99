package outcry.marketdata.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import outcry.marketdata.recording.RecordingException.Code;
import outcry.model.Instrument;
import outcry.venue.binance.BinanceInstruments;

@Timeout(20)
class RecordingMarketTest {

  private static final Instrument BTC = BinanceInstruments.BTCUSDT;

  @TempDir Path folder;

  private static String trade(String symbol, long number) {
    return number
        + " {\"e\":\"trade\",\"E\":1700000000000,\"s\":\""
        + symbol
        + "\",\"t\":"
        + number
        + ",\"p\":\"1.00\",\"q\":\"1\",\"T\":1700000000000,\"m\":true}\n";
  }

  private static String trades(String symbol, int from, int to) {
    var text = new StringBuilder();
    for (int i = from; i <= to; i++) {
      text.append(trade(symbol, i));
    }
    return text.toString();
  }

  private static String ownFrame(String venue) {
    return "1 " + new String(RecordingMarket.ownFrame(venue), StandardCharsets.US_ASCII) + "\n";
  }

  /** Compressed, without its last bytes. */
  private Path torn(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes, true)) {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    var whole = bytes.toByteArray();
    return Files.write(folder.resolve("torn.ws.gz"), Arrays.copyOf(whole, whole.length - 12));
  }

  @Test
  void aSymbolFirstSeenLaterIsAnErrorNamingFileAndLine() throws Exception {
    var file =
        Files.writeString(
            folder.resolve("late.ws"), trades("BTCUSDT", 1, 5_000) + trade("ETHUSDT", 5_001));
    var market = RecordingMarket.of(file);
    assertEquals(new RecordingMarket(Map.of("BTCUSDT", BTC), 1, false), market);

    var reader = new RecordingReader(file, market.bySymbol(), RecordingReader.Options.ONCE);
    var part = reader.take();
    while (part instanceof RecordingReader.Batch) {
      part = reader.take();
    }
    var failed = assertInstanceOf(RecordingReader.Failed.class, part);
    assertEquals(
        file + ":5001: DECODE: UNKNOWN_SYMBOL: field s: unknown symbol ETHUSDT",
        failed.cause().getMessage());
  }

  @Test
  void everySymbolSeenInTheBeginningIsKnown() throws IOException {
    var file =
        Files.writeString(
            folder.resolve("both.ws"), trades("BTCUSDT", 1, 4_999) + trade("ETHUSDT", 5_000));
    assertEquals(
        new RecordingMarket(
            Map.of("BTCUSDT", BTC, "ETHUSDT", BinanceInstruments.ETHUSDT), 1, false),
        RecordingMarket.of(file));
  }

  @Test
  void ourOwnMayBeTorn() throws IOException {
    var file = torn(ownFrame("BINANCE") + trades("BTCUSDT", 2, 50));
    assertEquals(
        new RecordingMarket(Map.of("BTCUSDT", BTC), 1, true),
        RecordingMarket.of(file, List.of(), false));
  }

  @Test
  void anothersMayOnlyBeTornIfThatIsAllowed() throws IOException {
    var file = torn(trades("BTCUSDT", 1, 50));
    var refused =
        assertThrows(RecordingException.class, () -> RecordingMarket.of(file, List.of(), false));
    assertEquals(Code.TRUNCATED_GZIP, refused.code());
    assertEquals(
        new RecordingMarket(Map.of("BTCUSDT", BTC), 1, false),
        RecordingMarket.of(file, List.of(), true));
  }

  @Test
  void oneWithoutAWholeFrameIsRefusedEvenIfItMayBeTorn() throws IOException {
    var whole = Files.readAllBytes(torn(trades("BTCUSDT", 1, 50)));
    var file = Files.write(folder.resolve("header.ws.gz"), Arrays.copyOf(whole, 10));
    var refused =
        assertThrows(RecordingException.class, () -> RecordingMarket.of(file, List.of(), true));
    assertEquals(Code.TRUNCATED_GZIP, refused.code());
  }
}
