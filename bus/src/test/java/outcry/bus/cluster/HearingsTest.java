package outcry.bus.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HearingsTest {

  private final Hearings hearings = new Hearings();

  @Test
  void isHeardWhenEveryNodeHasHeardThatVersionOrALaterOne() {
    var first = hearings.await(4, Set.of("a", "b"));
    var second = hearings.await(5, Set.of("a"));
    assertEquals(List.of(), hearings.heard("a", 4));
    assertEquals(List.of(), hearings.heard("a", 4), "heard twice");
    assertEquals(List.of(), hearings.heard("c", 9));
    assertEquals(List.of(first), hearings.heard("b", 6));
    assertEquals(List.of(second), hearings.heard("a", Long.MAX_VALUE));
    assertEquals(List.of(), hearings.heard("a", Long.MAX_VALUE));
  }
}
