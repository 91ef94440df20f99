package outcry.order.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static outcry.order.core.Samples.NOW;

import java.util.List;
import org.junit.jupiter.api.Test;
import outcry.model.MarketEvent;
import outcry.model.OrderEvent;

class DutiesTest {

  /** Owes one incident at a time. */
  private record At(long nanos, String what) implements Duty {

    @Override
    public void applied(OrderEvent event, Order order) {
      throw new AssertionError("nothing is applied here");
    }

    @Override
    public void touched(Order order) {
      throw new AssertionError("nothing is touched here");
    }

    @Override
    public boolean onMarket(MarketEvent event) {
      throw new AssertionError("there is no market here");
    }

    @Override
    public void due(long nowNanos, Decision.Draft draft) {
      if (nowNanos >= nanos) {
        draft.incident(Incident.Kind.RELEASE_DELAYED, what);
      }
    }

    @Override
    public long nextNanos() {
      return nanos;
    }
  }

  private final Duties duties =
      new Duties(List.of(new At(NOW + 20, "first"), new At(NOW + 10, "second")));

  @Test
  void theFirstDutyThatOwesSomethingIsHeard() {
    assertEquals(Decision.NONE, duties.due(NOW));
    assertEquals(Decision.incident(Incident.Kind.RELEASE_DELAYED, "second"), duties.due(NOW + 10));
    assertEquals(Decision.incident(Incident.Kind.RELEASE_DELAYED, "first"), duties.due(NOW + 20));
  }

  @Test
  void theNextTimeIsTheEarliest() {
    assertEquals(NOW + 10, duties.nextNanos());
    assertEquals(Duty.NEVER, new Duties(List.of()).nextNanos());
  }

  @Test
  void aDraftGivesEachNewOrderAnIdOfItsOwn() {
    var table = Samples.desk(Samples.PLAIN).table();
    var draft = new Decision.Draft();

    assertEquals(List.of(1L, 2L), List.of(draft.newOrderId(table), draft.newOrderId(table)));
  }
}
