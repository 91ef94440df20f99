package outcry.benchmarks.door;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import outcry.benchmarks.DoorServer;
import outcry.model.access.Credential;

/**
 * The program in a process of its own, with the flags that {@code ./outcry} gives it, an empty data
 * directory and limits that let a benchmark through.
 */
final class Server implements AutoCloseable {

  private static final Pattern RUNNING = Pattern.compile("Outcry is running: http://[^:]+:(\\d+)/");
  private final Path folder;
  private final Process process;
  private final int port;
  private final Credential key;

  private Server(Path folder, Process process, int port, Credential key) {
    this.folder = folder;
    this.process = process;
    this.port = port;
    this.key = key;
  }

  /** The program, with its simulated exchange. */
  static Server program(String... more) throws IOException {
    return start(
        folder -> {
          var words =
              new ArrayList<>(
                  List.of("outcry.launcher.Main", "run", "--http-port", "0", "--data-dir", folder));
          words.addAll(List.of(more));
          return words;
        });
  }

  /** Without market and strategies, before a venue that ends every order at once. */
  static Server ofOrders() throws IOException {
    return start(folder -> List.of(DoorServer.class.getName(), folder));
  }

  private static Server start(Function<String, List<String>> words) throws IOException {
    var folder = Files.createTempDirectory("outcry-benchmark");
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(
        List.of("-Xms512m", "-Xmx1g", "-XX:+UseParallelGC", "-XX:+UseCompactObjectHeaders"));
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/java.lang=ALL-UNNAMED"));
    var options = System.getenv("OUTCRY_SERVER_OPTIONS");
    if (options != null) {
      command.addAll(List.of(options.split(" ")));
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(words.apply(Files.createDirectories(folder.resolve("data")).toString()));
    var process =
        new ProcessBuilder(command).redirectError(folder.resolve("stderr").toFile()).start();
    int port = port(process.inputReader());
    var key = Files.readString(folder.resolve("data/local.key")).strip();
    return new Server(folder, process, port, Credential.parse(key).orElseThrow());
  }

  private static int port(BufferedReader output) throws IOException {
    for (String line; (line = output.readLine()) != null; ) {
      var found = RUNNING.matcher(line);
      if (found.matches()) {
        return Integer.parseInt(found.group(1));
      }
    }
    throw new IOException("the server ended before it ran");
  }

  int port() {
    return port;
  }

  Credential key() {
    return key;
  }

  long pid() {
    return process.pid();
  }

  /** Stops it and removes what it wrote. */
  @Override
  public void close() throws IOException {
    process.toHandle().destroy();
    process.onExit().join();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
