package outcry.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of this repository, wherever the tests were started in it. */
final class Repository {

  static final Path ROOT = root();

  private Repository() {}

  private static Path root() {
    var start = Path.of("").toAbsolutePath();
    for (var folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("build-rules/src"))) {
        return folder;
      }
    }
    throw new IllegalStateException("no folder above " + start + " holds build-rules/src");
  }

  /** Every source file below a folder, without what the build made; sorted. */
  static List<Path> javaFiles(Path folder) {
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !relative(file).contains("/target/"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The path as one would type it in the root of the repository. */
  static String relative(Path file) {
    return ROOT.relativize(file).toString().replace('\\', '/');
  }
}
