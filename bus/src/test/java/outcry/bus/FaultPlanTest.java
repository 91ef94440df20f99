package outcry.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import outcry.bus.FaultPlan.Fate;
import outcry.bus.FaultPlan.Kind;
import outcry.bus.FaultPlan.Odds;

class FaultPlanTest {

  @Test
  void textIsRead() {
    assertEquals(
        new FaultPlan(
            7,
            Map.of(
                "journal.advance",
                new Odds(0.1, 0.05, 0.2, 30_000),
                "*",
                new Odds(0.001, 0, 0, 1_000))),
        FaultPlan.parse(
            "seed=7;journal.advance:drop=0.1,duplicate=0.05,delay=0.2,delayMillis=30000;"
                + "*:drop=0.001"));
  }

  @Test
  void partThatMeansNothingIsNamed() {
    for (var text :
        List.of(
            "seed=x",
            "md.quote",
            "md.quote:drop",
            "md.quote:lose=1",
            "md.quote:drop=NaN",
            "md.quote:drop=0.6,delay=0.6",
            "md.quote:drop=-1",
            "md.quote:delayMillis=0")) {
      var failure = assertThrows(IllegalArgumentException.class, () -> FaultPlan.parse(text));
      assertTrue(
          failure.getMessage().startsWith("outcry.bus.faults: " + text + ": "),
          failure.getMessage());
    }
  }

  @Test
  void sameSeedSameFatesAndAboutAsOftenAsAsked() {
    var plan = FaultPlan.parse("md.quote:drop=0.2,duplicate=0.1,delay=0.1,delayMillis=5");
    var fates = fates(plan, "md.quote", 3);
    assertEquals(fates, fates(plan, "md.quote", 3));
    assertNotEquals(fates, fates(plan, "md.quote", 4));
    assertEquals(2_000, count(fates, Kind.DROP), 200);
    assertEquals(1_000, count(fates, Kind.DUPLICATE), 200);
    assertEquals(1_000, count(fates, Kind.DELAY), 200);
    assertTrue(
        fates.stream()
            .allMatch(
                fate ->
                    fate.kind() == Kind.DELAY
                        ? fate.delayMillis() >= 1 && fate.delayMillis() <= 5
                        : fate.delayMillis() == 0));
    assertEquals(10_000, count(fates(plan, "md.trade", 3), Kind.NONE));
  }

  private static List<Fate> fates(FaultPlan plan, String family, long seed) {
    var random = new Random(seed);
    return Stream.generate(() -> plan.next(family, random)).limit(10_000).toList();
  }

  private static long count(List<Fate> fates, Kind kind) {
    return fates.stream().filter(fate -> fate.kind() == kind).count();
  }
}
