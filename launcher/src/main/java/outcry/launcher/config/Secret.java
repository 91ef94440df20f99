package outcry.launcher.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Locale;
import java.util.Set;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;

/**
 * Reads a password from a file of its own. A file that others may read, an empty one and one with a
 * placeholder are refused.
 */
final class Secret {

  /** Where container engines mount secrets, with permissions that are theirs. */
  private static final Path MOUNTED = Path.of("/run/secrets");

  private static final int BYTES_MAX = 4_096;
  private static final Set<String> PLACEHOLDERS =
      Set.of("changeme", "change-me", "change_me", "password", "secret", "todo", "xxx");

  private Secret() {}

  /**
   * @param field the field that names the file
   * @throws FatalException SECRET, or why the file cannot be read
   */
  static String read(Path file, Section section, String field) {
    if (!Files.isRegularFile(file)) {
      throw new FatalException(
          ExitCode.NO_INPUT,
          "FILE_NOT_FOUND",
          section.problem(field, "", file + " is no file").getMessage());
    }
    if (othersMayRead(file) && !file.startsWith(MOUNTED)) {
      throw section.problem(field, "SECRET", file + " can be read by others: chmod 600");
    }
    var text = TextFile.read(file, BYTES_MAX).strip();
    if (text.isEmpty() || text.contains("\n")) {
      throw section.problem(field, "SECRET", file + " must hold one line, the password");
    }
    if (PLACEHOLDERS.contains(text.toLowerCase(Locale.ROOT))) {
      throw section.problem(field, "SECRET", file + " holds a placeholder");
    }
    return text;
  }

  private static boolean othersMayRead(Path file) {
    try {
      return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
    } catch (UnsupportedOperationException e) {
      return false; // a file system without such permissions
    } catch (IOException e) {
      throw new FatalException(ExitCode.NO_INPUT, "READ_FAILED", file + ": " + e);
    }
  }
}
