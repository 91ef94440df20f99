package outcry.bus.async;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import outcry.bus.Timeline;

/**
 * A limit on waiting. What is waited for goes on and its outcome stays unknown: the one who waits
 * decides what that means.
 */
public final class Deadline {

  private Deadline() {}

  /**
   * The same outcome, or a {@link TimeoutException} naming {@code what} once {@code limit} has
   * passed on the timeline.
   */
  public static <T> Future<T> within(
      Future<T> future, Duration limit, String what, Timeline timeline) {
    return within(
        future,
        limit,
        what,
        expire -> {
          var timer = timeline.after(limit.toNanos(), what, expire);
          return timer::cancel;
        });
  }

  /**
   * The same by the wall clock, for waits that no replay repeats.
   *
   * @throws IllegalStateException if not called on a Vert.x context
   */
  public static <T> Future<T> within(Future<T> future, Duration limit, String what) {
    var context = Vertx.currentContext();
    if (context == null) {
      throw new IllegalStateException("a deadline is set on a Vert.x context only");
    }
    var vertx = context.owner();
    return within(
        future,
        limit,
        what,
        expire -> {
          long id = vertx.setTimer(Math.max(1, limit.toMillis()), _ -> expire.run());
          return () -> vertx.cancelTimer(id);
        });
  }

  private static <T> Future<T> within(
      Future<T> future, Duration limit, String what, Function<Runnable, BooleanSupplier> timer) {
    if (future.isComplete()) {
      return future;
    }
    Promise<T> promise = Promise.promise();
    var cancel =
        timer.apply(
            () ->
                promise.tryFail(
                    new TimeoutException(what + ": no answer within " + limit.toMillis() + " ms")));
    future.onComplete(
        done -> {
          cancel.getAsBoolean();
          if (done.succeeded()) {
            promise.tryComplete(done.result());
          } else {
            promise.tryFail(done.cause());
          }
        });
    return promise.future();
  }
}
