package outcry.order.core.owner;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import outcry.journal.Journal;
import outcry.model.JournaledEvent;
import outcry.model.OrderEvent;
import outcry.order.core.InvariantViolation;
import outcry.order.core.Orders;

/** Reads a partition's journal: all of it, or one order that memory has let go. */
final class OwnerHistory {

  private final OwnerJournal journal;
  private final int partition;

  OwnerHistory(OwnerJournal journal, int partition) {
    this.journal = journal;
    this.partition = partition;
  }

  /** Applies everything from the first event up to a sequence to an empty state. */
  void replay(Orders into, long upTo, Runnable done, Consumer<Throwable> failed) {
    replay(into, upTo, 0, done, failed);
  }

  private void replay(
      Orders into, long upTo, long after, Runnable done, Consumer<Throwable> failed) {
    if (after >= upTo) {
      done.run();
      return;
    }
    journal.read(
        partition,
        after,
        Journal.READ_MAX,
        (events, failure) -> {
          if (failure != null) {
            failed.accept(failure);
          } else if (events.isEmpty() || events.getFirst().sequence() != after + 1) {
            failed.accept(violation("I10", "a gap after sequence " + after));
          } else {
            applyPage(into, events, 0, last -> replay(into, upTo, last, done, failed), failed);
          }
        });
  }

  /** Applies events from an index on; stops to fetch the history of an order that was evicted. */
  private void applyPage(
      Orders into,
      List<JournaledEvent> events,
      int from,
      LongConsumer done,
      Consumer<Throwable> failed) {
    try {
      for (int i = from; i < events.size(); i++) {
        var journaled = events.get(i);
        if (i > 0 && journaled.sequence() != events.get(i - 1).sequence() + 1) {
          throw violation("I10", "a gap before sequence " + journaled.sequence());
        }
        if (into.isOfEvicted(journaled.event())) {
          int at = i;
          restoreBefore(
              into, journaled.event(), () -> applyPage(into, events, at, done, failed), failed);
          return;
        }
        into.apply(journaled.event());
      }
    } catch (RuntimeException e) {
      failed.accept(e);
      return;
    }
    done.accept(events.getLast().sequence());
  }

  private void restoreBefore(
      Orders into, OrderEvent event, Runnable done, Consumer<Throwable> failed) {
    journal.history(
        partition,
        event.orderId(),
        (history, failure) -> {
          if (failure != null) {
            failed.accept(failure);
            return;
          }
          var before =
              history.stream()
                  .map(JournaledEvent::event)
                  .filter(earlier -> earlier.version() < event.version())
                  .toList();
          if (before.isEmpty()) {
            failed.accept(violation("I8", "order " + event.orderId() + " has no beginning"));
            return;
          }
          try {
            into.restore(before);
          } catch (RuntimeException e) {
            failed.accept(e);
            return;
          }
          done.run();
        });
  }

  private InvariantViolation violation(String id, String detail) {
    return new InvariantViolation(id, "partition " + partition + ": " + detail);
  }

  /**
   * Does something with an order, which is taken back from the journal first if need be.
   *
   * @param orders the state as it is when asked: it may be another one after a look-up
   * @param action at once if nothing has to be looked up
   */
  void recall(
      Supplier<Orders> orders,
      String account,
      String clientOrderId,
      Runnable action,
      Consumer<Throwable> failed) {
    if (!orders.get().mayBeEvicted(account, clientOrderId)) {
      action.run();
      return;
    }
    journal.findOrder(
        account,
        clientOrderId,
        (found, failure) -> {
          if (failure != null) {
            failed.accept(failure);
          } else if (found.isEmpty()) {
            attempt(action, failed);
          } else {
            recall(orders, found.get().event().orderId(), action, failed);
          }
        });
  }

  private void recall(
      Supplier<Orders> orders, long orderId, Runnable action, Consumer<Throwable> failed) {
    journal.history(
        partition,
        orderId,
        (events, failure) -> {
          if (failure != null) {
            failed.accept(failure);
            return;
          }
          attempt(
              () -> {
                if (!events.isEmpty()) {
                  orders.get().restore(events.stream().map(JournaledEvent::event).toList());
                }
                action.run();
              },
              failed);
        });
  }

  private static void attempt(Runnable action, Consumer<Throwable> failed) {
    try {
      action.run();
    } catch (RuntimeException e) {
      failed.accept(e);
    }
  }
}
