package outcry.bus.async;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import outcry.bus.Defects;
import outcry.bus.Metrics;
import outcry.bus.VirtualTimeline;

class RaceTest {

  private final Defects defects = new Defects(new Metrics());
  private final List<String> canceled = new ArrayList<>();
  private final Promise<Integer> a = Promise.promise();
  private final Promise<Integer> b = Promise.promise();
  private final Promise<Integer> c = Promise.promise();

  private List<Race.Contender<Integer>> contenders() {
    return List.of(contender("a", a), contender("b", b), contender("c", c));
  }

  private Race.Contender<Integer> contender(String name, Promise<Integer> promise) {
    return new Race.Contender<>(name, promise.future(), () -> canceled.add(name));
  }

  @Test
  void firstSuccessWinsAndThoseStillTryingAreCanceledOnce() {
    var race = Race.first(contenders(), defects);
    a.fail("not me");
    b.complete(2);
    c.complete(3);
    assertEquals(new Race.Winner<>("b", 2), race.result());
    assertEquals(List.of("c"), canceled);
  }

  @Test
  void allFailedNamesAll() {
    var race = Race.first(contenders(), defects);
    a.fail("no a");
    b.fail("no b");
    c.fail("no c");
    assertEquals("all failed: a: no a; b: no b; c: no c", race.cause().getMessage());
    assertEquals(3, race.cause().getSuppressed().length);
    assertEquals(List.of(), canceled);
  }

  @Test
  void deadlineCancelsAll() {
    var clock = new VirtualTimeline(0, defects);
    var race = Race.first(contenders(), defects, clock, Duration.ofSeconds(2));
    a.fail("no a");
    clock.runNext();
    assertEquals("nobody won in 2000 ms", race.cause().getMessage());
    assertEquals(List.of("b", "c"), canceled);
  }

  @Test
  void cancelThatThrowsIsADefectAndTheOthersAreCanceled() {
    var told = new ArrayList<String>();
    defects.onDefect(defect -> told.add(defect.cause().getMessage()));
    var bad =
        new Race.Contender<>(
            "bad",
            a.future(),
            () -> {
              throw new IllegalStateException("cannot cancel");
            });
    var race = Race.first(List.of(bad, contender("b", b), contender("c", c)), defects);
    b.complete(2);
    assertEquals(new Race.Winner<>("b", 2), race.result());
    assertEquals(List.of("c"), canceled);
    assertEquals(List.of("cannot cancel"), told);
  }

  @Test
  void raceWithoutContendersIsRefused() {
    List<Race.Contender<String>> nobody = List.of();
    assertThrows(
        IllegalArgumentException.class, () -> fail("raced " + Race.first(nobody, defects)));
  }
}
