package outcry.bus.async;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import outcry.bus.Defects;
import outcry.bus.InFlight;
import outcry.bus.Metrics;
import outcry.bus.TaskList;
import outcry.bus.VirtualTimeline;

class ShutdownTest {

  private static final Duration DEADLINE = Duration.ofSeconds(1);

  private final InFlight inFlight = new InFlight();
  private final TaskList tasks = new TaskList();
  private final VirtualTimeline clock = new VirtualTimeline(0, new Defects(new Metrics()));
  private final Shutdown shutdown = new Shutdown(inFlight, tasks, clock);

  @Test
  void cleanStopLeavesNothingAndTakesNoTime() {
    var left = shutdown.settle(DEADLINE).result();
    assertTrue(left.isClean());
    assertEquals("nothing pending", left.toString());
  }

  @Test
  void whatEndsMeanwhileIsAwaited() {
    var task = tasks.begin("reader", "positions");
    inFlight.begin(InFlight.Kind.JOURNAL);
    var settled = shutdown.settle(DEADLINE);
    clock.runNext();
    inFlight.end(InFlight.Kind.JOURNAL);
    task.done();
    assertFalse(settled.isComplete());
    clock.runNext();
    assertTrue(settled.result().isClean());
    assertEquals(Duration.ofMillis(20).toNanos(), clock.nowNanos());
  }

  @Test
  void whatIsLeftAtTheDeadlineIsNamed() {
    tasks.begin("reader", "positions");
    tasks.begin("session", "paper");
    inFlight.begin(InFlight.Kind.VENUE);
    inFlight.begin(InFlight.Kind.VENUE);
    var settled = shutdown.settle(DEADLINE);
    while (!settled.isComplete()) {
      clock.runNext();
    }
    assertEquals(DEADLINE.toNanos(), clock.nowNanos());
    assertEquals(
        "pending: in flight {VENUE=2}, tasks [reader positions, session paper]",
        settled.result().toString());
    assertEquals(4, settled.result().count());
  }
}
