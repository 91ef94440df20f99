package outcry.marketdata.recording;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import outcry.marketdata.recording.RecordingException.Code;

/** Opens a recording: plain or gzip, told by its first bytes and not by its name. */
final class RecordingFile {

  private static final int BUFFER = 1 << 16;

  private RecordingFile() {}

  /**
   * @throws RecordingException FILE_NOT_FOUND or NOT_A_FILE
   */
  static void requireFile(Path file) {
    if (!Files.exists(file)) {
      throw new RecordingException(Code.FILE_NOT_FOUND, file, 0, "no such file");
    }
    if (!Files.isRegularFile(file)) {
      throw new RecordingException(Code.NOT_A_FILE, file, 0, "not a regular file");
    }
    if (!Files.isReadable(file)) {
      throw new RecordingException(Code.READ_FAILED, file, 0, "no permission to read it");
    }
  }

  static InputStream open(Path file) throws IOException {
    var raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      raw.mark(2);
      boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
      raw.reset();
      return gzip ? new GZIPInputStream(raw, BUFFER) : raw;
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  static RecordingException failure(Path file, long line, IOException e) {
    return switch (e) {
      case LineReader.LineTooLongException _ ->
          new RecordingException(
              Code.LINE_TOO_LONG, file, line + 1, "more than " + LineReader.LINE_MAX + " bytes");
      case EOFException _ ->
          new RecordingException(
              Code.TRUNCATED_GZIP, file, line + 1, "the compressed data ends too early");
      case ZipException zip ->
          new RecordingException(Code.CORRUPT_GZIP, file, line + 1, zip.getMessage());
      default -> new RecordingException(Code.READ_FAILED, file, line + 1, String.valueOf(e));
    };
  }
}
