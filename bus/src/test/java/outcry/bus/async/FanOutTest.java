package outcry.bus.async;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import outcry.bus.Defects;
import outcry.bus.Metrics;
import outcry.bus.TestNode;
import outcry.bus.VirtualTimeline;

class FanOutTest {

  private final VirtualTimeline clock = new VirtualTimeline(0, new Defects(new Metrics()));

  @Test
  void everyKeyEndsWithItsValueOrItsOwnErrorInTheOrderOfTheKeys() {
    Promise<Integer> slow = Promise.promise();
    Promise<Integer> never = Promise.promise();
    var broken = new IllegalStateException("broken");
    var all =
        FanOut.all(
            List.of("silent", "slow", "fails", "throws", "fast", "fast"),
            key ->
                switch (key) {
                  case "silent" -> never.future();
                  case "slow" -> slow.future();
                  case "fails" -> Future.failedFuture(broken);
                  case "throws" -> throw broken;
                  default -> Future.succeededFuture(1);
                },
            Duration.ofSeconds(5),
            clock);
    slow.complete(2);
    assertFalse(all.isComplete());
    clock.runNext();

    assertEquals(Duration.ofSeconds(5).toNanos(), clock.nowNanos());
    var outcomes = all.result();
    assertEquals(
        List.of("silent", "slow", "fails", "throws", "fast"), new ArrayList<>(outcomes.keySet()));
    assertEquals(new Outcome.Value<>(2), outcomes.get("slow"));
    assertEquals(new Outcome.Failed<Integer>(broken), outcomes.get("fails"));
    assertEquals(new Outcome.Failed<Integer>(broken), outcomes.get("throws"));
    assertEquals(new Outcome.Value<>(1), outcomes.get("fast"));
    var silent = (Outcome.Failed<Integer>) outcomes.get("silent");
    assertEquals(TimeoutException.class, silent.cause().getClass());
    assertEquals("silent: no answer within 5000 ms", silent.cause().getMessage());
  }

  @Test
  void nobodyToAskIsAnsweredAtOnce() {
    assertEquals(
        Map.of(),
        FanOut.all(List.of(), _ -> Future.succeededFuture(), Duration.ofSeconds(1), clock)
            .result());
  }

  @Test
  void wallClockLimitsEachOnALoop() {
    try (var test = new TestNode()) {
      Promise<Integer> never = Promise.promise();
      Map<String, Outcome<Integer>> outcomes =
          test.await(() -> FanOut.all(List.of("a"), _ -> never.future(), Duration.ofMillis(1)));
      assertEquals(
          "a: no answer within 1 ms",
          ((Outcome.Failed<Integer>) outcomes.get("a")).cause().getMessage());
    }
  }
}
