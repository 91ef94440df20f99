package outcry.launcher.process;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import outcry.bus.Node;
import outcry.bus.async.Leftovers;
import outcry.launcher.ExitCode;

/**
 * Ctrl-C and SIGTERM, from the first moment on: asks the main thread to stop, waits until it has,
 * and ends the process with its exit code.
 */
public final class Stopping {

  private final CompletableFuture<Void> asked = new CompletableFuture<>();
  private final CompletableFuture<Integer> stopped = new CompletableFuture<>();
  private final Thread hook = new Thread(this::onSignal, "shutdown");
  private final PrintWriter out;
  private final Duration deadline;
  private volatile Node node;

  /**
   * @param deadline after which the process ends whatever is left
   */
  public Stopping(PrintWriter out, Duration deadline) {
    this.out = out;
    this.deadline = deadline;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void onSignal() {
    if (stopped.isDone()) {
      return; // the main thread ends the process by itself
    }
    asked.complete(null);
    int exitCode = ExitCode.NOT_CLEAN;
    try {
      exitCode = stopped.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      out.println("outcry: did not stop within " + deadline.toSeconds() + " s, " + pending());
    } catch (InterruptedException | ExecutionException e) {
      out.println("outcry: the stop was cut short: " + e);
    }
    out.flush();
    Runtime.getRuntime().halt(exitCode);
  }

  private String pending() {
    var known = node;
    return known == null
        ? "nothing had been started"
        : Leftovers.now(known.inFlight(), known.tasks()).toString();
  }

  /** What is asked for leftovers if the stop takes too long. */
  public void watch(Node started) {
    node = started;
  }

  /** Completes when somebody wants the process to end. */
  public CompletableFuture<Void> asked() {
    return asked;
  }

  /** The main thread has stopped everything. */
  public void done(int exitCode) {
    out.flush();
    stopped.complete(exitCode);
  }
}
