package outcry.bus;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Several verticles on one event loop: what talks most sits together, so that a message between
 * them costs 0.3 us and not 12. Started in order, stopped in reverse; if one cannot start, those
 * before it are stopped.
 */
public final class Colocated implements Deployable {

  private final List<Deployable> parts;
  private final Deque<Deployable> started = new ArrayDeque<>();

  public Colocated(List<? extends Deployable> parts) {
    this.parts = List.copyOf(parts);
  }

  @Override
  public Future<?> deploy(Context context) {
    Future<?> all = Future.succeededFuture();
    for (var part : parts) {
      all = all.compose(_ -> on(context, () -> start(part, context)));
    }
    return all.recover(
        failure ->
            undeploy(context)
                .recover(
                    alsoFailed -> {
                      failure.addSuppressed(alsoFailed);
                      return Future.succeededFuture();
                    })
                .compose(_ -> Future.failedFuture(failure)));
  }

  private Future<?> start(Deployable part, Context context) throws Exception {
    return part.deploy(context).onSuccess(_ -> started.push(part));
  }

  /** Stops every part, even if some fail: then with the first failure, the others suppressed. */
  @Override
  public Future<?> undeploy(Context context) {
    var failures = new ArrayList<Throwable>();
    Future<?> all = Future.succeededFuture();
    while (!started.isEmpty()) {
      var part = started.pop();
      all =
          all.compose(_ -> on(context, () -> part.undeploy(context)))
              .recover(
                  failure -> {
                    failures.add(failure);
                    return Future.succeededFuture();
                  });
    }
    return all.compose(_ -> failures.isEmpty() ? Future.succeededFuture() : failed(failures));
  }

  private static Future<?> failed(List<Throwable> failures) {
    var first = failures.removeFirst();
    failures.forEach(first::addSuppressed);
    return Future.failedFuture(first);
  }

  /** The part before may have ended on another thread. */
  private static Future<?> on(Context context, Callable<Future<?>> step) {
    Promise<Object> promise = Promise.promise();
    context.runOnContext(
        _ -> {
          try {
            step.call().onComplete(promise::complete, promise::fail);
          } catch (Exception e) {
            promise.fail(e);
          }
        });
    return promise.future();
  }
}
