package outcry.benchmarks;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import outcry.marketdata.recording.FrameSource;
import outcry.marketdata.recording.RecordingMarket;
import outcry.model.Instrument;
import outcry.venue.binance.BinanceDecoder;

/**
 * How fast a recording is read on one thread: gunzip, split and decode as a replay does, and decode
 * alone from memory. Arguments: the recording, and the seconds each takes (5 by default).
 */
public final class DecodeBenchmark {

  private record Frame(long receivedNanos, int offset, int length) {}

  private DecodeBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    var file = Path.of(arguments[0]);
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    var market = RecordingMarket.of(file).bySymbol();
    report("gunzip + split + decode", seconds, () -> readOnce(file, market));

    byte[] bytes = unzipped(file);
    var frames = frames(bytes);
    var decoder = new BinanceDecoder(market);
    report("decode", seconds, () -> decodeAll(decoder, bytes, frames));
    for (var kind : List.of("bookTicker\"", "trade\"", "depth@")) {
      var some = ofStream(bytes, frames, kind);
      if (!some.isEmpty()) {
        report("decode " + kind, seconds, () -> decodeAll(decoder, bytes, some));
      }
    }
  }

  private interface Pass {
    long frames() throws IOException;
  }

  private static void report(String what, int seconds, Pass pass) throws IOException {
    runFor(seconds / 2.0, pass); // warm-up
    long[] framesAndNanos = runFor(seconds, pass);
    double nanosPerFrame = (double) framesAndNanos[1] / framesAndNanos[0];
    System.out.printf(
        "%-26s %,12.0f frames/s %8.0f ns/frame%n", what, 1e9 / nanosPerFrame, nanosPerFrame);
  }

  private static long[] runFor(double seconds, Pass pass) throws IOException {
    long frames = 0;
    long start = System.nanoTime();
    do {
      frames += pass.frames();
    } while (System.nanoTime() - start < seconds * 1e9);
    return new long[] {frames, System.nanoTime() - start};
  }

  private static long readOnce(Path file, Map<String, Instrument> market) {
    try (var source = new FrameSource(file, market)) {
      long sum = 0;
      for (var event = source.next(); event != null; event = source.next()) {
        sum += event.receivedNanos();
      }
      consumed = sum;
      return source.frames();
    }
  }

  private static long decodeAll(BinanceDecoder decoder, byte[] bytes, List<Frame> frames) {
    long sum = 0;
    for (var frame : frames) {
      var event = decoder.decode(bytes, frame.offset, frame.length, frame.receivedNanos);
      sum += event == null ? 0 : event.receivedNanos();
    }
    consumed = sum;
    return frames.size();
  }

  /** Written so that no work can be left out. */
  private static volatile long consumed;

  private static byte[] unzipped(Path file) throws IOException {
    byte[] raw = Files.readAllBytes(file);
    boolean gzip = raw.length > 1 && raw[0] == 0x1f && (raw[1] & 0xff) == 0x8b;
    try (InputStream in =
        gzip
            ? new GZIPInputStream(new ByteArrayInputStream(raw))
            : new BufferedInputStream(new ByteArrayInputStream(raw))) {
      var out = new ByteArrayOutputStream();
      in.transferTo(out);
      return out.toByteArray();
    }
  }

  private static List<Frame> frames(byte[] bytes) {
    var frames = new ArrayList<Frame>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        int json = start;
        long nanos = 0;
        for (; bytes[json] != ' '; json++) {
          nanos = nanos * 10 + bytes[json] - '0';
        }
        frames.add(new Frame(nanos, json + 1, i - json - 1));
        start = i + 1;
      }
    }
    return frames;
  }

  private static List<Frame> ofStream(byte[] bytes, List<Frame> frames, String kind) {
    return frames.stream()
        .filter(
            frame ->
                new String(
                        bytes,
                        frame.offset,
                        Math.min(frame.length, 40),
                        StandardCharsets.ISO_8859_1)
                    .contains("@" + kind.replace("@", "")))
        .toList();
  }
}
