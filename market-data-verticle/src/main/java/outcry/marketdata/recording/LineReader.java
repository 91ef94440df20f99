package outcry.marketdata.recording;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Splits bytes into lines in place: a line is a range of the buffer, valid until the next. */
final class LineReader {

  /** The deepest snapshot is about 350 KB. */
  static final int LINE_MAX = 8 << 20;

  private final InputStream in;
  private byte[] buffer = new byte[1 << 16];
  private int filled;
  private int offset;
  private int length;
  private int nextOffset;
  private long number;
  private boolean terminated;

  LineReader(InputStream in) {
    this.in = in;
  }

  /**
   * Moves to the next line.
   *
   * @return false at the end
   * @throws LineTooLongException beyond {@link #LINE_MAX} bytes
   */
  boolean next() throws IOException {
    offset = nextOffset;
    int scan = offset;
    while (true) {
      for (; scan < filled; scan++) {
        if (buffer[scan] == '\n') {
          end(scan, true);
          return true;
        }
      }
      int scanned = scan - offset;
      if (!fill()) {
        if (scanned == 0) {
          return false;
        }
        end(filled, false);
        return true;
      }
      scan = offset + scanned;
    }
  }

  private void end(int at, boolean withLineEnd) {
    length = at - offset;
    nextOffset = withLineEnd ? at + 1 : at;
    terminated = withLineEnd;
    number++;
  }

  /** Reads more behind the current line, which may move. */
  private boolean fill() throws IOException {
    if (offset > 0) {
      System.arraycopy(buffer, offset, buffer, 0, filled - offset);
      filled -= offset;
      offset = 0;
    }
    if (filled == buffer.length) {
      if (filled >= LINE_MAX) {
        throw new LineTooLongException();
      }
      buffer = Arrays.copyOf(buffer, filled * 2);
    }
    int read = in.read(buffer, filled, buffer.length - filled);
    if (read <= 0) {
      return false;
    }
    filled += read;
    return true;
  }

  byte[] buffer() {
    return buffer;
  }

  int offset() {
    return offset;
  }

  int length() {
    return length;
  }

  /** Counted from 1. */
  long number() {
    return number;
  }

  /** False for a last line without a line end. */
  boolean isTerminated() {
    return terminated;
  }

  static final class LineTooLongException extends IOException {
    private static final long serialVersionUID = 1;
  }
}
