package outcry.marketdata.recording;

import java.nio.file.Path;

/** A recording that cannot be read on. One line: file, line, stable code, what is wrong. */
public final class RecordingException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** What was wrong with the file. */
  public enum Code {
    FILE_NOT_FOUND,
    NOT_A_FILE,
    /** Holds no frame at all. */
    EMPTY,
    /** Ends in the middle of its compressed data. */
    TRUNCATED_GZIP,
    CORRUPT_GZIP,
    /** The last line has no end and is no whole frame: the writer was killed. */
    TRUNCATED_LINE,
    /** Not {@code <receive time, ns> <JSON frame>}. */
    NOT_A_FRAME,
    LINE_TOO_LONG,
    /** The receive time runs backwards. */
    FRAME_ORDER,
    /** A frame whose content cannot be taken; the decoder's code follows. */
    DECODE,
    READ_FAILED
  }

  private final Code code;
  private final long line;

  RecordingException(Code code, Path file, long line, String detail) {
    super(file + (line > 0 ? ":" + line : "") + ": " + code + ": " + detail);
    this.code = code;
    this.line = line;
  }

  public Code code() {
    return code;
  }

  /** Counted from 1; 0 where it is about the file as a whole. */
  public long line() {
    return line;
  }

  /** True for what a killed writer leaves behind: everything before it is whole. */
  public boolean isTornTail() {
    return code == Code.TRUNCATED_GZIP || code == Code.TRUNCATED_LINE;
  }
}
