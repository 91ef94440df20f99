package outcry.strategy.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ClientOrderIdsTest {

  @Test
  void theSameRunMakesTheSameIds() {
    var ids = new ClientOrderIds("mm-1", 7);

    assertEquals("mm-1-7-1", ids.next());
    assertEquals("mm-1-7-2", ids.next());
    assertEquals("mm-1-7-a3", ids.nextAlgorithm());
    assertEquals(OptionalLong.of(7), ClientOrderIds.epochOf("mm-1", "mm-1-7-a3"));
    assertEquals(OptionalLong.of(7), ClientOrderIds.epochOf("mm-1", "mm-1-7-a3-1"));
    assertEquals(OptionalLong.empty(), ClientOrderIds.epochOf("mm", "mm-1-7-a3-1"));
    assertEquals(OptionalLong.of(7), ClientOrderIds.epochOf("mm-1", "mm-1-7-2"));
    assertEquals(OptionalLong.empty(), ClientOrderIds.epochOf("mm", "mm-1-7-2"));
    assertEquals(OptionalLong.empty(), ClientOrderIds.epochOf("mm", "manual-7"));
  }

  @Test
  void theLongestIdIsWhatVenuesTake() {
    var ids = new ClientOrderIds("abcdefghijklmnop", 9_999_999_999L);

    assertTrue(ids.next().length() + 7 <= 36);
    assertThrows(IllegalArgumentException.class, () -> new ClientOrderIds("abcdefghijklmnopq", 1));
    assertThrows(IllegalArgumentException.class, () -> new ClientOrderIds("a b", 1));
    assertThrows(IllegalArgumentException.class, () -> new ClientOrderIds("a", 10_000_000_000L));
  }
}
