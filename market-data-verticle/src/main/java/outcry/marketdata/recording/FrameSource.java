package outcry.marketdata.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import outcry.marketdata.recording.RecordingException.Code;
import outcry.model.Instrument;
import outcry.model.MarketEvent;
import outcry.venue.binance.BinanceDecoder;
import outcry.venue.binance.DecodeException;

/** One pass over a recording, frame by frame, on the calling thread. */
public final class FrameSource implements AutoCloseable {

  private static final int TIME_DIGITS_MAX = 19;

  private final Path file;
  private final InputStream in;
  private final LineReader lines;
  private final BinanceDecoder decoder;
  private long lastNanos;
  private int jsonOffset;
  private long frames;

  /**
   * @param bySymbol the instrument of each symbol as frames carry it
   * @throws RecordingException if it is no readable file
   */
  public FrameSource(Path file, Map<String, Instrument> bySymbol) {
    RecordingFile.requireFile(file);
    this.file = file;
    this.decoder = new BinanceDecoder(bySymbol);
    try {
      this.in = RecordingFile.open(file);
    } catch (IOException e) {
      throw RecordingFile.failure(file, 0, e);
    }
    this.lines = new LineReader(in);
  }

  /**
   * The next event; null at the end.
   *
   * @throws RecordingException naming file and line
   */
  public MarketEvent next() {
    while (nextLine()) {
      var event = decode();
      frames++;
      if (event != null) {
        return event;
      }
    }
    if (frames == 0) {
      throw new RecordingException(Code.EMPTY, file, 0, "holds no frame");
    }
    return null;
  }

  /** Moves to the next line without looking at it; false at the end. */
  boolean nextLine() {
    try {
      return lines.next();
    } catch (IOException e) {
      throw RecordingFile.failure(file, lines.number(), e);
    }
  }

  private MarketEvent decode() {
    long nanos = receivedNanos();
    if (nanos < lastNanos) {
      throw failure(
          Code.FRAME_ORDER, "receive time " + nanos + " is before the last, " + lastNanos);
    }
    lastNanos = nanos;
    int from = jsonOffset;
    int length = lines.offset() + lines.length() - from;
    try {
      return decoder.decode(lines.buffer(), from, length, nanos);
    } catch (DecodeException e) {
      throw failure(
          switch (e.code()) {
            case NOT_JSON, NOT_A_FRAME -> Code.NOT_A_FRAME;
            default -> Code.DECODE;
          },
          e.code() + ": " + e.getMessage());
    }
  }

  /** Of the current line. */
  long receivedNanos() {
    byte[] bytes = lines.buffer();
    int start = lines.offset();
    int end = start + lines.length();
    long nanos = 0;
    int at = start;
    for (; at < end && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
      nanos = nanos * 10 + (bytes[at] - '0');
    }
    int digits = at - start;
    boolean isTime = digits > 0 && digits <= TIME_DIGITS_MAX && nanos >= 0;
    if (!isTime || at == end || bytes[at] != ' ') {
      throw failure(Code.NOT_A_FRAME, "a line is <receive time in ns> <JSON frame>");
    }
    jsonOffset = at + 1;
    return nanos;
  }

  /** The current line. */
  String lineText() {
    return new String(lines.buffer(), lines.offset(), lines.length(), StandardCharsets.ISO_8859_1);
  }

  private RecordingException failure(Code code, String detail) {
    // only a killed writer leaves a broken line without an end
    boolean torn = code == Code.NOT_A_FRAME && !lines.isTerminated() && frames > 0;
    return new RecordingException(torn ? Code.TRUNCATED_LINE : code, file, lines.number(), detail);
  }

  /** Frames read so far, those without market data included. */
  public long frames() {
    return frames;
  }

  /** Frames that held no market data we read. */
  public long skipped() {
    return decoder.skipped();
  }

  /** The line of the event read last, counted from 1. */
  public long line() {
    return lines.number();
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw RecordingFile.failure(file, lines.number(), e);
    }
  }
}
