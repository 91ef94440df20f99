package outcry.bus.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnnouncementTest {

  @Test
  void whatIsReadIsWhatWasWritten() {
    for (var announcement :
        List.of(
            new Announcement.Whole(
                "n", "desk-1", 7, "10.0.0.1", 5801, List.of(new Listening("orders.1", 3, true, 9))),
            new Announcement.Whole("n", "desk-1", 0, "h", 1, List.of()),
            new Announcement.Beat("n", "desk-1", 7),
            new Announcement.Heard("n", "desk-1", 7, "m"),
            new Announcement.Missed("n", "desk-1", 7, ""))) {
      assertEquals(
          Optional.of(announcement), Announcement.decode(Announcement.encode(announcement)));
    }
  }

  @Test
  void whatIsNotUnderstoodIsNothing() {
    var bytes = Announcement.encode(new Announcement.Beat("n", "desk-1", 7));
    for (int length = 0; length < bytes.length; length++) {
      assertEquals(Optional.empty(), Announcement.decode(java.util.Arrays.copyOf(bytes, length)));
    }
    bytes[0] = 9;
    assertEquals(Optional.empty(), Announcement.decode(bytes));
  }
}
