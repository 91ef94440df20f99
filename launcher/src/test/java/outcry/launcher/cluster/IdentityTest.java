package outcry.launcher.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import outcry.launcher.config.Cluster;
import outcry.model.Instruments;

class IdentityTest {

  private static final Instruments NONE = new Instruments(List.of());

  @TempDir Path folder;

  private static Cluster cluster(int partitions, int port, String... accounts) {
    return new Cluster(
        "outcry",
        partitions,
        List.of("127.0.0.1:5701"),
        false,
        "127.0.0.1",
        port,
        0,
        new Cluster.Http("127.0.0.1", port, Optional.empty(), Optional.empty()),
        new Cluster.Database("jdbc:postgresql://x/y", "u", "p" + port),
        Optional.empty(),
        List.of(accounts),
        List.of(),
        Optional.empty(),
        Map.of());
  }

  private Path jar(String place, String name, String content) throws IOException {
    return Files.writeString(Files.createDirectories(folder.resolve(place)).resolve(name), content);
  }

  private static String build(Path... entries) {
    var paths = List.of(entries).stream().map(Path::toString).toList();
    return Identity.of(String.join(File.pathSeparator, paths), cluster(1, 1, "a"), "", NONE)
        .build();
  }

  @Test
  void theSameJarsInAnotherPlaceAndOrderAreTheSameBuild() throws IOException {
    var one = build(jar("here", "a.jar", "A"), jar("here", "b.jar", "B"));

    assertEquals(one, build(jar("there", "b.jar", "B"), jar("there", "a.jar", "A")));
    assertNotEquals(one, build(jar("other", "a.jar", "A"), jar("other", "b.jar", "C")));
  }

  @Test
  void classesInAFolderCountByNameAndContent() throws IOException {
    jar("classes/x", "A.class", "A");
    var one = build(folder.resolve("classes"));
    jar("classes/x", "A.class", "B");
    var other = build(folder.resolve("classes"));
    Files.move(folder.resolve("classes/x/A.class"), folder.resolve("classes/x/B.class"));

    assertNotEquals(one, other);
    assertNotEquals(other, build(folder.resolve("classes")));
  }

  @Test
  void whatIsOfOneNodeIsNoneOfTheConfiguration() {
    var one = Identity.of("", cluster(4, 1, "a", "b"), "risk", NONE);

    assertEquals(one, Identity.of("", cluster(4, 2, "a", "b"), "risk", NONE));
    assertNotEquals(one, Identity.of("", cluster(5, 1, "a", "b"), "risk", NONE));
    assertNotEquals(one, Identity.of("", cluster(4, 1, "ab"), "risk", NONE));
    assertNotEquals(one, Identity.of("", cluster(4, 1, "a", "b"), "", NONE));
  }
}
