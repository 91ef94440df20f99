package outcry.bus;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

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
      all = all.compose(_ -> start(part, context));
    }
    return all.recover(failure -> undeploy(context).transform(_ -> Future.failedFuture(failure)));
  }

  private Future<?> start(Deployable part, Context context) {
    try {
      return part.deploy(context).onSuccess(_ -> started.push(part));
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }

  @Override
  public Future<?> undeploy(Context context) {
    Future<?> all = Future.succeededFuture();
    while (!started.isEmpty()) {
      var part = started.pop();
      all = all.transform(_ -> stop(part, context));
    }
    return all;
  }

  private static Future<?> stop(Deployable part, Context context) {
    try {
      return part.undeploy(context);
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }
}
