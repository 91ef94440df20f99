package outcry.order.core.owner;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import outcry.journal.JournalException;
import outcry.journal.Ownership;
import outcry.journal.TradingLatch;
import outcry.model.JournaledEvent;
import outcry.model.OrderEvent;

/**
 * What an owner needs of the journal. Called on the owner's thread. Every call has exactly one
 * outcome, which arrives on that thread too and never from inside the call itself: the result and
 * null, or null and the failure. Failures are {@link JournalException}s, with the meaning they have
 * at {@link outcry.journal.Journal}.
 */
public interface OwnerJournal {

  /**
   * Takes the partition from whoever owns it.
   *
   * @param owner for people
   * @param nowNanos since the epoch, UTC
   */
  void claim(int partition, String owner, long nowNanos, BiConsumer<Ownership, Throwable> outcome);

  /**
   * Appends all the events or none; they are durable when the outcome is the sequence of the last
   * one. Appends get their sequences, and their outcomes, in the order of the calls; each stands
   * alone: one that is refused does not take those behind it along. What is handed over in one turn
   * of the owner's thread shares a commit.
   *
   * @param events 1 to {@link outcry.journal.Journal#APPEND_MAX}; not changed afterwards
   */
  void append(Ownership ownership, List<OrderEvent> events, BiConsumer<Long, Throwable> outcome);

  /**
   * The events after a sequence, in order.
   *
   * @param afterSequence 0 to begin with the first
   * @param limit 1 to {@link outcry.journal.Journal#READ_MAX}
   */
  void read(
      int partition,
      long afterSequence,
      int limit,
      BiConsumer<List<JournaledEvent>, Throwable> outcome);

  /** All events of an order, by version; empty if there is none. */
  void history(int partition, long orderId, BiConsumer<List<JournaledEvent>, Throwable> outcome);

  /** The first event of the order with a client order id. */
  void findOrder(
      String account,
      String clientOrderId,
      BiConsumer<Optional<JournaledEvent>, Throwable> outcome);

  /** The trading state of every scope that was ever changed, through whichever partition. */
  void tradingLatches(BiConsumer<List<TradingLatch>, Throwable> outcome);
}
