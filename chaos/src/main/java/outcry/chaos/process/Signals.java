package outcry.chaos.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import outcry.chaos.ChaosException;

/** Signals to processes, and waiting for their end. Any thread. */
final class Signals {

  private static final long KILL_MILLIS = 10_000;

  /** To a process, and to everything it has started if {@code toAll}. */
  static void send(ProcessHandle process, String signal, boolean toAll) {
    var all = toAll ? Stream.concat(Stream.of(process), process.descendants()) : Stream.of(process);
    var command = new ArrayList<>(List.of("kill", "-" + signal));
    all.forEach(one -> command.add(Long.toString(one.pid())));
    try {
      var kill =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD) // one that just ended is no matter
              .start();
      if (!ended(kill, KILL_MILLIS)) {
        throw new ChaosException("kill hangs");
      }
    } catch (IOException e) {
      throw new ChaosException("no kill on this machine", e);
    }
  }

  static boolean ended(Process process, long millis) {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChaosException("interrupted", e);
    }
  }

  private Signals() {}
}
