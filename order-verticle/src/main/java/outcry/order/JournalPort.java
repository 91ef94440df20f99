package outcry.order;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import outcry.bus.Bus;
import outcry.bus.InFlight;
import outcry.journal.Journal;
import outcry.journal.Ownership;
import outcry.journal.TradingLatch;
import outcry.model.JournaledEvent;
import outcry.model.OrderEvent;
import outcry.order.core.owner.OwnerJournal;

/**
 * The journal as the owner of one partition sees it. What is appended in one turn of the event loop
 * goes to the journal together at its end, so that it shares a commit. One event loop.
 */
final class JournalPort implements OwnerJournal {

  private record Append(List<OrderEvent> events, BiConsumer<Long, Throwable> outcome) {}

  private final Bus bus;
  private final Journal journal;
  private final Context context = Vertx.currentContext();
  private List<Append> thisTurn = new ArrayList<>();
  private Ownership owned;

  JournalPort(Bus bus, Journal journal) {
    this.bus = bus;
    this.journal = journal;
  }

  @Override
  public void claim(
      int partition, String owner, long nowNanos, BiConsumer<Ownership, Throwable> outcome) {
    bus.await(
        InFlight.Kind.JOURNAL, "journal claim", journal.claim(partition, owner, nowNanos), outcome);
  }

  @Override
  public void append(
      Ownership ownership, List<OrderEvent> events, BiConsumer<Long, Throwable> outcome) {
    LifeSteps.journaling(events);
    owned = ownership;
    thisTurn.add(new Append(events, outcome));
    if (thisTurn.size() == 1) {
      bus.inFlight().begin(InFlight.Kind.JOURNAL);
      context.runOnContext(_ -> endTurn());
    }
  }

  private void endTurn() {
    var appends = thisTurn;
    thisTurn = new ArrayList<>(appends.size());
    try {
      var stages = journal.appendEach(owned, appends.stream().map(Append::events).toList());
      for (int i = 0; i < appends.size(); i++) {
        var append = appends.get(i);
        bus.<Long>await(
            InFlight.Kind.JOURNAL,
            "journal append",
            stages.get(i),
            (sequence, failure) -> {
              if (failure == null) {
                LifeSteps.journaled(append.events());
              }
              append.outcome().accept(sequence, failure);
            });
      }
    } catch (RuntimeException e) {
      bus.defects().report("journal append", e);
      appends.forEach(append -> append.outcome().accept(null, e));
    } finally {
      bus.inFlight().end(InFlight.Kind.JOURNAL);
    }
  }

  @Override
  public void read(
      int partition,
      long afterSequence,
      int limit,
      BiConsumer<List<JournaledEvent>, Throwable> outcome) {
    bus.await(
        InFlight.Kind.JOURNAL,
        "journal replay",
        journal.read(partition, afterSequence, limit),
        outcome);
  }

  @Override
  public void history(
      int partition, long orderId, BiConsumer<List<JournaledEvent>, Throwable> outcome) {
    bus.await(
        InFlight.Kind.JOURNAL, "journal look-up", journal.history(partition, orderId), outcome);
  }

  @Override
  public void findOrder(
      String account,
      String clientOrderId,
      BiConsumer<Optional<JournaledEvent>, Throwable> outcome) {
    bus.await(
        InFlight.Kind.JOURNAL,
        "journal look-up",
        journal.findOrder(account, clientOrderId),
        outcome);
  }

  @Override
  public void tradingLatches(BiConsumer<List<TradingLatch>, Throwable> outcome) {
    bus.await(InFlight.Kind.JOURNAL, "journal latches", journal.tradingLatches(), outcome);
  }
}
