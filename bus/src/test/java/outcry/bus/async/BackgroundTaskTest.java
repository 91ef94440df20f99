package outcry.bus.async;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import outcry.bus.Defects;
import outcry.bus.Metrics;
import outcry.bus.TaskList;
import outcry.bus.VirtualTimeline;

class BackgroundTaskTest {

  private final TaskList tasks = new TaskList();
  private final Defects defects = new Defects(new Metrics());
  private final List<String> steps = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private Promise<Void> end = Promise.promise();
  private final BackgroundTask task =
      new BackgroundTask(
          "reader",
          "positions",
          tasks,
          defects,
          new BackgroundTask.Work() {
            @Override
            public Future<Void> run(Future<Void> stop) {
              steps.add("run");
              stop.onSuccess(_ -> steps.add("asked to stop")).onFailure(Throwable::getMessage);
              return end.future();
            }

            @Override
            public void cleanUp() {
              steps.add("clean up");
            }
          });

  BackgroundTaskTest() {
    defects.onDefect(defect -> told.add(defect.place() + ": " + defect.cause().getMessage()));
  }

  @Test
  void startsOnceStopsGracefullyAndMayStartAgain() {
    task.start();
    task.start();
    assertEquals(1, tasks.running().size());
    var stopped = task.stop();
    assertFalse(stopped.isComplete());
    assertTrue(task.isRunning());
    end.complete();
    assertTrue(stopped.succeeded());
    assertEquals(List.of("run", "asked to stop", "clean up"), steps);
    assertEquals(List.of(), tasks.list());
    assertTrue(task.stop().succeeded());

    end = Promise.promise();
    task.start();
    assertTrue(task.isRunning());
    assertEquals("run", steps.getLast());
  }

  @Test
  void failureIsSeenAndCleanedUp() {
    task.start();
    end.fail("no disk");
    assertEquals(List.of("run", "clean up"), steps);
    assertEquals(List.of("reader positions: no disk"), told);
    assertEquals("FAILED", tasks.list().getFirst().state());
    assertFalse(task.isRunning());
  }

  @Test
  void cancelCleansUpOnceAndIgnoresTheLateEnd() {
    task.start();
    task.cancel();
    task.cancel();
    end.fail("late");
    assertEquals(List.of("run", "asked to stop", "clean up"), steps);
    assertEquals(List.of(), told);
    assertEquals(List.of(), tasks.list());
  }

  @Test
  void stopThatTakesTooLongCancels() {
    var clock = new VirtualTimeline(0, defects);
    task.start();
    var stopped = task.stop(Duration.ofSeconds(1), clock);
    assertFalse(stopped.isComplete());
    clock.runNext();
    assertTrue(stopped.succeeded());
    assertFalse(task.isRunning());
    assertEquals(List.of("run", "asked to stop", "clean up"), steps);
  }

  @Test
  void workThatThrowsAtTheStartIsAFailure() {
    var bad =
        BackgroundTask.of(
            "reader",
            "bad",
            tasks,
            defects,
            _ -> {
              throw new IllegalStateException("bug");
            });
    bad.start();
    assertFalse(bad.isRunning());
    assertEquals(List.of("reader bad: bug"), told);
  }
}
