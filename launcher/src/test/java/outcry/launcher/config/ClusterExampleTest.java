package outcry.launcher.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterExampleTest {

  @TempDir Path folder;

  @Test
  void theExampleOfTheDocumentationIsTaken() throws IOException {
    var password = Files.writeString(folder.resolve("password"), "the password");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    var file = folder.resolve("cluster.json");
    Files.copy(Path.of("../docs/cluster.example.json"), file);

    var cluster = ClusterFile.read(file, Map.of("OUTCRY_PORT", "5702"));

    assertEquals(
        "outcry 16 5702", cluster.name() + " " + cluster.partitions() + " " + cluster.port());
  }
}
