package outcry.launcher.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;

/** A secret of one line in a file that only its owner reads. */
public record PrivateFile(Path path) {

  private static final int CHARACTERS_MAX = 4_096;
  private static final Path MOUNTED = Path.of("/run/secrets");

  /**
   * Its line; empty if there is no such file.
   *
   * @throws FatalException SECRET if others may read it
   */
  public Optional<String> read() {
    if (!Files.isRegularFile(path)) {
      return Optional.empty();
    }
    try {
      if (othersMayRead() && !path.toAbsolutePath().startsWith(MOUNTED)) {
        throw new FatalException(
            ExitCode.CONFIG, "SECRET", path + " can be read by others: chmod 600");
      }
      if (Files.size(path) > CHARACTERS_MAX) {
        throw new FatalException(ExitCode.CONFIG, "SECRET", path + " must hold one line");
      }
      return Optional.of(Files.readString(path).strip());
    } catch (IOException e) {
      throw new FatalException(ExitCode.NO_INPUT, "READ_FAILED", path + ": " + e);
    }
  }

  private boolean othersMayRead() throws IOException {
    try {
      return Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ);
    } catch (UnsupportedOperationException e) {
      return false; // a file system without such permissions
    }
  }

  /**
   * Replaces it. There is no moment in which others may read it, or in which half of it is there.
   */
  public void write(String line) {
    try {
      var next = Files.createTempFile(path.toAbsolutePath().getParent(), "key", ".new", owner());
      Files.writeString(next, line + "\n");
      Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new FatalException(ExitCode.CONFIG, "WRITE_FAILED", path + ": " + e);
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> owner() {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  }
}
