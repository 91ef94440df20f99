package outcry.bus.async;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.function.Function;
import outcry.bus.Defects;
import outcry.bus.TaskList;
import outcry.bus.Timeline;

/**
 * Work that goes on in the background: started once however often one asks, stopped gracefully,
 * cleaned up on every path, on the task list while it runs, its failure seen. Not thread-safe: one
 * event loop, on which the work's future must complete.
 */
public final class BackgroundTask {

  /** The work of one task. */
  public interface Work {

    /**
     * Begins.
     *
     * @param stop completes when the task is asked to end
     * @return completes when the work has ended
     */
    Future<Void> run(Future<Void> stop);

    /** Lets go of what it holds. Called exactly once per run, after its end or when canceled. */
    void cleanUp();
  }

  /** One start and what belongs to it. */
  private record Run(TaskList.Task task, Promise<Void> stop, Promise<Void> ended) {}

  private final String kind;
  private final String name;
  private final TaskList tasks;
  private final Defects defects;
  private final Work work;
  private Run run;

  public BackgroundTask(String kind, String name, TaskList tasks, Defects defects, Work work) {
    this.kind = kind;
    this.name = name;
    this.tasks = tasks;
    this.defects = defects;
    this.work = work;
  }

  /** A task that has nothing to clean up. */
  public static BackgroundTask of(
      String kind,
      String name,
      TaskList tasks,
      Defects defects,
      Function<Future<Void>, Future<Void>> work) {
    return new BackgroundTask(
        kind,
        name,
        tasks,
        defects,
        new Work() {
          @Override
          public Future<Void> run(Future<Void> stop) {
            return work.apply(stop);
          }

          @Override
          public void cleanUp() {
            // nothing is held
          }
        });
  }

  public boolean isRunning() {
    return run != null;
  }

  /** Starts unless it is running. A task that has ended may start again. */
  public void start() {
    if (run != null) {
      return;
    }
    var begun = new Run(tasks.begin(kind, name), Promise.promise(), Promise.promise());
    run = begun;
    begin(begun).onComplete(end -> ended(begun, end));
  }

  private Future<Void> begin(Run begun) {
    try {
      return work.run(begun.stop.future());
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private void ended(Run begun, AsyncResult<Void> end) {
    if (run != begun) {
      return; // canceled before
    }
    if (end.succeeded()) {
      begun.task.done();
    } else {
      begun.task.failed(end.cause());
      defects.report(kind + " " + name, end.cause());
    }
    finish(begun);
  }

  /** Asks it to end. Completes when it has, at once if it does not run; never fails. */
  public Future<Void> stop() {
    var stopping = run;
    if (stopping == null) {
      return Future.succeededFuture();
    }
    stopping.stop.tryComplete();
    return stopping.ended.future();
  }

  /** The same; if it has not ended by the deadline, it is canceled. */
  public Future<Void> stop(Duration deadline, Timeline timeline) {
    var stopping = run;
    return Deadline.within(stop(), deadline, kind + " " + name, timeline)
        .recover(
            _ -> {
              if (run == stopping) {
                cancel();
              }
              return Future.succeededFuture();
            });
  }

  /** Ends it now: cleaned up, listed no more; how its work ends later is ignored. Idempotent. */
  public void cancel() {
    var canceled = run;
    if (canceled == null) {
      return;
    }
    canceled.stop.tryComplete();
    if (run == canceled) {
      canceled.task.canceled();
      finish(canceled);
    }
  }

  private void finish(Run finished) {
    run = null;
    defects.guard(kind + " " + name + " clean up", work::cleanUp);
    finished.ended.complete();
  }
}
