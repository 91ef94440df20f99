package outcry.order;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
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
 * riding along. What is decided in one turn of the event loop goes to the journal together at its
 * end, so that it shares a commit. One event loop.
 */
final class PartitionLog {

  /** Decided in this turn, not yet handed to the journal. */
  private record Append(List<OrderEvent> part, boolean isLast, Whole whole, List<Then> then) {}

  /** Waits for the append that was last when it came. */
  private record Then(Runnable committed, Consumer<Throwable> failed) {}

  private final Bus bus;
  private final Journal journal;
  private final Ownership ownership;
  private final Context context = Vertx.currentContext();
  private final List<Append> thisTurn = new ArrayList<>();
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
    atEndOfTurn(new Append(part, isLast, whole, then));
  }

  private void atEndOfTurn(Append append) {
    thisTurn.add(append);
    if (thisTurn.size() == 1) {
      bus.inFlight().begin(InFlight.Kind.JOURNAL);
      context.runOnContext(_ -> endTurn());
    }
  }

  private void endTurn() {
    var appends = List.copyOf(thisTurn);
    thisTurn.clear();
    try {
      var stages = journal.appendEach(ownership, appends.stream().map(Append::part).toList());
      for (int i = 0; i < appends.size(); i++) {
        await(appends.get(i), stages.get(i));
      }
    } catch (RuntimeException e) {
      bus.defects().report("journal append", e);
      appends.forEach(append -> failed(append, e));
    } finally {
      bus.inFlight().end(InFlight.Kind.JOURNAL);
    }
  }

  private void await(Append append, CompletionStage<Long> stage) {
    bus.await(
        InFlight.Kind.JOURNAL,
        "journal append",
        stage,
        (last, failure) -> {
          if (failure != null) {
            failed(append, failure);
            return;
          }
          pending--;
          ring(append.part, last);
          if (append.isLast) {
            append.whole.committed();
          }
          append.then.forEach(waiting -> waiting.committed.run());
        });
  }

  private void failed(Append append, Throwable failure) {
    pending--;
    append.whole.failed(failure);
    append.then.forEach(waiting -> waiting.failed.accept(failure));
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
