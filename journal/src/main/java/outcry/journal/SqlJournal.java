package outcry.journal;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import outcry.model.JournaledEvent;
import outcry.model.OrderEvent;
import outcry.model.access.ApiKey;
import outcry.model.access.Approval;

/** What both databases have in common: calls become tasks of a writer and questions of readers. */
abstract class SqlJournal implements Journal, StrategyStore, KeyStore, ApprovalStore {

  /** Claims and appends go there. */
  abstract Writer writer();

  /** Everything else that writes goes there. */
  abstract Writer projector();

  abstract Readers readers();

  /** For questions that may take long. */
  abstract Readers inspectors();

  abstract SqlDialect dialect();

  @Override
  public CompletionStage<Ownership> claim(int partition, String owner, long nowNanos) {
    requirePartition(partition);
    return writer().submit(new WriteTask.Claim(partition, Objects.requireNonNull(owner), nowNanos));
  }

  /** Encodes on the caller's thread, which leaves more time to the writer's. */
  @Override
  public CompletionStage<Long> append(Ownership ownership, List<OrderEvent> events) {
    return writer().submit(task(ownership, events));
  }

  @Override
  public List<CompletionStage<Long>> appendEach(
      Ownership ownership, List<List<OrderEvent>> appends) {
    var tasks = appends.stream().map(events -> task(ownership, events)).toList();
    writer().submitAll(tasks);
    return tasks.stream().<CompletionStage<Long>>map(WriteTask.Append::future).toList();
  }

  private static WriteTask.Append task(Ownership ownership, List<OrderEvent> events) {
    require("events", events.size(), 1, APPEND_MAX);
    return new WriteTask.Append(ownership, events.stream().map(EventRow::of).toList());
  }

  @Override
  public CompletionStage<List<JournaledEvent>> read(int partition, long afterSequence, int limit) {
    requirePartition(partition);
    require("afterSequence", afterSequence, 0, Long.MAX_VALUE);
    require("limit", limit, 1, READ_MAX);
    return query(EventQueries.read(partition, afterSequence, limit));
  }

  @Override
  public CompletionStage<Long> lastSequence(int partition) {
    return query(EventQueries.lastSequence(partition));
  }

  @Override
  public CompletionStage<Optional<JournaledEvent>> findOrder(String account, String clientOrderId) {
    return query(EventQueries.order(account, clientOrderId));
  }

  @Override
  public CompletionStage<List<JournaledEvent>> history(int partition, long orderId) {
    return query(EventQueries.history(partition, orderId));
  }

  @Override
  public CompletionStage<List<Integer>> partitions() {
    return query(EventQueries.partitions());
  }

  @Override
  public CompletionStage<List<TradingLatch>> tradingLatches() {
    return query(EventQueries.latches());
  }

  @Override
  public CompletionStage<Long> offset(String reader, int partition) {
    return query(EventQueries.offset(reader, partition));
  }

  @Override
  public CompletionStage<Void> project(
      String reader, int partition, long fromSequence, long toSequence, Projection work) {
    requirePartition(partition);
    require("fromSequence", fromSequence, 0, Long.MAX_VALUE);
    require("toSequence", toSequence, fromSequence, Long.MAX_VALUE);
    return projector()
        .submit(
            new WriteTask.Project(
                Objects.requireNonNull(reader),
                partition,
                fromSequence,
                toSequence,
                Objects.requireNonNull(work)));
  }

  @Override
  public <T> CompletionStage<T> query(SqlQuery<T> query) {
    return readers().ask(Objects.requireNonNull(query));
  }

  @Override
  public CompletionStage<Long> note(AuditNote note) {
    return projector().submit(new WriteTask.Note(Objects.requireNonNull(note)));
  }

  @Override
  public CompletionStage<StrategyClaim> claimStrategy(
      String strategy, long lease, long epochAtLeast) {
    require("lease", lease, 0, Long.MAX_VALUE);
    require("epochAtLeast", epochAtLeast, 1, Long.MAX_VALUE);
    return projector()
        .submit(new WriteTask.ClaimStrategy(Objects.requireNonNull(strategy), lease, epochAtLeast));
  }

  @Override
  public CompletionStage<Void> saveStrategy(String strategy, long epoch, byte[] state) {
    require("bytes of a strategy's state", state.length, 1, STATE_MAX);
    return projector().submit(new WriteTask.SaveStrategy(strategy, epoch, state));
  }

  @Override
  public CompletionStage<Void> createKey(ApiKey key) {
    return change(
        statements -> {
          AccessTables.create(statements.connection(), key);
          statements.note(AccessNotes.created(key));
          return null;
        });
  }

  @Override
  public CompletionStage<List<ApiKey>> liveKeys(long nowNanos) {
    return query(AccessTables.live(nowNanos));
  }

  @Override
  public CompletionStage<List<ApiKey>> keys() {
    return query(AccessTables.keys());
  }

  @Override
  public CompletionStage<Boolean> revokeKey(String id, String by, long nowNanos) {
    return change(
        statements -> {
          boolean revoked = AccessTables.revoke(statements.connection(), id, nowNanos);
          if (revoked) {
            statements.note(AccessNotes.revoked(id, by, nowNanos));
          }
          return revoked;
        });
  }

  @Override
  public CompletionStage<Void> requestApproval(Approval approval) {
    return change(
        statements -> {
          AccessTables.request(statements.connection(), approval);
          statements.note(AccessNotes.of(approval));
          return null;
        });
  }

  @Override
  public CompletionStage<List<Approval>> approvals() {
    return query(AccessTables.approvals());
  }

  @Override
  public CompletionStage<Approval> decide(String id, boolean approved, String by, long nowNanos) {
    return change(
        statements -> {
          var decided = AccessTables.decide(statements.connection(), id, approved, by, nowNanos);
          statements.note(AccessNotes.of(decided));
          return decided;
        });
  }

  private <T> CompletionStage<T> change(WriteTask.Change.Work<T> work) {
    return projector().submit(new WriteTask.Change<>(work));
  }

  @Override
  public CompletionStage<AuditReport> audit() {
    return inspectors().ask(Audit::of);
  }

  @Override
  public CompletionStage<List<Violation>> verify() {
    var dialect = dialect();
    return inspectors().ask(connection -> Verification.verify(connection, dialect));
  }

  private static void requirePartition(int partition) {
    require("partition", partition, 0, PARTITION_MAX);
  }

  private static void require(String field, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s must be %d to %d, was %d".formatted(field, min, max, value));
    }
  }
}
