package outcry.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.VertxOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BlockedThreadsTest {

  private static final String[] LOOPS = {"pool", "vert.x-eventloop-thread"};

  @Test
  void loopThatDoesNotGoOnIsToldAndCountedOnceForEachTime() throws Exception {
    var metrics = new Metrics();
    var log = TestNode.logOf(BlockedThreads.class);
    try (var test =
        new TestNode(Node.over(Node.vertx(new VertxOptions(), metrics).build(), metrics))) {
      var blocked = test.node().blocked();
      assertEquals(0, test.counter("blocked_threads_total", LOOPS));

      for (int time = 1; time <= 2; time++) {
        var told = new CompletableFuture<BlockedThreads.Blocked>();
        blocked.onBlocked(told::complete);
        var release = new CountDownLatch(1);
        test.loop().runOnContext(_ -> holdUntil(release));
        var seen = told.get(10, TimeUnit.SECONDS);
        var scrape = metrics.scrape();
        release.countDown();
        test.settle();

        assertTrue(seen.millis() >= BlockedThreads.LOOP_MILLIS, seen::toString);
        assertTrue(scrape.contains("\nthreads_blocked 1.0\n"), scrape);
        assertEquals(time, test.counter("blocked_threads_total", LOOPS));
        assertEquals(seen.thread(), blocked.recent().getFirst().thread());
      }
      assertEquals(2, log.size());
      var line = log.getFirst().getFormattedMessage();
      assertTrue(line.startsWith(blocked.recent().getFirst().thread() + " is blocked for "), line);
      assertTrue(line.contains("BlockedThreadsTest.holdUntil"), line);
    }
  }

  private static void holdUntil(CountDownLatch release) {
    try {
      assertTrue(release.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
