package outcry.order;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import outcry.bus.Addresses;
import outcry.bus.Bus;
import outcry.bus.InFlight;
import outcry.journal.Journal;
import outcry.journal.JournalException;
import outcry.journal.Ownership;
import outcry.model.JournalAdvance;
import outcry.model.JournaledEvent;
import outcry.model.OrderEvent;
import outcry.model.OrderReply.Refused;
import outcry.model.RefusalCode;

/**
 * The journal of one owned partition: appends in order, then rings the doorbell with the events
 * riding along. One event loop.
 */
final class PartitionLog {

  /** Waits for the append that was last when it came. */
  private record Then(Runnable committed, Consumer<Throwable> failed) {}

  private final Bus bus;
  private final Journal journal;
  private final Ownership ownership;
  private List<Then> afterLast = List.of();
  private int pending;
  private long sequence;

  PartitionLog(Bus bus, Journal journal, Ownership ownership) {
    this.bus = bus;
    this.journal = journal;
    this.ownership = ownership;
    this.sequence = ownership.lastSequence();
  }

  /** Appends not yet durable. */
  int pending() {
    return pending;
  }

  /** The last sequence known to be durable. */
  long sequence() {
    return sequence;
  }

  /**
   * Appends events; more than the journal takes at once go in several appends, in order.
   *
   * @param committed runs once all are durable and the doorbell has rung
   * @param failed runs instead, with the first failure; later parts may then be durable
   */
  void append(List<OrderEvent> events, Runnable committed, Consumer<Throwable> failed) {
    var whole = new Whole(committed, failed);
    for (int from = 0; from < events.size(); from += Journal.APPEND_MAX) {
      int to = Math.min(events.size(), from + Journal.APPEND_MAX);
      appendPart(events.subList(from, to), to == events.size(), whole);
    }
  }

  private void appendPart(List<OrderEvent> part, boolean isLast, Whole whole) {
    var then = new ArrayList<Then>(1);
    afterLast = then;
    pending++;
    bus.await(
        InFlight.Kind.JOURNAL,
        "journal append",
        journal.append(ownership, part),
        (last, failure) -> {
          pending--;
          if (failure != null) {
            whole.failed(failure);
            then.forEach(waiting -> waiting.failed.accept(failure));
            return;
          }
          ring(part, last);
          if (isLast) {
            whole.committed();
          }
          then.forEach(waiting -> waiting.committed.run());
        });
  }

  /** Runs an action once everything appended so far is durable: at once if it is. */
  void afterPending(Runnable committed, Consumer<Throwable> failed) {
    if (pending == 0) {
      committed.run();
    } else {
      afterLast.add(new Then(committed, failed));
    }
  }

  /** Completes when everything appended so far has ended. */
  Future<Void> drained() {
    Promise<Void> drained = Promise.promise();
    afterPending(drained::complete, _ -> drained.complete());
    return drained.future();
  }

  private void ring(List<OrderEvent> events, long last) {
    sequence = last;
    var journaled = new ArrayList<JournaledEvent>(events.size());
    long next = last - events.size();
    for (var event : events) {
      journaled.add(new JournaledEvent(ownership.partition(), ++next, ownership.epoch(), event));
    }
    bus.publish(
        Addresses.journalAdvance(ownership.partition()),
        new JournalAdvance(ownership.partition(), last, journaled));
  }

  /** What an asker is told when the journal did not take what was decided. */
  static Refused notDone(Throwable failure) {
    return switch (failure) {
      case JournalException.Halted halted -> new Refused(RefusalCode.HALTED, halted.getMessage());
      case JournalException.Overloaded overloaded ->
          new Refused(RefusalCode.OVERLOADED, overloaded.getMessage());
      case JournalException.Fenced fenced -> new Refused(RefusalCode.NO_OWNER, fenced.getMessage());
      case Throwable other ->
          new Refused(RefusalCode.JOURNAL_UNAVAILABLE, String.valueOf(other.getMessage()));
    };
  }

  /** Several parts, one outcome. */
  private static final class Whole {

    private final Runnable committed;
    private final Consumer<Throwable> failed;
    private boolean hasFailed;

    Whole(Runnable committed, Consumer<Throwable> failed) {
      this.committed = committed;
      this.failed = failed;
    }

    void committed() {
      if (!hasFailed) {
        committed.run();
      }
    }

    void failed(Throwable failure) {
      if (!hasFailed) {
        hasFailed = true;
        failed.accept(failure);
      }
    }
  }
}
