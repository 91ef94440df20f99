package outcry.journal;

import static outcry.journal.Sql.bind;
import static outcry.journal.Sql.number;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteErrorCode;
import outcry.model.OrderEvent.IntentEvent;
import outcry.model.OrderEvent.TradingStateChanged;
import outcry.model.TradingScope;

/** The writer's SQL, prepared once. */
final class SqliteStatements implements Statements {

  private static final String HALTS =
      " FROM trading_latch WHERE state = 'HALTED' AND (scope = 'GLOBAL'"
          + " OR key = CASE scope WHEN 'ACCOUNT' THEN ? WHEN 'STRATEGY' THEN ? ELSE ? END)";
  private static final String ADVANCE =
      "UPDATE partition_lease SET sequence = ?, hash = ?"
          + " WHERE partition = ? AND epoch = ? AND sequence = ?";

  /** The end of a partition's journal. */
  private record End(long sequence, byte[] hash) {}

  /** As of this transaction, by partition; saves looking it up for every append. */
  private final Map<Integer, End> ends = new HashMap<>();

  private final HashChain hashes = new HashChain();
  private final NoteStatements notes;
  private final StrategyStatements strategies;
  private final Connection connection;
  private final OffsetStatements offsets;

  private final PreparedStatement advance;
  private final PreparedStatement advanceUnlessHalted;
  private final PreparedStatement predecessor;
  private final PreparedStatement insert;
  private final PreparedStatement latch;
  private final PreparedStatement epoch;
  private final PreparedStatement end;
  private final PreparedStatement halts;
  private final PreparedStatement order;
  private final PreparedStatement execution;
  private final PreparedStatement claim;

  SqliteStatements(Connection connection) throws SQLException {
    notes = new NoteStatements(connection);
    strategies = new StrategyStatements(connection);
    this.connection = connection;
    offsets = new OffsetStatements(connection);
    advance = connection.prepareStatement(ADVANCE);
    advanceUnlessHalted =
        connection.prepareStatement(ADVANCE + " AND NOT EXISTS (SELECT 1" + HALTS + ")");
    predecessor =
        connection.prepareStatement(
            "SELECT 1 FROM event"
                + " WHERE partition = ? AND order_id = ? AND version = ? AND order_id > 0");
    insert =
        connection.prepareStatement(
            "INSERT INTO event (position, epoch, kind, account, order_id, version,"
                + " client_order_id, venue, execution_id, at_nanos, payload, hash)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    latch = connection.prepareStatement(TradingLatch.UPSERT);
    epoch = connection.prepareStatement("SELECT epoch FROM partition_lease WHERE partition = ?");
    end =
        connection.prepareStatement(
            "SELECT sequence, hash FROM partition_lease WHERE partition = ?");
    halts = connection.prepareStatement("SELECT scope, key" + HALTS);
    order =
        connection.prepareStatement(
            "SELECT 1 FROM event WHERE account = ? AND client_order_id = ?");
    execution =
        connection.prepareStatement(
            "SELECT 1 FROM event WHERE venue = ? AND account = ? AND execution_id = ?");
    claim =
        connection.prepareStatement(
            "INSERT INTO partition_lease (partition, epoch, owner, claimed_at_nanos, sequence)"
                + " VALUES (?, 1, ?, ?, 0) ON CONFLICT (partition) DO UPDATE SET"
                + " epoch = epoch + 1, owner = excluded.owner,"
                + " claimed_at_nanos = excluded.claimed_at_nanos RETURNING epoch, sequence");
  }

  @Override
  public Ownership claim(int partition, String owner, long nowNanos) throws SQLException {
    bind(claim, partition, owner, nowNanos);
    try (var row = claim.executeQuery()) {
      row.next();
      return new Ownership(partition, row.getLong(1), owner, row.getLong(2));
    }
  }

  /** Every intent has a fence of its own, so that its own scopes are looked at. */
  @Override
  public long append(Ownership ownership, List<EventRow> rows) throws SQLException {
    long last = 0;
    int from = 0;
    while (from < rows.size()) {
      int to = from + 1;
      while (to < rows.size() && !(rows.get(to).event() instanceof IntentEvent)) {
        to++;
      }
      var chained = chain(ownership, rows.subList(from, to));
      last = chained.sequence;
      fence(ownership, rows.get(from), chained);
      for (int i = from; i < to; i++) {
        if (rows.get(i).event().version() > 1 && !follows(rows, i)) {
          requirePredecessor(ownership, rows.get(i));
        }
        insert(ownership, last - to + i + 1, rows.get(i), chained.hashes[i - from]);
      }
      from = to;
    }
    return last;
  }

  @Override
  public long note(AuditNote note) throws SQLException {
    return notes.append(note);
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public StrategyClaim claimStrategy(String strategy, long lease, long epochAtLeast)
      throws SQLException {
    return strategies.claim(strategy, lease, epochAtLeast);
  }

  @Override
  public void saveStrategy(String strategy, long epoch, byte[] state) throws SQLException {
    strategies.save(strategy, epoch, state);
  }

  @Override
  public void project(
      String reader, int partition, long fromSequence, long toSequence, Projection work)
      throws SQLException {
    offsets.project(reader, partition, fromSequence, toSequence, work);
  }

  /** After a rollback: what is remembered of this transaction is not so. */
  void forget() {
    ends.clear();
  }

  /** The hashes of rows that are about to be appended. */
  private Chained chain(Ownership ownership, List<EventRow> rows) throws SQLException {
    int partition = ownership.partition();
    var before = ends.get(partition);
    if (before == null) {
      before = readEnd(partition);
    }
    var chained = new byte[rows.size()][];
    byte[] hash = before.hash;
    for (int i = 0; i < chained.length; i++) {
      long position = EventRow.position(partition, before.sequence + i + 1);
      hash = hashes.event(hash, position, ownership.epoch(), rows.get(i).payload());
      chained[i] = hash;
    }
    return new Chained(before.sequence, before.sequence + chained.length, chained);
  }

  private End readEnd(int partition) throws SQLException {
    bind(end, partition);
    try (var row = end.executeQuery()) {
      if (!row.next()) {
        return new End(0, HashChain.START);
      }
      byte[] hash = row.getBytes(2);
      return new End(row.getLong(1), hash == null ? HashChain.START : hash);
    }
  }

  /** What is about to be appended: after which sequence, up to which, and every row's hash. */
  private record Chained(long before, long sequence, byte[][] hashes) {

    byte[] last() {
      return hashes[hashes.length - 1];
    }
  }

  private void fence(Ownership ownership, EventRow first, Chained rows) throws SQLException {
    int partition = ownership.partition();
    var statement = advance;
    if (first.event() instanceof IntentEvent intent) {
      statement = advanceUnlessHalted;
      bind(
          statement,
          rows.sequence,
          rows.last(),
          partition,
          ownership.epoch(),
          rows.before,
          intent.account(),
          intent.strategy(),
          intent.symbol());
    } else {
      bind(statement, rows.sequence, rows.last(), partition, ownership.epoch(), rows.before);
    }
    if (statement.executeUpdate() != 1) {
      throw whyFenced(ownership, first);
    }
    ends.put(partition, new End(rows.sequence, rows.last()));
  }

  private JournalException whyFenced(Ownership ownership, EventRow first) throws SQLException {
    bind(epoch, ownership.partition());
    long current = number(epoch, 0);
    if (current != ownership.epoch()) {
      return new JournalException.Fenced(ownership, current);
    }
    if (first.event() instanceof IntentEvent intent) {
      bind(halts, intent.account(), intent.strategy(), intent.symbol());
      try (var row = halts.executeQuery()) {
        if (row.next()) {
          return new JournalException.Halted(
              TradingScope.valueOf(row.getString(1)), row.getString(2));
        }
      }
    }
    throw new IllegalStateException(
        "partition %d was changed by another writer".formatted(ownership.partition()));
  }

  /** Whether the row before it, just inserted, is of the same order's version before. */
  private static boolean follows(List<EventRow> rows, int i) {
    return i > 0
        && rows.get(i - 1).event().orderId() == rows.get(i).event().orderId()
        && rows.get(i - 1).event().version() == rows.get(i).event().version() - 1;
  }

  private void requirePredecessor(Ownership ownership, EventRow row) throws SQLException {
    var event = row.event();
    bind(predecessor, ownership.partition(), event.orderId(), event.version() - 1);
    if (number(predecessor, 0) == 0) {
      throw conflict(ownership, row);
    }
  }

  private void insert(Ownership ownership, long sequence, EventRow row, byte[] hash)
      throws SQLException {
    var event = row.event();
    try {
      bind(
          insert,
          EventRow.position(ownership.partition(), sequence),
          ownership.epoch(),
          event.getClass().getSimpleName(),
          event.account(),
          event.orderId(),
          event.version(),
          row.clientOrderId(),
          row.venue(),
          row.executionId(),
          event.atNanos(),
          row.payload(),
          hash);
      insert.executeUpdate();
    } catch (SQLException e) {
      if ((e.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_CONSTRAINT.code) {
        throw conflict(ownership, row);
      }
      throw e;
    }
    if (event instanceof TradingStateChanged changed) {
      bind(
          latch,
          changed.scope().name(),
          changed.scope() == TradingScope.GLOBAL ? "" : changed.key(),
          changed.state().name(),
          changed.reason(),
          changed.atNanos());
      latch.executeUpdate();
    }
  }

  private JournalException conflict(Ownership ownership, EventRow row) throws SQLException {
    var event = row.event();
    if (row.clientOrderId() != null) {
      bind(order, event.account(), row.clientOrderId());
      if (number(order, 0) == 1) {
        return new JournalException.DuplicateOrder(event.account(), row.clientOrderId());
      }
    }
    if (row.executionId() != null) {
      bind(execution, row.venue(), event.account(), row.executionId());
      if (number(execution, 0) == 1) {
        return new JournalException.DuplicateExecution(
            row.venue(), event.account(), row.executionId());
      }
    }
    return new JournalException.VersionConflict(
        ownership.partition(), event.orderId(), event.version());
  }
}
