package outcry.launcher.backtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import outcry.gateway.http.Problem;
import outcry.gateway.http.ProblemException;

/**
 * Where recordings may be read from, and nothing else: plain files right in these folders, by their
 * plain names.
 *
 * @param folders those that come first win
 */
record ImportFolder(List<Path> folders) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final int LISTED_MAX = 1_000;
  private static final long BYTES_MAX = 2L << 30;

  /**
   * @throws ProblemException {@code PATH}, {@code TYPE}, {@code SIZE}, or that there is none
   */
  Path resolve(String name) {
    if (!NAME.matcher(name).matches()) {
      throw problem(400, "PATH", "recording must be the name of a file, without a folder");
    }
    for (var folder : folders) {
      var file = folder.resolve(name);
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          throw problem(400, "TYPE", name + " is no plain file");
        }
        if (file.toFile().length() > BYTES_MAX) {
          throw problem(400, "SIZE", name + " is larger than 2 GiB");
        }
        return file;
      }
    }
    throw problem(404, "UNKNOWN_RECORDING", "no " + name + " in the import folder");
  }

  /** By name, at most a thousand. */
  List<String> names() throws IOException {
    var names = new TreeSet<String>();
    for (var folder : folders) {
      if (Files.isDirectory(folder)) {
        try (var files = Files.newDirectoryStream(folder)) {
          for (var file : files) {
            var name = file.getFileName().toString();
            if (NAME.matcher(name).matches()
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
              names.add(name);
            }
          }
        }
      }
    }
    return names.stream().limit(LISTED_MAX).toList();
  }

  private static ProblemException problem(int status, String code, String detail) {
    return new ProblemException(new Problem(status, code, detail, "recording"));
  }
}
