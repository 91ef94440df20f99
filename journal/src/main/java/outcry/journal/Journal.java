package outcry.journal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import outcry.model.JournaledEvent;
import outcry.model.OrderEvent;

/**
 * The truth about orders: rows with a gap-free sequence per partition, durable before the stage of
 * their append completes. Thread-safe; no method blocks. Stages complete on the journal's own
 * threads, which the caller must leave at once for its own context. Failures are {@link
 * JournalException}s.
 */
public interface Journal extends AutoCloseable {

  /** Largest partition number. */
  int PARTITION_MAX = 32_767;

  /** Most events of one append. */
  int APPEND_MAX = 1_024;

  /** Most events of one read. */
  int READ_MAX = 10_000;

  /**
   * Takes the partition from whoever owns it; everything appended before is in {@link
   * Ownership#lastSequence}, and the former owner appends nothing more.
   *
   * @param owner for people, e.g. the node's name
   * @param nowNanos since the epoch, UTC
   */
  CompletionStage<Ownership> claim(int partition, String owner, long nowNanos);

  /**
   * Appends all the events or none. Appends of one partition get their sequences in the order of
   * the calls. Completes with the sequence of the last event, once all are durable.
   *
   * <p>Fails with {@link JournalException.Fenced}, {@link JournalException.Halted}, {@link
   * JournalException.DuplicateOrder}, {@link JournalException.DuplicateExecution}, {@link
   * JournalException.VersionConflict}, {@link JournalException.Overloaded} or {@link
   * JournalException.Unavailable}.
   *
   * @param events 1 to {@link #APPEND_MAX}
   */
  CompletionStage<Long> append(Ownership ownership, List<OrderEvent> events);

  /**
   * Several appends handed over at once, so that they share a commit. Each succeeds or fails for
   * itself, as with {@link #append}.
   *
   * @return one stage for each, in the same order
   */
  default List<CompletionStage<Long>> appendEach(
      Ownership ownership, List<List<OrderEvent>> appends) {
    return appends.stream().map(events -> append(ownership, events)).toList();
  }

  /**
   * The events after a sequence, in order.
   *
   * @param afterSequence 0 to begin with the first
   * @param limit 1 to {@link #READ_MAX}
   */
  CompletionStage<List<JournaledEvent>> read(int partition, long afterSequence, int limit);

  /** 0 for a partition without events. */
  CompletionStage<Long> lastSequence(int partition);

  /** The first event of the order of a client order id. */
  CompletionStage<Optional<JournaledEvent>> findOrder(String account, String clientOrderId);

  /** All events of an order, by version. Empty if there is none. */
  CompletionStage<List<JournaledEvent>> history(int partition, long orderId);

  /** Every partition that was ever claimed, ascending. */
  CompletionStage<List<Integer>> partitions();

  /** The trading state of every scope that was ever changed, by scope and key. */
  CompletionStage<List<TradingLatch>> tradingLatches();

  /** Up to where a reader has projected a partition; 0 if it never did. */
  CompletionStage<Long> offset(String reader, int partition);

  /**
   * Moves a reader's offset and does its work in one transaction, durable when this completes.
   * Fails with {@link JournalException.OffsetConflict} or with whatever the work threw; then
   * neither has happened.
   *
   * @param fromSequence the reader's offset, as it must be stored
   * @param toSequence the last sequence the work covers; at least {@code fromSequence}, at most the
   *     partition's last sequence
   */
  CompletionStage<Void> project(
      String reader, int partition, long fromSequence, long toSequence, Projection work);

  /** Asks the database on a worker thread; fails with whatever the query threw. */
  <T> CompletionStage<T> query(SqlQuery<T> query);

  /** Keeps a note for the audit; durable when this completes with its number. */
  CompletionStage<Long> note(AuditNote note);

  /** Recomputes the hash chains (I23). Takes about a second for a million rows. */
  CompletionStage<AuditReport> audit();

  /** Checks the whole database; empty is good. Takes about ten seconds for a million events. */
  CompletionStage<List<Violation>> verify();

  /** What was done so far. May be called from any thread at any time. */
  JournalStats stats();

  /**
   * Finishes what is queued, completes every stage and closes the database; blocks until then. What
   * comes after fails with {@link JournalException.Unavailable}. Safe to call again.
   */
  @Override
  void close();
}
