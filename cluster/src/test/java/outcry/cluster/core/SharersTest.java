package outcry.cluster.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SharersTest {

  private final Sharers sharers = new Sharers(1_000);

  @Test
  void whoComesWaitsUntilTheOthersMustHaveNoticed() {
    assertEquals(0, sharers.count(0));
    sharers.alive(3, 100);
    assertEquals(0, sharers.count(1_099));
    assertEquals(3, sharers.count(1_100));
  }

  @Test
  void aLargerNumberCountsAtOnceAndASmallerOneLater() {
    sharers.alive(2, 0);
    sharers.alive(3, 2_000);
    assertEquals(3, sharers.count(2_000));
    sharers.alive(2, 3_000);
    assertEquals(3, sharers.count(3_999));
    assertEquals(2, sharers.count(4_000));
  }

  private record One(Sharers sharers, int born, int late) {}

  /**
   * Instances come and go; each notices what it sees up to a settling time late. Their parts never
   * add up to more than the whole.
   */
  @Test
  void thePartsNeverAddUpToMoreThanTheWhole() {
    for (long seed = 0; seed < 200; seed++) {
      var random = new SplittableRandom(seed);
      var alive = new ArrayList<One>();
      var history = new ArrayList<Integer>();
      for (int step = 0; step < 200; step++) {
        if (random.nextInt(15) == 0 && alive.size() < 6) {
          alive.add(new One(new Sharers(1_000), step, random.nextInt(10)));
        } else if (random.nextInt(15) == 0 && !alive.isEmpty()) {
          alive.removeFirst();
        }
        history.add(alive.size());
        double parts = 0;
        for (var one : alive) {
          int seen = history.get(Math.max(one.born, step - one.late));
          one.sharers.alive(seen, step * 100L);
          int count = one.sharers.count(step * 100L);
          parts += count == 0 ? 0 : 1.0 / count;
        }
        assertTrue(parts <= 1.0001, "seed " + seed + " at step " + step + ": " + parts);
      }
    }
  }
}
