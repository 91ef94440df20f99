package outcry.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One format for everybody: what google-java-format would change is not finished. */
class FormatTest {

  private static final String CURE = "run ./outcry format";

  @Test
  void everySourceFileIsFormatted() {
    var files = Repository.javaFiles(Repository.ROOT);
    assertFalse(files.isEmpty(), "no source files found below " + Repository.ROOT);

    var unformatted = unformatted(files).stream().map(Repository::relative).toList();

    assertEquals(List.of(), unformatted, CURE);
  }

  @Test
  void anUnformattedFileIsFound(@TempDir Path folder) throws Exception {
    var good = Files.writeString(folder.resolve("Good.java"), "class Good {}\n");
    var bad = Files.writeString(folder.resolve("Bad.java"), "class Bad{ }\n");
    var unused =
        Files.writeString(folder.resolve("Unused.java"), "import java.util.List;\n\nclass C {}\n");

    assertEquals(List.of(bad, unused), unformatted(List.of(good, bad, unused)));
  }

  /** The formatter's own command, in this process. */
  private static List<Path> unformatted(List<Path> files) {
    var out = new StringWriter();
    var err = new StringWriter();
    var arguments = new ArrayList<>(List.of("--dry-run"));
    files.forEach(file -> arguments.add(file.toString()));

    ToolProvider.findFirst("google-java-format")
        .orElseThrow()
        .run(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            arguments.toArray(String[]::new));

    assertEquals("", err.toString(), "the formatter cannot read these files");
    return out.toString().lines().map(Path::of).sorted().toList();
  }
}
