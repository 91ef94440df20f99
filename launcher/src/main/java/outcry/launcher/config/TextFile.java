package outcry.launcher.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;

/** Reads a small file of text whole. */
final class TextFile {

  private TextFile() {}

  /**
   * @throws FatalException FILE_NOT_FOUND, READ_FAILED, RANGE or JSON_SYNTAX (not UTF-8)
   */
  static String read(Path file, int bytesMax) {
    try {
      if (Files.size(file) > bytesMax) {
        throw new FatalException(
            ExitCode.CONFIG, "RANGE", file + ": more than " + bytesMax + " bytes");
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new FatalException(ExitCode.NO_INPUT, "FILE_NOT_FOUND", file.toString());
    } catch (CharacterCodingException e) {
      throw new FatalException(ExitCode.CONFIG, "JSON_SYNTAX", file + ": not UTF-8");
    } catch (IOException e) {
      throw new FatalException(ExitCode.NO_INPUT, "READ_FAILED", file + ": " + e);
    }
  }
}
