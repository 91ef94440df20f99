package outcry.order.core.owner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static outcry.order.core.Samples.ACCOUNT;
import static outcry.order.core.Samples.SECOND;
import static outcry.order.core.Samples.VENUE;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import outcry.journal.Ownership;
import outcry.model.Instructions;
import outcry.model.Instructions.TriggerBy;
import outcry.model.OrderEvent;
import outcry.model.OrderReply;
import outcry.model.OrderStatus;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.TradingScope;
import outcry.model.TradingState;
import outcry.order.core.Incident;
import outcry.order.core.Orders;
import outcry.order.core.Samples;

/** What an owner does with orders that wait with it for a price. */
class HeldOrdersOwnerTest {

  private final Turns turns = new Turns();
  private final ListJournal journal = new ListJournal(turns);
  private final ListVenue venue = new ListVenue(turns);
  private final Owner owner = started();

  private Owner started() {
    var created =
        new Owner(
            0,
            Samples.config(),
            Samples.plain(),
            journal,
            turns,
            new Strict(),
            Map.of(VENUE, new VenueSession(venue, 5, 5)));
    created.start("test", _ -> {});
    turns.run();
    return created;
  }

  private void hold(String id) {
    var stop =
        Samples.instructed(
            id,
            Side.SELL,
            OrderType.STOP,
            TimeInForce.GTC,
            100,
            0,
            Instructions.trigger(9_900, TriggerBy.LAST_TRADE));
    owner.onCommand(stop, _ -> {});
    turns.run();
    assertEquals(OrderStatus.TRIGGER_PENDING, status(id));
  }

  private OrderStatus status(String id) {
    return owner.orders().find(ACCOUNT, id).orElseThrow().status();
  }

  private void trade(long price) {
    owner.onMarket(Samples.quote(turns.nowNanos()));
    owner.onMarket(Samples.trade(1, price, turns.nowNanos()));
    turns.run();
  }

  @Test
  void aReleasedOrderGoesThoughNoOrderAfterItWasEverSent() {
    hold("a");
    trade(9_900);

    assertEquals(List.of("submit a"), venue.asked);
    assertEquals(OrderStatus.SENT, status("a"));
  }

  @Test
  void aReleaseUnderAHaltFromElsewhereWaitsForItsEnd() {
    hold("a");
    journal.latch(TradingScope.GLOBAL, "", TradingState.HALTED);
    int before = journal.replays;
    trade(9_900);
    for (int i = 0; i < 30; i++) {
      turns.advance(SECOND / 10);
    }

    assertEquals(before + 1, journal.replays);
    assertEquals(OrderStatus.TRIGGER_PENDING, status("a"));
    journal.latch(TradingScope.GLOBAL, "", TradingState.ACTIVE);
    owner.onMarket(Samples.quote(turns.nowNanos()));
    turns.advance(2 * SECOND);
    assertEquals(List.of("submit a"), venue.asked);
  }

  private static final class Strict implements OwnerListener {

    @Override
    public void journaled(Ownership ownership, List<OrderEvent> events, long lastSequence) {}

    @Override
    public void decided(OrderEvent event, Orders orders) {}

    @Override
    public void committed(OrderEvent event) {}

    @Override
    public void replied(OrderReply reply) {}

    @Override
    public void incident(Incident incident) {}

    @Override
    public void defect(RuntimeException defect) {
      throw new AssertionError(defect);
    }

    @Override
    public void phase(Phase phase, String why, Throwable cause) {
      if (cause != null) {
        throw new AssertionError(why, cause);
      }
    }
  }
}
