package outcry.launcher.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every library is the very file that was looked at when it came in. */
class DependenciesTest {

  private static final Path LOCKED = Path.of("src", "test", "resources", "dependencies.sha256");

  /** Where it is meant to differ: the file that this writes takes the place of the locked one. */
  private static final Path FOUND = Path.of("target", "dependencies.sha256");

  @Test
  void noLibraryIsAnotherThanTheLockedOne() throws Exception {
    var lines = new TreeSet<String>();
    for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      var jar = Path.of(entry).toAbsolutePath();
      if (jar.toString().endsWith(".jar") && !isOurs(jar) && !isOfTheTestRunner(jar)) {
        lines.add(jar.getFileName() + " " + sha256(jar));
      }
    }
    var found = String.join("\n", lines) + "\n";
    Files.writeString(FOUND, found);

    assertEquals(Files.readString(LOCKED), found, "see " + FOUND);
  }

  private static boolean isOurs(Path jar) {
    var folder = jar.getParent();
    return folder.getFileName().toString().equals("target")
        || folder.getParent().getParent().getFileName().toString().equals("outcry");
  }

  private static boolean isOfTheTestRunner(Path jar) {
    return jar.toString().replace(File.separatorChar, '/').contains("/org/apache/maven/surefire/");
  }

  private static String sha256(Path jar) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has it", e);
    }
  }
}
