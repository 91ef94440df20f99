package outcry.marketdata;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The recordings that lie beside the repository; tests that need one skip where it is absent. */
public final class SharedData {

  private SharedData() {}

  /**
   * @param name below {@code ../shared/data}
   */
  public static Path file(String name) {
    var root = Path.of("").toAbsolutePath();
    while (root != null && !Files.exists(root.resolve(".git"))) {
      root = root.getParent();
    }
    assumeTrue(root != null && root.getParent() != null, "skipped: not in a checkout");
    var file = root.getParent().resolve("shared/data").resolve(name);
    assumeTrue(Files.isRegularFile(file), "skipped: no ../shared/data/" + name);
    return file;
  }
}
