package outcry.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ColocatedTest {

  private final TestNode test = new TestNode();
  private final List<String> steps = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void startsInOrderOnOneLoopAndStopsInReverse() {
    var vertx = test.node().vertx();
    var all = new Colocated(List.of(part("a", null, null), part("b", null, null)));
    var id = test.await(() -> vertx.deployVerticle(all));
    test.await(() -> vertx.undeploy(id));

    assertEquals(List.of("start a", "start b", "stop b", "stop a"), steps);
    assertEquals(1, threads.stream().distinct().count());
  }

  @Test
  void failureAtStartStopsThoseBefore() {
    var bug = new IllegalStateException("b cannot start");
    var all = new Colocated(List.of(part("a", null, null), part("b", bug, null)));
    var failure =
        assertThrows(
            IllegalStateException.class,
            () -> test.await(() -> test.node().vertx().deployVerticle(all)));
    assertSame(bug, failure);
    assertEquals(List.of("start a", "start b", "stop a"), steps);
  }

  @Test
  void failureAtStopIsToldAndTheOthersStop() {
    var vertx = test.node().vertx();
    var one = new IllegalStateException("b cannot stop");
    var two = new IllegalStateException("a cannot stop");
    var all = new Colocated(List.of(part("a", null, two), part("b", null, one)));
    var loop = test.loop();
    test.await(() -> all.deploy(loop).mapEmpty());
    var failure =
        assertThrows(
            IllegalStateException.class, () -> test.await(() -> all.undeploy(loop).mapEmpty()));
    assertSame(one, failure);
    assertEquals(List.of(two), List.of(failure.getSuppressed()));
    assertEquals(List.of("start a", "start b", "stop b", "stop a"), steps);
    assertSame(vertx, loop.owner());
  }

  /** Ends its start and stop on a worker thread, as a database would. */
  private Deployable part(String name, RuntimeException atStart, RuntimeException atStop) {
    return new Deployable() {
      @Override
      public Future<?> deploy(Context context) {
        return step("start " + name, atStart);
      }

      @Override
      public Future<?> undeploy(Context context) {
        return step("stop " + name, atStop);
      }
    };
  }

  private Future<?> step(String what, RuntimeException failure) {
    steps.add(what);
    threads.add(Thread.currentThread());
    var stage =
        java.util.concurrent.CompletableFuture.supplyAsync(
            () -> {
              if (failure != null) {
                throw failure;
              }
              return what;
            });
    return Future.fromCompletionStage(stage)
        .recover(cause -> Future.failedFuture(cause.getCause()));
  }
}
