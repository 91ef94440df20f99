package outcry.strategy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuideTest {

  @ParameterizedTest
  @ValueSource(strings = {"SmaCross", "Breakout"})
  void theExamplesOfTheGuideAreThoseThatCompile(String example) throws IOException {
    var root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("docs/strategy-guide.md"))) {
      root = root.getParent();
    }
    var guide = Files.readString(root.resolve("docs/strategy-guide.md"));
    var compiled =
        Files.readString(
            root.resolve("strategy-verticle/src/test/java/outcry/strategy/" + example + ".java"));

    assertTrue(
        guide.contains(compiled.substring(compiled.indexOf("@Strategy("))),
        "docs/strategy-guide.md must show " + example + ".java as it is");
  }
}
