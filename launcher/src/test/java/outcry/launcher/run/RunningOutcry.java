package outcry.launcher.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import outcry.model.access.Credential;

/** The real program in a process of its own, on any free port. */
final class RunningOutcry implements AutoCloseable {

  private static final Pattern RUNNING =
      Pattern.compile("(?:Outcry is running|Replaying .*): (https?://\\S+)/");

  private final Process process;
  private final Path keyFile;
  private final BufferedReader output;
  private final List<String> printed = new ArrayList<>();
  private URI uri;

  private RunningOutcry(Process process, Path keyFile) {
    this.process = process;
    this.keyFile = keyFile;
    this.output = process.inputReader();
  }

  /** Starts it and waits until it says where it is. */
  static RunningOutcry start(Path dataDir, String... flags) throws IOException {
    var running = launch(dataDir, flags);
    try {
      running.awaitUri();
    } catch (IOException | RuntimeException e) {
      running.close();
      throw e;
    }
    return running;
  }

  /** As {@link #start(Path, String...)}, with an environment and a log of its own. */
  static RunningOutcry start(
      Map<String, String> environment, Path dataDir, Path log, List<String> flags)
      throws IOException {
    var running = launch(environment, dataDir, log, flags);
    try {
      running.awaitUri();
    } catch (IOException | RuntimeException e) {
      running.close();
      throw e;
    }
    return running;
  }

  /** Starts the process and waits for nothing. */
  static RunningOutcry launch(Path dataDir, String... flags) throws IOException {
    var log = dataDir.resolveSibling(dataDir.getFileName() + ".stderr");
    return launch(Map.of(), dataDir, log, List.of(flags));
  }

  private static RunningOutcry launch(
      Map<String, String> environment, Path dataDir, Path log, List<String> flags)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    // what Hazelcast and SQLite need, as this process has it
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--"))
        .forEach(command::add);
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("outcry.launcher.Main", "run", "--http-port", "0"));
    command.addAll(List.of("--data-dir", dataDir.toString()));
    command.addAll(flags);
    var builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    return new RunningOutcry(builder.start(), dataDir.resolve("local.key"));
  }

  private void awaitUri() throws IOException {
    for (String line; (line = output.readLine()) != null; ) {
      printed.add(line);
      var found = RUNNING.matcher(line);
      if (found.matches()) {
        uri = URI.create(found.group(1));
        return;
      }
    }
    throw new IllegalStateException("it ended before it ran; it printed " + printed);
  }

  URI uri() {
    return uri;
  }

  /** With its local key. */
  Rest rest() throws IOException {
    return new Rest(uri, Credential.parse(Files.readString(keyFile).strip()).orElseThrow());
  }

  /** What a command needs to ask it. */
  List<String> remoteOptions() {
    return List.of("--url", uri.toString(), "--key-file", keyFile.toString());
  }

  long pid() {
    return process.pid();
  }

  /** SIGKILL. Through the handle: {@code Process} itself would close our end of the output. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  /** SIGTERM, as Ctrl-C does it. */
  void terminate() {
    process.toHandle().destroy();
  }

  /** Waits for its end. */
  int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  /** Everything printed on stdout, once it has ended. */
  List<String> printed() throws IOException {
    for (String line; (line = output.readLine()) != null; ) {
      printed.add(line);
    }
    return printed;
  }

  /** The line that says what was left at the stop. */
  Optional<String> lastWords() throws IOException {
    return printed().stream().filter(line -> line.startsWith("stopped in ")).findFirst();
  }

  @Override
  public void close() {
    process.toHandle().destroyForcibly();
  }
}
