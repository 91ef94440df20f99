package outcry.journal;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import outcry.model.OrderEvent.TradingStateChanged;

/** What the writer does within a transaction; it happens wholly or not at all. */
sealed interface WriteTask<T> {

  /** Completed by the writer when the commit is durable, or with the failure. */
  CompletableFuture<T> future();

  /** Changes the database. */
  void perform(Statements statements) throws SQLException;

  /** Completes the future with what the last {@link #perform} found. */
  void succeed();

  /** See {@link Journal#append}. */
  final class Append implements WriteTask<Long> {

    private final CompletableFuture<Long> future = new CompletableFuture<>();
    private final Ownership ownership;
    private final List<EventRow> rows;
    private long sequence;

    Append(Ownership ownership, List<EventRow> rows) {
      this.ownership = ownership;
      this.rows = rows;
    }

    int size() {
      return rows.size();
    }

    Ownership ownership() {
      return ownership;
    }

    List<EventRow> rows() {
      return rows;
    }

    boolean changesTradingState() {
      return rows.stream().anyMatch(row -> row.event() instanceof TradingStateChanged);
    }

    long sequence() {
      return sequence;
    }

    /** Instead of {@link #perform}, by who appends many at once. */
    void appended(long lastSequence) {
      sequence = lastSequence;
    }

    @Override
    public CompletableFuture<Long> future() {
      return future;
    }

    @Override
    public void perform(Statements statements) throws SQLException {
      sequence = statements.append(ownership, rows);
    }

    @Override
    public void succeed() {
      future.complete(sequence);
    }
  }

  /** See {@link Journal#claim}. */
  final class Claim implements WriteTask<Ownership> {

    private final CompletableFuture<Ownership> future = new CompletableFuture<>();
    private final int partition;
    private final String owner;
    private final long nowNanos;
    private Ownership ownership;

    Claim(int partition, String owner, long nowNanos) {
      this.partition = partition;
      this.owner = owner;
      this.nowNanos = nowNanos;
    }

    int partition() {
      return partition;
    }

    @Override
    public CompletableFuture<Ownership> future() {
      return future;
    }

    @Override
    public void perform(Statements statements) throws SQLException {
      ownership = statements.claim(partition, owner, nowNanos);
    }

    @Override
    public void succeed() {
      future.complete(ownership);
    }
  }

  /** See {@link Journal#note}. */
  final class Note implements WriteTask<Long> {

    private final CompletableFuture<Long> future = new CompletableFuture<>();
    private final AuditNote note;
    private long number;

    Note(AuditNote note) {
      this.note = note;
    }

    @Override
    public CompletableFuture<Long> future() {
      return future;
    }

    @Override
    public void perform(Statements statements) throws SQLException {
      number = statements.note(note);
    }

    @Override
    public void succeed() {
      future.complete(number);
    }
  }

  /** See {@link Journal#project}. */
  final class Project implements WriteTask<Void> {

    private final CompletableFuture<Void> future = new CompletableFuture<>();
    private final String reader;
    private final int partition;
    private final long fromSequence;
    private final long toSequence;
    private final Projection work;

    Project(String reader, int partition, long fromSequence, long toSequence, Projection work) {
      this.reader = reader;
      this.partition = partition;
      this.fromSequence = fromSequence;
      this.toSequence = toSequence;
      this.work = work;
    }

    @Override
    public CompletableFuture<Void> future() {
      return future;
    }

    @Override
    public void perform(Statements statements) throws SQLException {
      statements.project(reader, partition, fromSequence, toSequence, work);
    }

    @Override
    public void succeed() {
      future.complete(null);
    }
  }

  /** See {@link KeyStore} and {@link ApprovalStore}. */
  final class Change<T> implements WriteTask<T> {

    /** What it does; may run again when the transaction has to be repeated. */
    @FunctionalInterface
    interface Work<T> {
      T perform(Statements statements) throws SQLException;
    }

    private final CompletableFuture<T> future = new CompletableFuture<>();
    private final Work<T> work;
    private T found;

    Change(Work<T> work) {
      this.work = work;
    }

    @Override
    public CompletableFuture<T> future() {
      return future;
    }

    @Override
    public void perform(Statements statements) throws SQLException {
      found = work.perform(statements);
    }

    @Override
    public void succeed() {
      future.complete(found);
    }
  }

  /** See {@link StrategyStore#claimStrategy}. */
  final class ClaimStrategy implements WriteTask<StrategyClaim> {

    private final CompletableFuture<StrategyClaim> future = new CompletableFuture<>();
    private final String strategy;
    private final long lease;
    private final long epochAtLeast;
    private StrategyClaim claim;

    ClaimStrategy(String strategy, long lease, long epochAtLeast) {
      this.strategy = strategy;
      this.lease = lease;
      this.epochAtLeast = epochAtLeast;
    }

    @Override
    public CompletableFuture<StrategyClaim> future() {
      return future;
    }

    @Override
    public void perform(Statements statements) throws SQLException {
      claim = statements.claimStrategy(strategy, lease, epochAtLeast);
    }

    @Override
    public void succeed() {
      future.complete(claim);
    }
  }

  /** See {@link StrategyStore#saveStrategy}. */
  final class SaveStrategy implements WriteTask<Void> {

    private final CompletableFuture<Void> future = new CompletableFuture<>();
    private final String strategy;
    private final long epoch;
    private final byte[] state;

    SaveStrategy(String strategy, long epoch, byte[] state) {
      this.strategy = strategy;
      this.epoch = epoch;
      this.state = state;
    }

    @Override
    public CompletableFuture<Void> future() {
      return future;
    }

    @Override
    public void perform(Statements statements) throws SQLException {
      statements.saveStrategy(strategy, epoch, state);
    }

    @Override
    public void succeed() {
      future.complete(null);
    }
  }
}
