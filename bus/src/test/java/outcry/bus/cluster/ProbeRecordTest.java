package outcry.bus.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import outcry.bus.Health.Status;

class ProbeRecordTest {

  private final ProbeRecord record = new ProbeRecord();

  @Test
  void downUntilTheFirstProbe() {
    assertEquals(Status.down("not probed yet"), record.status());
    record.self("");
    assertEquals(Status.UP, record.status());
  }

  @Test
  void downWhenItDoesNotReachItselfThreeTimesInARow() {
    record.self("first");
    record.self("second");
    record.self("");
    record.self("third");
    record.self("fourth");
    assertEquals(Status.UP, record.status());
    record.self("fifth");
    assertEquals(Status.down("fifth"), record.status());
    record.self("");
    assertEquals(Status.UP, record.status());
  }

  @Test
  void downWhenNoOtherIsReachedForLongerThanADeadOneStaysAMember() {
    record.self("");
    for (int i = 1; i < ProbeRecord.OTHER_FAILURES_MAX; i++) {
      record.other("silence");
    }
    assertEquals(Status.UP, record.status());
    record.other("silence");
    assertEquals(Status.down("silence"), record.status());
    record.alone();
    assertEquals(Status.UP, record.status());
  }
}
