package outcry.bus.async;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import outcry.bus.RefusedException;
import outcry.bus.TestNode;
import outcry.model.RefusalCode;
import outcry.model.query.TaskView;

class WorkerPoolTest {

  private final TestNode test = new TestNode();
  private final WorkerPool pool =
      new WorkerPool(test.node().vertx(), test.node().tasks(), "search", 1, 1);
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void close() {
    release.countDown();
    test.close();
  }

  private String hold() throws InterruptedException {
    assertTrue(release.await(10, TimeUnit.SECONDS));
    return Thread.currentThread().getName();
  }

  @Test
  void jobsRunOnTheirPoolAndAnswerOnTheCallersLoop() {
    var loop = test.run(Thread::currentThread);
    release.countDown();
    var thread =
        test.await(
            () ->
                pool.run("one", this::hold)
                    .map(
                        worker -> {
                          assertEquals(loop, Thread.currentThread());
                          return worker;
                        }));
    assertTrue(thread.startsWith("search-"), thread);
  }

  @Test
  void queueIsBoundedJobsAreListedAndCloseRefusesThoseThatWait() {
    var first = pool.run("first", this::hold);
    var second = pool.run("second", this::hold);
    var third = pool.run("third", this::hold);
    assertEquals(
        RefusalCode.OVERLOADED, assertInstanceOf(RefusedException.class, third.cause()).code());
    assertEquals(
        List.of("worker-pool search", "job search: first", "job search: second"), running());

    var closed = pool.close();
    assertEquals("search is closed: second", second.cause().getMessage());
    assertFalse(closed.isComplete());
    release.countDown();
    TestNode.await(closed);
    assertTrue(TestNode.await(first).startsWith("search-"));
    assertEquals(List.of(), running());
  }

  @Test
  void jobThatThrowsFailsAndIsListedAsFailed() {
    Future<Object> job =
        pool.run(
            "bad",
            () -> {
              throw new IllegalStateException("bug");
            });
    assertEquals(
        "bug", assertThrows(IllegalStateException.class, () -> TestNode.await(job)).getMessage());
    var last = test.node().tasks().list().getLast();
    assertEquals("search: bad", last.name());
    assertEquals("FAILED", last.state());
  }

  private List<String> running() {
    return test.node().tasks().running().stream().map(WorkerPoolTest::text).toList();
  }

  private static String text(TaskView task) {
    return task.kind() + " " + task.name();
  }
}
