package outcry.strategy.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import outcry.model.Liquidity;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.CancelRejected;
import outcry.model.OrderEvent.OrderAccepted;
import outcry.model.OrderEvent.OrderCanceled;
import outcry.model.OrderEvent.OrderDenied;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderEvent.OrderInDoubt;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.OrderType;
import outcry.model.RefusalCode;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.strategy.TicketStatus;

class TicketStateTest {

  private static final SubmitOrder ORDER =
      new SubmitOrder(
          "a",
          "s-1-1",
          "s",
          "A.X",
          Side.BUY,
          OrderType.LIMIT,
          TimeInForce.GTC,
          10,
          5,
          false,
          false,
          "",
          0);

  private final TicketState ticket = new TicketState(ORDER);

  private static OrderEvent fill(int version, long quantity, long leaves) {
    return new OrderFilled(
        "a",
        1,
        version,
        "A.X",
        Side.BUY,
        "s",
        "x" + version,
        quantity,
        5,
        leaves,
        0,
        "USD",
        Liquidity.MAKER,
        0,
        0);
  }

  @Test
  void eachVersionCountsOnce() {
    assertTrue(ticket.take(new OrderIntended("a", 1, 1, ORDER, 0, 1, 0)));
    assertTrue(ticket.take(new OrderAccepted("a", 1, 2, "v", 0, 0)));
    assertTrue(ticket.take(fill(3, 4, 6)));
    assertFalse(ticket.take(fill(3, 4, 6)));

    assertEquals(TicketStatus.PARTIALLY_FILLED, ticket.status());
    assertEquals(4, ticket.filled());
  }

  @Test
  void aLateFillCountsAndTheEndStands() {
    ticket.take(new OrderIntended("a", 1, 1, ORDER, 0, 1, 0));
    ticket.take(new OrderCanceled("a", 1, 2, "", 0));
    ticket.take(fill(3, 4, 6));

    assertEquals(TicketStatus.CANCELED, ticket.status());
    assertEquals(4, ticket.filled());
  }

  @Test
  void theJournalKnowsBetterThanAMissingAnswer() {
    ticket.take(new OrderInDoubt("a", 0, 0, "no answer", 0));
    assertEquals(TicketStatus.IN_DOUBT, ticket.status());

    ticket.take(new OrderIntended("a", 1, 1, ORDER, 0, 1, 0));
    assertEquals(TicketStatus.SUBMITTING, ticket.status());
    assertFalse(ticket.take(new OrderInDoubt("a", 0, 0, "late", 0)));
    assertFalse(ticket.take(new OrderDenied("a", 0, 0, ORDER, RefusalCode.HALTED, "", 0)));
  }

  @Test
  void aRefusedCancelLeavesTheOrderWorking() {
    ticket.take(new OrderIntended("a", 1, 1, ORDER, 0, 1, 0));
    ticket.take(new OrderAccepted("a", 1, 2, "v", 0, 0));
    ticket.asked(true);
    assertEquals(TicketStatus.PENDING_CANCEL, ticket.status());

    ticket.take(new CancelRejected("a", 0, 0, "PENDING", 0));

    assertEquals(TicketStatus.WORKING, ticket.status());
  }
}
