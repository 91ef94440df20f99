package outcry.order.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static outcry.order.core.Samples.ACCOUNT;
import static outcry.order.core.Samples.NOW;
import static outcry.order.core.Samples.SYMBOL;
import static outcry.order.core.Samples.accepted;
import static outcry.order.core.Samples.buy;
import static outcry.order.core.Samples.filled;
import static outcry.order.core.Samples.kinds;

import java.util.List;
import org.junit.jupiter.api.Test;
import outcry.model.ExecutionReport;
import outcry.model.ExecutionReport.Busted;
import outcry.model.Instructions;
import outcry.model.Instructions.TriggerBy;
import outcry.model.OrderStatus;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;

/** What no venue should say and some do. */
class ImpossibleReportsTest {

  private Orders orders = Samples.orders();

  private Decision report(ExecutionReport report) {
    return Samples.carryOut(orders, orders.decide(report, NOW), NOW);
  }

  private static List<Incident.Kind> incidents(Decision decision) {
    return decision.incidents().stream().map(Incident::kind).toList();
  }

  private static Busted busted(String execution, String gone) {
    return new Busted(ACCOUNT, "a", execution, gone, NOW);
  }

  private long position() {
    return orders.position(ACCOUNT, SYMBOL).quantity();
  }

  @Test
  void aFillThatWasTakenBackBeforeItCameIsBookedAndGone() {
    Samples.carryOut(orders, orders.decide(buy("a", 100, 10_000), NOW), NOW);
    report(accepted("a"));
    var early = orders.decide(busted("b1", "x1"), NOW);
    assertEquals(List.of(Incident.Kind.MISSING_FILL), incidents(early));
    assertEquals(
        List.of(new Effect.Query(1, Samples.VENUE, ACCOUNT, "a")), early.effects()); // where is it?
    assertEquals(Decision.NONE.effects(), orders.decide(busted("b1", "x1"), NOW).effects());

    var fill = report(filled("a", "x1", 40, 40));

    assertEquals(List.of("OrderFilled", "FillBusted"), kinds(fill.events()));
    assertEquals(0, position());
    assertEquals(List.of(), report(busted("b1", "x1")).events());
  }

  @Test
  void aFillIsTakenBackOnceWhateverTheReportsAreCalled() {
    Samples.carryOut(orders, orders.decide(buy("a", 100, 10_000), NOW), NOW);
    report(accepted("a"));
    report(filled("a", "x1", 40, 40));
    report(busted("b1", "x1"));
    assertEquals(0, position());

    var again = report(busted("b2", "x1"));

    assertEquals(List.of(Incident.Kind.IMPOSSIBLE_REPORT), incidents(again));
    assertEquals(List.of(), again.events());
    assertEquals(0, position());
    assertEquals(List.of(), report(filled("a", "x1", 40, 40)).events()); // a repetition still
  }

  @Test
  void aFillOfAnOrderThatNoVenueHasIsBookedAlsoIfAnotherIsMissing() {
    orders = Samples.plain();
    var stop =
        Samples.instructed(
            "a",
            Side.BUY,
            OrderType.STOP,
            TimeInForce.GTC,
            100,
            0,
            Instructions.trigger(10_100, TriggerBy.LAST_TRADE));
    Samples.carryOut(orders, orders.decide(stop, NOW), NOW);

    var decision = report(filled("a", "x2", 40, 60));

    assertEquals(List.of("OrderFilled"), kinds(decision.events()));
    assertEquals(40, position());
    assertEquals(OrderStatus.TRIGGER_PENDING, orders.find(ACCOUNT, "a").orElseThrow().status());
  }
}
