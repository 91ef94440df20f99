package outcry.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimelineTest {

  private final Defects defects = new Defects(new Metrics());

  @Test
  void virtualTimersRunInTheOrderOfTimeThenOfSetting() {
    var clock = new VirtualTimeline(100, defects);
    var ran = new ArrayList<String>();
    clock.at(300, "late", () -> ran.add("late at " + clock.nowNanos()));
    clock.at(200, "one", () -> ran.add("one at " + clock.nowNanos()));
    var canceled = clock.at(200, "canceled", () -> ran.add("never"));
    clock.after(100, "two", () -> ran.add("two at " + clock.nowNanos()));
    clock.at(1, "past", () -> ran.add("past at " + clock.nowNanos()));
    assertTrue(canceled.cancel());
    assertFalse(canceled.cancel());
    assertThrows(IllegalStateException.class, () -> clock.advanceTo(250));
    while (clock.nextTimerNanos() < Long.MAX_VALUE) {
      clock.runNext();
    }
    clock.advanceTo(250);

    assertEquals(List.of("past at 100", "one at 200", "two at 200", "late at 300"), ran);
    assertEquals(300, clock.nowNanos());
  }

  @Test
  void timerThatThrowsIsADefectAndTheClockGoesOn() {
    var told = new ArrayList<String>();
    defects.onDefect(defect -> told.add(defect.place()));
    var clock = new VirtualTimeline(0, defects);
    clock.at(
        1,
        "bad",
        () -> {
          throw new IllegalStateException("bug");
        });
    clock.runNext();
    assertEquals(List.of("timer bad"), told);
    assertEquals(1, clock.nowNanos());
  }

  @Test
  void wallTimerNeverRunsBeforeItsTime() {
    try (var test = new TestNode()) {
      var clock = new WallTimeline(test.loop(), defects);
      Promise<Long> early = Promise.promise();
      test.run(
          () -> {
            long at = clock.nowNanos() + TimeUnit.MILLISECONDS.toNanos(3);
            return clock.at(at, "soon", () -> early.complete(at - clock.nowNanos()));
          });
      long earlyNanos = TestNode.await(early.future());
      assertTrue(earlyNanos <= 0, "ran " + earlyNanos + " ns early");
    }
  }

  @Test
  void cancelingATimerThatIsDueAlreadyCancelsNoOtherTimer() {
    try (var test = new TestNode()) {
      var clock = new WallTimeline(test.loop(), defects);
      Promise<Void> first = Promise.promise();
      var ran = new ArrayList<String>();
      test.run(
          () -> {
            clock.after(TimeUnit.MILLISECONDS.toNanos(5), "first of the node", first::complete);
            var due = clock.at(0, "due", () -> ran.add("never"));
            assertTrue(due.cancel());
            return null;
          });
      TestNode.await(first.future());
      assertEquals(List.of(), ran);
    }
  }

  @Test
  void timerAtTheEndOfTimeWaits() {
    try (var test = new TestNode()) {
      var clock = new WallTimeline(test.loop(), defects);
      assertTrue(test.run(() -> clock.at(Long.MAX_VALUE, "never", () -> {}).cancel()));
    }
  }

  @Test
  void pendingTimersAreListedUntilTheyRunOrAreCanceled() {
    var timeline = new VirtualTimeline(1_000, new Defects(new Metrics()));
    timeline.at(2_000, "runs", () -> {});
    var canceled = timeline.at(3_000, "canceled", () -> {});
    var tasks = new TaskList();
    tasks.source(timeline::pending);

    assertEquals(2, tasks.list().size());
    assertEquals(java.util.List.of(), tasks.running(), "a timer is no task that a stop waits for");
    timeline.runNext();
    assertEquals("canceled", tasks.list().getFirst().name());
    assertEquals("timer", tasks.list().getFirst().kind());
    canceled.cancel();
    assertEquals(java.util.List.of(), tasks.list());
  }
}
