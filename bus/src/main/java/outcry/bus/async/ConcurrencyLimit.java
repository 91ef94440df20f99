package outcry.bus.async;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import outcry.bus.RefusedException;
import outcry.model.RefusalCode;

/**
 * At most so many at a time; a bounded number waits, in order; the rest is refused as OVERLOADED.
 * Thread-safe. Work starts on the thread that asks for it, or on the one that ends the work before.
 */
public final class ConcurrencyLimit {

  private record Waiting<T>(String what, Supplier<Future<T>> work, Promise<T> promise) {}

  private final String name;
  private final int runningMax;
  private final int queueMax;
  private final Deque<Waiting<?>> queue = new ArrayDeque<>();
  private final Promise<Void> ended = Promise.promise();
  private int running;
  private boolean starting;
  private boolean closed;

  /**
   * @param name what refusals call it
   */
  public ConcurrencyLimit(String name, int runningMax, int queueMax) {
    if (runningMax < 1 || queueMax < 0) {
      throw new IllegalArgumentException(
          name + ": impossible limit " + runningMax + ", queue " + queueMax);
    }
    this.name = name;
    this.runningMax = runningMax;
    this.queueMax = queueMax;
  }

  /**
   * Starts the work when its turn comes. Fails with {@link RefusedException} OVERLOADED when the
   * queue is full, RECOVERING when closed.
   *
   * @param what names it in refusals
   */
  public <T> Future<T> run(String what, Supplier<Future<T>> work) {
    var waiting = new Waiting<T>(what, work, Promise.promise());
    synchronized (this) {
      if (closed) {
        return Future.failedFuture(closed(what));
      }
      if (running + queue.size() >= runningMax + queueMax) {
        return Future.failedFuture(
            new RefusedException(
                RefusalCode.OVERLOADED,
                name
                    + ": "
                    + running
                    + " running, "
                    + queue.size()
                    + " waiting, no room for "
                    + what));
      }
      queue.add(waiting);
    }
    drain();
    return waiting.promise.future();
  }

  public synchronized int running() {
    return running;
  }

  public synchronized int waiting() {
    return queue.size();
  }

  /**
   * Refuses those that wait, by name, and everything from now on. Idempotent.
   *
   * @return completes when the last one running has ended
   */
  public Future<Void> close() {
    List<Waiting<?>> refused;
    synchronized (this) {
      closed = true;
      refused = new ArrayList<>(queue);
      queue.clear();
    }
    refused.forEach(waiting -> waiting.promise.fail(closed(waiting.what)));
    endIfOver();
    return ended.future();
  }

  private RefusedException closed(String what) {
    return new RefusedException(RefusalCode.RECOVERING, name + " is closed: " + what);
  }

  /** A loop, not a recursion: work that ends at once must not deepen the stack. */
  private void drain() {
    while (true) {
      Waiting<?> next;
      synchronized (this) {
        if (starting || running == runningMax || queue.isEmpty()) {
          return;
        }
        starting = true;
        running++;
        next = queue.remove();
      }
      start(next);
      synchronized (this) {
        starting = false;
      }
    }
  }

  private <T> void start(Waiting<T> next) {
    Future<T> result;
    try {
      result = next.work.get();
    } catch (Throwable e) {
      result = Future.failedFuture(e);
    }
    result.onComplete(
        end -> {
          synchronized (this) {
            running--;
          }
          settle(next.promise, end);
          drain();
          endIfOver();
        });
  }

  private static <T> void settle(Promise<T> promise, AsyncResult<T> end) {
    if (end.succeeded()) {
      promise.complete(end.result());
    } else {
      promise.fail(end.cause());
    }
  }

  private void endIfOver() {
    synchronized (this) {
      if (!closed || running > 0) {
        return;
      }
    }
    ended.tryComplete();
  }
}
