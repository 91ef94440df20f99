package outcry.bus.async;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import outcry.bus.Defects;
import outcry.bus.Metrics;
import outcry.bus.VirtualTimeline;

class RetryTest {

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(100), Duration.ofMillis(1_000));

  private final VirtualTimeline clock = new VirtualTimeline(0, new Defects(new Metrics()));
  private final Retry retry = new Retry(3, BACKOFF, new SplittableRandom(7), clock);
  private final AtomicInteger attempts = new AtomicInteger();

  private Future<String> failing(int times) {
    int attempt = attempts.incrementAndGet();
    return attempt <= times
        ? Future.failedFuture(new IllegalStateException("failure " + attempt))
        : Future.succeededFuture("done at " + attempt);
  }

  @Test
  void succeedsAtTheAttemptThatSucceeds() {
    var result = retry.run("open", () -> failing(2), _ -> true);
    assertFalse(result.isComplete());
    clock.runNext();
    clock.runNext();
    assertEquals("done at 3", result.result());
    assertEquals(Long.MAX_VALUE, clock.nextTimerNanos());
  }

  @Test
  void givesUpAfterTheLastAttemptWithEveryFailure() {
    var result = retry.run("open", () -> failing(99), _ -> true);
    clock.runNext();
    clock.runNext();
    assertEquals("failure 3", result.cause().getMessage());
    assertEquals("failure 2", result.cause().getSuppressed()[0].getMessage());
    assertEquals(3, attempts.get());
  }

  @Test
  void failureNotWorthAnotherAttemptEndsIt() {
    var result = retry.run("open", () -> failing(99), _ -> false);
    assertEquals("failure 1", result.cause().getMessage());
    assertEquals(Long.MAX_VALUE, clock.nextTimerNanos());
  }

  @Test
  void backoffDoublesUpToItsMaximumWithJitterOfAHalf() {
    var random = new SplittableRandom(1);
    long[] expected = {100, 200, 400, 800, 1_000, 1_000};
    for (int failures = 1; failures <= expected.length; failures++) {
      long most = expected[failures - 1] * 1_000_000;
      for (int i = 0; i < 100; i++) {
        long delay = BACKOFF.delayNanos(failures, random);
        assertTrue(delay >= most / 2 && delay <= most, failures + " failures: " + delay);
      }
    }
    assertTrue(BACKOFF.delayNanos(Integer.MAX_VALUE, random) <= 1_000_000_000L);
    assertThrows(
        IllegalArgumentException.class, () -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)));
  }
}
