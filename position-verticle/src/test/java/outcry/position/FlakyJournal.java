package outcry.position;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import outcry.journal.AuditNote;
import outcry.journal.AuditReport;
import outcry.journal.Journal;
import outcry.journal.JournalStats;
import outcry.journal.Ownership;
import outcry.journal.Projection;
import outcry.journal.SqlQuery;
import outcry.journal.TradingLatch;
import outcry.journal.Violation;
import outcry.model.JournaledEvent;
import outcry.model.OrderEvent;

/** A journal whose projections fail or whose readers hang when the test says so. */
final class FlakyJournal implements Journal {

  private final Journal journal;

  /** So many projections fail at the end of their transaction. */
  final AtomicInteger failingProjections = new AtomicInteger();

  final AtomicInteger projections = new AtomicInteger();

  /** Reads of this partition never answer; -1 for none. */
  volatile int silentPartition = -1;

  volatile Exception failure = new SQLException("disk on fire");

  FlakyJournal(Journal journal) {
    this.journal = journal;
  }

  @Override
  public CompletionStage<Void> project(
      String reader, int partition, long fromSequence, long toSequence, Projection work) {
    projections.incrementAndGet();
    return journal.project(
        reader,
        partition,
        fromSequence,
        toSequence,
        connection -> {
          work.apply(connection);
          if (failingProjections.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            switch (failure) {
              case SQLException outage -> throw outage;
              case RuntimeException bug -> throw bug;
              case Exception other -> throw new IllegalStateException(other);
            }
          }
        });
  }

  @Override
  public CompletionStage<List<JournaledEvent>> read(int partition, long afterSequence, int limit) {
    return partition == silentPartition
        ? new CompletableFuture<>()
        : journal.read(partition, afterSequence, limit);
  }

  @Override
  public CompletionStage<Ownership> claim(int partition, String owner, long nowNanos) {
    return journal.claim(partition, owner, nowNanos);
  }

  @Override
  public CompletionStage<Long> append(Ownership ownership, List<OrderEvent> events) {
    return journal.append(ownership, events);
  }

  @Override
  public CompletionStage<Long> lastSequence(int partition) {
    return journal.lastSequence(partition);
  }

  @Override
  public CompletionStage<Optional<JournaledEvent>> findOrder(String account, String clientOrderId) {
    return journal.findOrder(account, clientOrderId);
  }

  @Override
  public CompletionStage<List<JournaledEvent>> history(int partition, long orderId) {
    return journal.history(partition, orderId);
  }

  @Override
  public CompletionStage<List<Integer>> partitions() {
    return journal.partitions();
  }

  @Override
  public CompletionStage<List<TradingLatch>> tradingLatches() {
    return journal.tradingLatches();
  }

  @Override
  public CompletionStage<Long> offset(String reader, int partition) {
    return journal.offset(reader, partition);
  }

  @Override
  public <T> CompletionStage<T> query(SqlQuery<T> query) {
    return journal.query(query);
  }

  @Override
  public CompletionStage<Long> note(AuditNote note) {
    return journal.note(note);
  }

  @Override
  public CompletionStage<AuditReport> audit() {
    return journal.audit();
  }

  @Override
  public CompletionStage<List<Violation>> verify() {
    return journal.verify();
  }

  @Override
  public JournalStats stats() {
    return journal.stats();
  }

  @Override
  public void close() {
    journal.close();
  }
}
