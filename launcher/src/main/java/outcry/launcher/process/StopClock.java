package outcry.launcher.process;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import outcry.bus.Defects;

/**
 * The time a stop has, shared by all its steps: one that takes too long leaves less for the next,
 * and is reported and left behind rather than waited for. Blocks the calling thread.
 */
public final class StopClock {

  private final Defects defects;
  private final long endNanos;

  private StopClock(Defects defects, long endNanos) {
    this.defects = defects;
    this.endNanos = endNanos;
  }

  public static StopClock of(Duration all, Defects defects) {
    return new StopClock(defects, System.nanoTime() + all.toNanos());
  }

  /** The time of one step: what is left, and no more than {@code most}. */
  public StopClock part(Duration most) {
    long now = System.nanoTime();
    return new StopClock(defects, now + Math.min(most.toNanos(), endNanos - now));
  }

  public void await(String what, Future<?> step) {
    await(what, step.toCompletionStage());
  }

  /** Waits for a step that has begun. Never throws. */
  public void await(String what, CompletionStage<?> step) {
    try {
      long leftNanos = Math.max(0, endNanos - System.nanoTime());
      var _ = step.toCompletableFuture().get(leftNanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      defects.report("stop", new IllegalStateException(what + " did not end in time"));
    } catch (ExecutionException e) {
      defects.report("stop", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      defects.report("stop", e);
    }
  }
}
