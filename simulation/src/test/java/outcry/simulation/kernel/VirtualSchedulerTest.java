package outcry.simulation.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualSchedulerTest {

  private static final long END = VirtualScheduler.START_NANOS + 1_000;

  private final VirtualScheduler scheduler = new VirtualScheduler(new Chance(1), new Fingerprint());
  private final List<String> happened = new ArrayList<>();

  @Test
  void thingsHappenInTheOrderOfTheirTimes() {
    scheduler.after(20, () -> happened.add("late"));
    scheduler.after(10, () -> scheduler.after(5, () -> happened.add("early")));
    scheduler.runUntil(END);

    assertEquals(List.of("early", "late"), happened);
    assertEquals(END, scheduler.nowNanos());
  }

  @Test
  void whatIsCanceledDoesNotHappen() {
    var event = scheduler.after(10, () -> happened.add("never"));

    assertEquals(true, event.cancel());
    assertEquals(false, event.cancel());
    scheduler.runUntil(END);
    assertEquals(List.of(), happened);
  }

  @Test
  void theSeedDecidesBetweenEqualTimes() {
    assertEquals(order(1), order(1));
    assertNotEquals(order(1), order(2));
  }

  private static List<Integer> order(long seed) {
    var ordered = new ArrayList<Integer>();
    var scheduler = new VirtualScheduler(new Chance(seed), new Fingerprint());
    for (int i = 0; i < 10; i++) {
      int each = i;
      scheduler.after(5, () -> ordered.add(each));
    }
    scheduler.runUntil(END);
    return ordered;
  }
}
