package outcry.chaos.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JVM with this one's class path. Any thread. */
public final class Jvm {

  private static final long KILL_MILLIS = 10_000;

  private final Process process;

  private Jvm(Process process) {
    this.process = process;
  }

  /**
   * Starts it. It ends with this process, however that ends, if it looks at its standard input.
   *
   * @param log what it prints is appended here
   */
  public static Jvm start(
      Path log, List<String> options, List<String> arguments, Map<String, String> environment) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--")) // what the libraries need of a modular JVM
        .forEach(command::add);
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(arguments);
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      return new Jvm(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Of a process that has ended. */
  public int exitStatus() {
    return process.exitValue();
  }

  /** As kill -9; returns once it is gone. */
  public void kill() {
    process.destroyForcibly();
    Signals.ended(process, KILL_MILLIS);
  }

  /** It stands still; its connections stay open. */
  public void pause() {
    Signals.send(process.toHandle(), "STOP", false);
  }

  /** It prints what its threads do, and goes on. */
  public void dumpThreads() {
    Signals.send(process.toHandle(), "QUIT", false);
  }

  /** After {@link #pause}. */
  public void resume() {
    Signals.send(process.toHandle(), "CONT", false);
  }

  /**
   * Asks it to stop in order.
   *
   * @return whether it did within the time; else it still runs
   */
  public boolean stop(long millis) {
    Signals.send(process.toHandle(), "TERM", false);
    return Signals.ended(process, millis);
  }
}
