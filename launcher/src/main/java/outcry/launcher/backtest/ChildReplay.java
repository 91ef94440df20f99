package outcry.launcher.backtest;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import outcry.gateway.api.BacktestDesk.Ask;
import outcry.launcher.Main;

/** One replay in a process of its own. Its standard output tells how far it is. */
final class ChildReplay {

  private static final Pattern PROGRESS = Pattern.compile("(\\d{1,18}) frames after .*");
  private static final String HEAP = "-Xmx512m";

  private final Process process;

  private ChildReplay(Process process) {
    this.process = process;
  }

  static ChildReplay start(Ask ask, Path recording, Path report) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(HEAP);
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("run", "--replay", recording.toString(), "--exit-at-end"));
    command.addAll(List.of("--torn-tail-allowed", "--report", report.toString()));
    command.addAll(List.of("--http-port", "0", "--loop", Integer.toString(ask.loops())));
    command.addAll(List.of("--strategy", strategy(ask)));
    return new ChildReplay(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  private static String strategy(Ask ask) {
    var parameters =
        ask.parameters().entrySet().stream()
            .map(one -> one.getKey() + "=" + one.getValue())
            .collect(Collectors.joining(","));
    return parameters.isEmpty() ? ask.strategy() : ask.strategy() + ":" + parameters;
  }

  /**
   * Until it ends.
   *
   * @return its last word, if it failed; else empty
   */
  String follow(LongConsumer frames) throws IOException, InterruptedException {
    var last = "it said nothing";
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var progress = PROGRESS.matcher(line);
        if (progress.matches()) {
          frames.accept(Long.parseLong(progress.group(1)));
        } else if (!line.isBlank()) {
          last = line;
        }
      }
    }
    int exitCode = process.waitFor();
    return exitCode == 0 ? "" : "exit code " + exitCode + ": " + last;
  }

  void kill() {
    process.destroyForcibly();
  }
}
