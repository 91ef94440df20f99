package outcry.bus.async;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import outcry.bus.Defects;
import outcry.bus.Timeline;

/** Several try, the first success wins, the losers are canceled. */
public final class Race<V> {

  /**
   * One that tries.
   *
   * @param result how it ends; already on its way
   * @param cancel called once if it was still trying when the race ended
   */
  public record Contender<V>(String name, Future<V> result, Runnable cancel) {}

  /** Who won, and with what. */
  public record Winner<V>(String name, V value) {}

  private final List<Contender<V>> contenders;
  private final Throwable[] failures;
  private final Defects defects;
  private final Promise<Winner<V>> promise = Promise.promise();
  private int trying;
  private boolean over;

  private Race(List<Contender<V>> contenders, Defects defects) {
    this.contenders = List.copyOf(contenders);
    this.failures = new Throwable[contenders.size()];
    this.trying = contenders.size();
    this.defects = defects;
  }

  /**
   * The first success. If all fail, a failure that names every one of them, their causes attached
   * as suppressed.
   *
   * @param defects is told when a cancel action throws; the others are canceled all the same
   * @throws IllegalArgumentException without contenders
   */
  public static <V> Future<Winner<V>> first(List<Contender<V>> contenders, Defects defects) {
    return new Race<>(contenders, defects).run();
  }

  /** The same with a deadline: when it passes, all are canceled and the race fails. */
  public static <V> Future<Winner<V>> first(
      List<Contender<V>> contenders, Defects defects, Timeline timeline, Duration limit) {
    var race = new Race<>(contenders, defects);
    var timer =
        timeline.after(
            limit.toNanos(),
            "race",
            () ->
                race.end(null, new TimeoutException("nobody won in " + limit.toMillis() + " ms")));
    return race.run().onComplete(_ -> timer.cancel());
  }

  private Future<Winner<V>> run() {
    if (contenders.isEmpty()) {
      throw new IllegalArgumentException("a race without contenders");
    }
    for (int i = 0; i < contenders.size(); i++) {
      int lane = i;
      contenders.get(i).result().onComplete(end -> arrived(lane, end));
    }
    return promise.future();
  }

  private void arrived(int lane, AsyncResult<V> arrival) {
    var contender = contenders.get(lane);
    if (arrival.succeeded()) {
      end(new Winner<>(contender.name(), arrival.result()), null);
      return;
    }
    synchronized (this) {
      failures[lane] = arrival.cause();
      if (--trying > 0) {
        return;
      }
    }
    end(null, allFailed());
  }

  private void end(Winner<V> winner, Throwable failure) {
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
    }
    for (var contender : contenders) {
      if (!contender.result().isComplete()) {
        defects.guard("race cancel", contender.cancel());
      }
    }
    if (winner != null) {
      promise.complete(winner);
    } else {
      promise.fail(failure);
    }
  }

  private Throwable allFailed() {
    var text = new StringBuilder("all failed:");
    for (int i = 0; i < failures.length; i++) {
      text.append(i == 0 ? " " : "; ").append(contenders.get(i).name());
      text.append(": ").append(failures[i].getMessage());
    }
    var failure = new IllegalStateException(text.toString());
    for (var cause : failures) {
      failure.addSuppressed(cause);
    }
    return failure;
  }
}
