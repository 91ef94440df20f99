package outcry.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import outcry.model.query.StrategyView.State;

/** A strategy that fails is taken off alone. */
class StrategyFailureTest extends ProbeTest {

  @ParameterizedTest
  @EnumSource(Placement.class)
  void aStrategyThatThrowsIsTakenOffAloneAndItsOrdersCanceled(Placement placement)
      throws Exception {
    script(
        "bad",
        (probe, callback, event) -> {
          if (callback.equals("start")) {
            probe.ctx.subscribeQuotes(Rig.BTC);
          } else if (callback.equals("quote")) {
            probe.buy(Rig.BTC, 100).limit(9_000).submit();
          } else if (callback.equals("accepted")) {
            throw new IllegalStateException("boom");
          }
        });
    buyer("good");
    rig.deploy(Rig.CONFIG, Rig.probe("bad", placement), Rig.probe("good", placement));
    rig.publish(rig.quote(9_999, 10_001));
    rig.publish(rig.quote(9_999, 10_001));

    var bad = rig.view("bad");
    assertEquals(State.FAILED, bad.state());
    assertEquals("THREW: threw java.lang.IllegalStateException: boom", bad.reason());
    assertEquals(List.of(), rig.owner.openOrders());
    assertEquals(2, seen.stream().filter("good quote"::equals).count());
    assertEquals(State.RUNNING, rig.view("good").state());
    assertTrue(rig.node.health().isReady());
  }

  private void hangs(Placement placement, CountDownLatch release, boolean ignoresInterrupts)
      throws Exception {
    script(
        "stuck",
        (probe, callback, event) -> {
          if (callback.equals("start")) {
            probe.ctx.subscribeQuotes(Rig.BTC);
          } else if (callback.equals("quote")) {
            probe.buy(Rig.BTC, 100).limit(9_000).submit();
          } else if (callback.equals("accepted")) {
            await(release, ignoresInterrupts);
          }
        });
    buyer("good");
    rig.deploy(
        Rig.CONFIG.withHangLimit(Duration.ofMillis(200)),
        Rig.probe("stuck", placement),
        Rig.probe("good", placement));
    rig.publish(rig.quote(9_999, 10_001));
    rig.publish(rig.quote(9_999, 10_001));

    var stuck = rig.view("stuck");
    assertEquals(State.FAILED, stuck.state());
    assertEquals("HUNG: a callback took longer than 200 ms", stuck.reason());
    assertEquals(List.of(), rig.owner.openOrders());
    assertEquals(2, seen.stream().filter("good quote"::equals).count());
  }

  private static void await(CountDownLatch latch, boolean ignoresInterrupts) {
    boolean waiting = true;
    while (waiting) {
      try {
        latch.await();
        waiting = false;
      } catch (InterruptedException e) {
        waiting = ignoresInterrupts;
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Placement.class)
  void aStrategyThatHangsIsInterruptedAndTakenOff(Placement placement) throws Exception {
    hangs(placement, new CountDownLatch(1), false);
  }

  @Test
  void aStrategyThatIgnoresTheInterruptIsAbandonedOnItsOwnThread() throws Exception {
    var release = new CountDownLatch(1);
    try {
      hangs(Placement.ISOLATED, release, true);
      assertTrue(
          rig.node.tasks().running().stream()
              .anyMatch(t -> t.kind().equals("strategy-thread") && t.name().equals("stuck")));
    } finally {
      release.countDown();
    }
  }

  @Test
  void aStrategyThatFloodsItselfOverflows() throws Exception {
    script(
        "s",
        (probe, callback, event) -> {
          if (callback.equals("start")) {
            for (int i = 0; i < 1_000_000; i++) {
              probe.buy(Rig.BTC, 1).market().submit();
            }
          }
        });
    rig.deploy(Rig.CONFIG, Rig.probe("s", Placement.ISOLATED));

    assertEquals(State.FAILED, rig.view("s").state());
    assertTrue(rig.view("s").reason().startsWith("OVERFLOW"), rig.view("s").reason());
  }
}
