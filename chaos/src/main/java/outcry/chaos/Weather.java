package outcry.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Makes the weather at the exchange, which looks at a file for it. */
final class Weather {

  private final Path file;

  Weather(Path file) {
    this.file = file;
  }

  void slow(int millis) {
    write("slowMillis=" + millis);
  }

  void failing(int permille) {
    write("failPermille=" + permille);
  }

  void dropping(int permille) {
    write("dropPermille=" + permille);
  }

  void away() {
    write("away=true");
  }

  void fair() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whole, or not at all. */
  private void write(String weather) {
    var whole = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(whole, weather + "\n");
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
