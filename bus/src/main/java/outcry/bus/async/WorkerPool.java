package outcry.bus.async;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import outcry.bus.RefusedException;
import outcry.bus.TaskList;

/**
 * Named threads for work that blocks or computes: never an event loop. A bounded queue waits in
 * order, the rest is refused as OVERLOADED. The pool and every job are on the task list.
 * Thread-safe; results come back on the Vert.x context of the caller, if there is one.
 */
public final class WorkerPool {

  private final String name;
  private final TaskList tasks;
  private final TaskList.Task task;
  private final WorkerExecutor executor;
  private final ConcurrencyLimit limit;

  public WorkerPool(Vertx vertx, TaskList tasks, String name, int threads, int queueMax) {
    this.name = name;
    this.tasks = tasks;
    this.limit = new ConcurrencyLimit(name, threads, queueMax);
    this.executor = vertx.createSharedWorkerExecutor(name, threads);
    this.task = tasks.begin("worker-pool", name);
    task.detail(threads + " threads, queue of " + queueMax);
  }

  /**
   * Runs a job on a thread of the pool. What it throws fails the future; so do the refusals of
   * {@link ConcurrencyLimit#run}.
   *
   * @param what names the job on the task list
   */
  public <T> Future<T> run(String what, Callable<T> job) {
    var listed = tasks.begin("job", name + ": " + what);
    var caller = Vertx.currentContext();
    return onCaller(caller, limit.run(what, () -> executor.executeBlocking(job, false)))
        .onComplete(
            _ -> listed.done(),
            failure -> {
              if (failure instanceof RefusedException) {
                listed.canceled();
              } else {
                listed.failed(failure);
              }
            });
  }

  private static <T> Future<T> onCaller(Context caller, Future<T> result) {
    if (caller == null || result.isComplete()) {
      return result;
    }
    Promise<T> promise = Promise.promise();
    result.onComplete(
        end ->
            caller.runOnContext(
                _ -> {
                  if (end.succeeded()) {
                    promise.complete(end.result());
                  } else {
                    promise.fail(end.cause());
                  }
                }));
    return promise.future();
  }

  /**
   * Refuses the jobs that wait, by name, lets the running ones end, then ends the threads.
   * Idempotent.
   */
  public Future<Void> close() {
    return limit.close().compose(_ -> executor.close()).onComplete(_ -> task.done());
  }
}
