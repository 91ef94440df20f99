package outcry.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import outcry.simulation.kernel.Trace;

class DeterminismTest {

  private static final int SEEDS = 50;

  @Test
  void theSameSeedIsTheSameLifeOnAnyThread() throws Exception {
    var here = lives();
    try (var threads = Executors.newFixedThreadPool(2)) {
      var first = threads.submit(DeterminismTest::lives);
      var second = threads.submit(DeterminismTest::lives);

      assertEquals(here, first.get());
      assertEquals(here, second.get());
    }
  }

  @Test
  void aTraceDoesNotChangeTheLife() {
    var lines = new ArrayList<String>();

    assertEquals(Simulation.run(7), Simulation.run(7, new Trace(lines::add)));
    assertEquals(false, lines.isEmpty());
  }

  @Test
  void anotherSeedIsAnotherLife() {
    assertNotEquals(Simulation.run(1).fingerprint(), Simulation.run(2).fingerprint());
  }

  private static List<Outcome> lives() {
    var outcomes = new ArrayList<Outcome>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      outcomes.add(Simulation.run(seed));
    }
    return outcomes;
  }
}
