package outcry.marketdata.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import outcry.marketdata.recording.RecordingException.Code;
import outcry.marketdata.recording.RecordingReader.Options;
import outcry.model.Instrument;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.Trade;
import outcry.venue.binance.BinanceInstruments;

@Timeout(20)
class RecordingReaderTest {

  private static final Map<String, Instrument> ONLY_BTC =
      Map.of("BTCUSDT", BinanceInstruments.BTCUSDT);

  @TempDir Path folder;

  private static String trade(long nanos, long id) {
    return nanos
        + " {\"e\":\"trade\",\"E\":1700000000000,\"s\":\"BTCUSDT\",\"t\":"
        + id
        + ",\"p\":\"1.00\",\"q\":\"1\",\"T\":1700000000000,\"m\":true}\n";
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path gzip(String name, byte[] text, int keep) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(text);
    }
    var all = bytes.toByteArray();
    return Files.write(folder.resolve(name), Arrays.copyOf(all, keep < 0 ? all.length : keep));
  }

  private static RecordingReader.Part readAll(Path file, Options options, List<MarketEvent> into)
      throws InterruptedException {
    var reader = new RecordingReader(file, ONLY_BTC, options);
    var part = reader.take();
    while (part instanceof RecordingReader.Batch batch) {
      into.addAll(Arrays.asList(batch.events()).subList(0, batch.size()));
      part = reader.take();
    }
    return part;
  }

  @Test
  void plainAndGzipReadTheSame() throws Exception {
    var text = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      text.append(trade(1_000 + i, i));
    }
    var plain = new ArrayList<MarketEvent>();
    var zipped = new ArrayList<MarketEvent>();
    var end = new RecordingReader.End(2_000, 0, 0);
    assertEquals(end, readAll(file("a.ws", text.toString()), Options.ONCE, plain));
    var gz = gzip("odd-name", text.toString().getBytes(StandardCharsets.US_ASCII), -1);
    assertEquals(end, readAll(gz, Options.ONCE, zipped));
    assertEquals(plain, zipped);
    assertEquals(2_999, plain.getLast().receivedNanos());
  }

  @Test
  void framesWithoutMarketDataAreCounted() throws Exception {
    var events = new ArrayList<MarketEvent>();
    var end =
        readAll(file("a", "1 {\"result\":null,\"id\":1}\n" + trade(2, 1)), Options.ONCE, events);
    assertEquals(new RecordingReader.End(2, 1, 0), end);
    assertEquals(1, events.size());
  }

  @Test
  void aMissingFileAndAFolderAreRefusedAtOnce() {
    assertEquals(Code.FILE_NOT_FOUND, refusal(folder.resolve("none")).code());
    assertEquals(
        folder.resolve("none") + ": FILE_NOT_FOUND: no such file",
        refusal(folder.resolve("none")).getMessage());
    assertEquals(Code.NOT_A_FILE, refusal(folder).code());
  }

  private static RecordingException refusal(Path file) {
    return assertThrows(
        RecordingException.class, () -> new RecordingReader(file, ONLY_BTC, Options.ONCE));
  }

  /** The bad line is the third of three. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "hello|NOT_A_FRAME",
        "''|NOT_A_FRAME",
        "12|NOT_A_FRAME",
        "12 |NOT_A_FRAME",
        "{\"e\":\"trade\"}|NOT_A_FRAME",
        "-5 {}|NOT_A_FRAME",
        "99999999999999999999 {}|NOT_A_FRAME",
        "12 {\"a\":|NOT_A_FRAME",
        "12 {\"foo\":1}|NOT_A_FRAME",
        "5 {\"result\":null}|FRAME_ORDER",
        "12 {\"e\":\"trade\",\"s\":\"BTCUSDT\",\"p\":\"NaN\"}|DECODE",
        "12 {\"e\":\"trade\",\"s\":\"BTCUSDT\",\"p\":\"1e400\"}|DECODE",
        "12 {\"e\":\"trade\",\"s\":\"BTCUSDT\",\"p\":\"-1\"}|DECODE",
        "12 {\"e\":\"trade\",\"s\":\"BTCUSDT\",\"p\":\"1.001\"}|DECODE",
        "12 {\"e\":\"trade\",\"s\":\"XYZ\",\"p\":\"1.00\"}|DECODE",
      })
  void aBadLineIsNamed(String line, Code code) throws Exception {
    var file = file("bad.ws", trade(10, 1) + trade(11, 2) + line + "\n" + trade(13, 3));
    var events = new ArrayList<MarketEvent>();
    var failed =
        assertInstanceOf(RecordingReader.Failed.class, readAll(file, Options.ONCE, events));
    var cause = assertInstanceOf(RecordingException.class, failed.cause());
    assertEquals(code + " in line 3", cause.code() + " in line " + cause.line());
    assertTrue(cause.getMessage().startsWith(file + ":3: " + code + ": "), cause.getMessage());
    assertTrue(cause.getMessage().indexOf('\n') < 0, "one line");
    assertEquals(2, events.size(), "what came before was handed over");
  }

  @Test
  void anEmptyFileHoldsNoRecording() throws Exception {
    var failed =
        assertInstanceOf(
            RecordingReader.Failed.class,
            readAll(file("empty", ""), Options.ONCE, new ArrayList<>()));
    assertEquals(Code.EMPTY, ((RecordingException) failed.cause()).code());
  }

  @Test
  void aTruncatedGzipIsAnErrorUnlessATornTailIsAllowed() throws Exception {
    var sample = RecordingReaderTest.class.getResourceAsStream("/btcusdt-sample.ws").readAllBytes();
    var file = gzip("torn.gz", sample, 8_000);
    var failed =
        assertInstanceOf(
            RecordingReader.Failed.class, readAll(file, Options.ONCE, new ArrayList<>()));
    assertEquals(Code.TRUNCATED_GZIP, ((RecordingException) failed.cause()).code());

    var events = new ArrayList<MarketEvent>();
    var end =
        assertInstanceOf(RecordingReader.End.class, readAll(file, new Options(1, true), events));
    assertEquals(end.frames(), events.size());
    assertEquals(end.frames() + 1, end.tornLine());
    assertTrue(events.size() > 100 && events.size() < 603, "read " + events.size());
  }

  @Test
  void aCorruptGzipIsAnError() throws Exception {
    var file = gzip("bad.gz", trade(1, 1).repeat(100).getBytes(StandardCharsets.US_ASCII), -1);
    var bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 12, 40, (byte) 0x55);
    Files.write(file, bytes);
    var failed =
        assertInstanceOf(
            RecordingReader.Failed.class, readAll(file, new Options(1, true), new ArrayList<>()));
    assertEquals(Code.CORRUPT_GZIP, ((RecordingException) failed.cause()).code());
  }

  @Test
  void aTornLastLineIsAnErrorUnlessAllowed() throws Exception {
    var text = trade(1, 1) + trade(2, 2);
    var file = file("torn.ws", text.substring(0, text.length() - 9));
    var failed =
        assertInstanceOf(
            RecordingReader.Failed.class, readAll(file, Options.ONCE, new ArrayList<>()));
    assertEquals(Code.TRUNCATED_LINE, ((RecordingException) failed.cause()).code());
    var events = new ArrayList<MarketEvent>();
    assertEquals(new RecordingReader.End(1, 0, 2), readAll(file, new Options(1, true), events));
  }

  @Test
  void loopsContinueTimesAndIds() throws Exception {
    var events = new ArrayList<MarketEvent>();
    var file = file("loop", trade(100, 7) + trade(150, 9));
    assertEquals(new RecordingReader.End(4, 0, 0), readAll(file, new Options(2, false), events));
    assertEquals(
        List.of("7@100", "9@150", "10@1000151", "12@1000201"),
        events.stream()
            .map(event -> ((Trade) event).tradeId() + "@" + event.receivedNanos())
            .toList());
  }

  @Test
  void aReaderNobodyReadsCanBeCanceled() throws Exception {
    int frames = RecordingReader.BATCH * (RecordingReader.BATCHES_MAX + 5);
    var text = new StringBuilder();
    for (int i = 0; i < frames; i++) {
      text.append(trade(i, i));
    }
    var reader = new RecordingReader(file("long", text.toString()), ONLY_BTC, Options.ONCE);
    var stopped = reader.cancel().toCompletableFuture();
    stopped.get(10, TimeUnit.SECONDS);
    reader.cancel().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void whatIsWrittenReplaysByteForByte() throws Exception {
    var sample = RecordingReaderTest.class.getResourceAsStream("/btcusdt-sample.ws").readAllBytes();
    for (var name : List.of("copy.ws", "copy.ws.gz")) {
      var file = folder.resolve(name);
      var writer = new RecordingWriter(file);
      for (var line : new String(sample, StandardCharsets.US_ASCII).split("\n")) {
        int space = line.indexOf(' ');
        assertTrue(
            writer.offer(
                Long.parseLong(line.substring(0, space)),
                line.substring(space + 1).getBytes(StandardCharsets.US_ASCII)));
      }
      closed(writer);
      try (var in = RecordingFile.open(file)) {
        assertEquals(
            new String(sample, StandardCharsets.US_ASCII),
            new String(in.readAllBytes(), StandardCharsets.US_ASCII));
      }
      assertEquals(0, writer.dropped());
      assertTrue(!writer.offer(1, new byte[] {'{', '}'}), "closed");
      assertEquals(1, writer.dropped());
      assertThrows(IOException.class, () -> new RecordingWriter(file), "never overwritten");
    }
  }

  private static void closed(RecordingWriter writer)
      throws InterruptedException, ExecutionException, TimeoutException {
    writer.close().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void aFrameOfSeveralLinesIsWrittenOnOne() throws Exception {
    var file = folder.resolve("one");
    var writer = new RecordingWriter(file);
    writer.offer(5, "{\n}".getBytes(StandardCharsets.US_ASCII));
    closed(writer);
    assertEquals("5 { }\n", Files.readString(file));
  }
}
