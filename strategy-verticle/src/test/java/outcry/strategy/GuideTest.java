package outcry.strategy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GuideTest {

  @Test
  void theExampleOfTheGuideIsTheOneThatCompiles() throws IOException {
    var root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("docs/strategy-guide.md"))) {
      root = root.getParent();
    }
    var guide = Files.readString(root.resolve("docs/strategy-guide.md"));
    var compiled =
        Files.readString(
            root.resolve("strategy-verticle/src/test/java/outcry/strategy/SmaCross.java"));

    var example = compiled.substring(compiled.indexOf("@Strategy("));
    assertTrue(guide.contains(example), "docs/strategy-guide.md must show SmaCross.java as it is");
  }
}
