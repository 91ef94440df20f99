package outcry.strategy.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import outcry.model.Levels;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.BookDelta;
import outcry.model.MarketEvent.BookSnapshot;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.Trade;
import outcry.model.Side;

class MailboxTest {

  private final Mailbox mailbox = new Mailbox(3, 2);

  private static Quote quote(String symbol, long sequence) {
    return new Quote(symbol, 1, 1, 2, 1, sequence, 0, 0);
  }

  private static Trade trade(long id) {
    return new Trade("A.X", id, 1, 1, Side.BUY, 0, 0);
  }

  private static BookDelta delta(long sequence) {
    return new BookDelta("A.X", sequence, sequence, -1, Levels.NONE, Levels.NONE, 0, 0);
  }

  private List<MarketEvent> drained() {
    var events = new ArrayList<MarketEvent>();
    for (var next = mailbox.poll(); next != null; next = mailbox.poll()) {
      events.add(next.market());
    }
    return events;
  }

  @Test
  void theNewestQuoteOfASymbolReplacesTheWaitingOneInItsPlace() {
    mailbox.offer(quote("A.X", 1));
    mailbox.offer(quote("B.X", 1));
    mailbox.offer(quote("A.X", 2));

    assertEquals(1, mailbox.conflated());
    assertEquals(List.of(quote("A.X", 2), quote("B.X", 1)), drained());
  }

  @Test
  void aQuoteAfterTheWaitingOneWasTakenWaitsAnew() {
    mailbox.offer(quote("A.X", 1));
    mailbox.poll();
    mailbox.offer(quote("A.X", 2));

    assertEquals(List.of(quote("A.X", 2)), drained());
  }

  @Test
  void whenFullTheOldestTradeIsDroppedAndCountedBeforeAnyQuote() {
    mailbox.offer(quote("A.X", 1));
    mailbox.offer(trade(1));
    mailbox.offer(trade(2));
    mailbox.offer(trade(3));

    assertEquals(1, mailbox.dropped());
    assertEquals(List.of(quote("A.X", 1), trade(2), trade(3)), drained());
  }

  @Test
  void aSnapshotReplacesTheBookUpdatesBeforeIt() {
    var snapshot = new BookSnapshot("A.X", 9, Levels.NONE, Levels.NONE, 0, 0);
    mailbox.offer(delta(1));
    mailbox.offer(trade(1));
    mailbox.offer(delta(2));

    assertEquals(2, mailbox.offer(snapshot));
    assertEquals(List.of(trade(1), snapshot), drained());
  }

  @Test
  void whatMustNotBeLostIsNeverDroppedAndOverflowsAtItsBound() {
    for (int i = 0; i < 10; i++) {
      mailbox.offer(trade(i));
    }
    assertTrue(mailbox.offer(() -> {}));
    assertTrue(mailbox.offer(() -> {}));
    assertFalse(mailbox.offer(() -> {}));
    mailbox.offer(trade(10));

    assertEquals(5, mailbox.size());
    assertEquals(8, mailbox.dropped());
  }
}
