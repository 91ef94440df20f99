package outcry.launcher.run;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;

/** Waits on the main thread, which may block. */
final class Waiting {

  private Waiting() {}

  static <T> T await(String what, Duration deadline, Future<T> future) {
    return await(what, deadline, future.toCompletionStage());
  }

  /**
   * @throws FatalException TIMEOUT naming what was waited for
   */
  static <T> T await(String what, Duration deadline, CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new FatalException(
          ExitCode.SOFTWARE, "TIMEOUT", what + " took longer than " + deadline.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FatalException(ExitCode.SOFTWARE, "INTERRUPTED", "interrupted during " + what);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException known -> throw known;
        case Throwable other -> throw new IllegalStateException(what + " failed: " + other, other);
      }
    }
  }
}
