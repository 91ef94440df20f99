package outcry.order.core.owner;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import outcry.journal.Journal;
import outcry.journal.JournalException;
import outcry.journal.Ownership;
import outcry.model.OrderEvent;
import outcry.model.OrderReply.Refused;
import outcry.model.RefusalCode;

/** The journal of one owned partition: appends in order, and what waits for them. */
final class OwnerLog {

  /** Waits for the append that was last when it came. */
  private record Then(Runnable committed, Consumer<Throwable> failed) {}

  private final OwnerJournal journal;
  private final OwnerListener listener;
  private Ownership ownership;
  private final Deque<Append> onTheirWay = new ArrayDeque<>();
  private long sequence;

  OwnerLog(OwnerJournal journal, OwnerListener listener) {
    this.journal = journal;
    this.listener = listener;
  }

  /** Only from now on anything may be appended. */
  void owned(Ownership claimed) {
    ownership = claimed;
    sequence = claimed.lastSequence();
  }

  /** Appends not yet durable. */
  int pending() {
    return onTheirWay.size();
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
      var part = from == 0 && to == events.size() ? events : events.subList(from, to);
      var append = new Append(part, to == events.size(), whole);
      onTheirWay.addLast(append);
      journal.append(ownership, part, append);
    }
  }

  /** Runs an action once everything appended so far is durable: at once if it is. */
  void afterPending(Runnable committed, Consumer<Throwable> failed) {
    if (onTheirWay.isEmpty()) {
      committed.run();
    } else {
      onTheirWay.getLast().then(new Then(committed, failed));
    }
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

  /** One append on its way. */
  private final class Append implements BiConsumer<Long, Throwable> {

    private final List<OrderEvent> part;
    private final boolean isLast;
    private final Whole whole;
    private List<Then> then = List.of();
    private boolean hasEnded;
    private long lastSequence;
    private Throwable failure;

    Append(List<OrderEvent> part, boolean isLast, Whole whole) {
      this.part = part;
      this.isLast = isLast;
      this.whole = whole;
    }

    void then(Then waiting) {
      if (then.isEmpty()) {
        then = new ArrayList<>(2);
      }
      then.add(waiting);
    }

    /** A refusal for want of room is told at once, before the outcomes of those ahead: it waits. */
    @Override
    public void accept(Long sequenceOrNull, Throwable failureOrNull) {
      hasEnded = true;
      failure = failureOrNull;
      lastSequence = failureOrNull == null ? sequenceOrNull : 0;
      while (!onTheirWay.isEmpty() && onTheirWay.getFirst().hasEnded) {
        onTheirWay.removeFirst().end();
      }
    }

    private void end() {
      if (failure != null) {
        whole.failed(failure);
        then.forEach(waiting -> waiting.failed.accept(failure));
        return;
      }
      sequence = lastSequence;
      listener.journaled(ownership, part, lastSequence);
      if (isLast) {
        whole.committed();
      }
      then.forEach(waiting -> waiting.committed.run());
    }
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
