package outcry.strategy.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import outcry.model.JournalAdvance;
import outcry.model.JournaledEvent;
import outcry.model.OrderEvent.OrderAccepted;

class JournalCursorTest {

  private final JournalCursor cursor = new JournalCursor();
  private final List<Long> seen = new ArrayList<>();

  private void doorbell(long... sequences) {
    var events =
        LongStream.of(sequences)
            .mapToObj(s -> new JournaledEvent(0, s, 1, new OrderAccepted("a", 1, 1, "v", 0, 0)))
            .toList();
    var advance = new JournalAdvance(0, sequences[sequences.length - 1], events);
    cursor.take(advance, event -> seen.add(event.sequence()));
  }

  @Test
  void duplicatesAreDroppedAndAGapWaitsForThePull() {
    doorbell(1, 2);
    doorbell(2);
    doorbell(5, 6);
    assertTrue(cursor.isBehind());
    doorbell(3, 4, 5);
    assertTrue(cursor.isBehind());
    doorbell(6);

    assertFalse(cursor.isBehind());
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), seen);
  }
}
