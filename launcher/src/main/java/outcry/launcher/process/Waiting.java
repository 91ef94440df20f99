package outcry.launcher.process;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;

/** Waits on the main thread, which may block, until it is done or somebody asks to stop. */
public final class Waiting {

  private final CompletableFuture<Void> stopAsked;

  /**
   * @param stopAsked completes when somebody wants the process to end
   */
  public Waiting(CompletableFuture<Void> stopAsked) {
    this.stopAsked = stopAsked;
  }

  /**
   * @throws StopAskedException if somebody has asked to stop
   */
  public void goOn(String what) {
    if (stopAsked.isDone()) {
      throw new StopAskedException(what);
    }
  }

  /** As {@link #await(String, Duration, CompletionStage)}. */
  public <T> T await(String what, Duration deadline, Future<T> future) {
    return await(what, deadline, future.toCompletionStage());
  }

  /**
   * @throws FatalException TIMEOUT naming what was waited for
   * @throws StopAskedException if somebody asks to stop before
   */
  public <T> T await(String what, Duration deadline, CompletionStage<T> stage) {
    var wanted = stage.toCompletableFuture();
    try {
      CompletableFuture.anyOf(wanted, stopAsked).get(deadline.toMillis(), TimeUnit.MILLISECONDS);
      if (!wanted.isDone()) {
        throw new StopAskedException(what);
      }
      return wanted.get();
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
