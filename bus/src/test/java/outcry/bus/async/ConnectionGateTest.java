package outcry.bus.async;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import outcry.bus.Defects;
import outcry.bus.Metrics;
import outcry.bus.RefusedException;
import outcry.bus.VirtualTimeline;
import outcry.model.RefusalCode;

class ConnectionGateTest {

  private static final Duration LIMIT = Duration.ofSeconds(3);

  private final VirtualTimeline clock = new VirtualTimeline(0, new Defects(new Metrics()));
  private final ConnectionGate<String> gate = new ConnectionGate<>("paper", 2, clock);

  @Test
  void waitersGetTheSessionWhenItOpensAndLaterOnesAtOnce() {
    var early = gate.connected(LIMIT);
    assertFalse(early.isComplete());
    gate.opened("session");
    assertEquals("session", early.result());
    assertEquals("session", gate.connected(LIMIT).result());
    assertEquals(Long.MAX_VALUE, clock.nextTimerNanos(), "no timer is left");
  }

  @Test
  void deadlineFailsTheWaiterAndFreesItsPlace() {
    var waiter = gate.connected(LIMIT);
    clock.runNext();
    assertEquals("paper is not connected: no answer within 3000 ms", waiter.cause().getMessage());
    assertEquals(0, gate.waiting());
  }

  @Test
  void waitersAreBounded() {
    var waiters = List.of(gate.connected(LIMIT), gate.connected(LIMIT), gate.connected(LIMIT));
    assertEquals(RefusalCode.OVERLOADED, ((RefusedException) waiters.getLast().cause()).code());
    assertEquals(2, gate.waiting());
  }

  @Test
  void lossFailsThoseThatWaitAndLaterOnesWaitForTheNextSession() {
    var waiter = gate.connected(LIMIT);
    gate.lost("connection refused");
    assertEquals("paper is lost: connection refused", waiter.cause().getMessage());
    var next = gate.connected(LIMIT);
    gate.opened("second");
    assertEquals("second", next.result());
    gate.lost("reset");
    assertFalse(gate.isConnected());
    assertFalse(gate.connected(LIMIT).isComplete());
  }

  @Test
  void closeFailsEverybodyForGood() {
    var waiter = gate.connected(LIMIT);
    gate.close();
    gate.opened("too late");
    assertEquals("paper is closed", waiter.cause().getMessage());
    assertEquals("paper is closed", gate.connected(LIMIT).cause().getMessage());
    assertEquals(0, gate.waiting());
  }
}
