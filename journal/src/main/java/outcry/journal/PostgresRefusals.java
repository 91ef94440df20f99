package outcry.journal;

import static outcry.journal.Sql.bind;
import static outcry.journal.Sql.number;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import outcry.model.OrderEvent.IntentEvent;
import outcry.model.TradingScope;

/** Finds out which rule an append broke. Writer thread only. */
final class PostgresRefusals {

  /** What an append brings itself: a second one of the same is refused too. */
  private record Brought(String kind, String first, String second, String third) {}

  private final PreparedStatement epoch;
  private final PreparedStatement halts;
  private final PreparedStatement order;
  private final PreparedStatement execution;
  private final PreparedStatement version;

  PostgresRefusals(Connection connection) throws SQLException {
    epoch = connection.prepareStatement("SELECT epoch FROM partition_lease WHERE partition = ?");
    halts =
        connection.prepareStatement(
            "SELECT scope, key FROM trading_latch WHERE state = 'HALTED' AND (scope = 'GLOBAL'"
                + " OR key = CASE scope WHEN 'ACCOUNT' THEN ? WHEN 'STRATEGY' THEN ? ELSE ? END)"
                + " ORDER BY scope, key");
    order =
        connection.prepareStatement(
            "SELECT 1 FROM event WHERE account = ? AND client_order_id = ?");
    execution =
        connection.prepareStatement(
            "SELECT 1 FROM event WHERE venue = ? AND account = ? AND execution_id = ?");
    version =
        connection.prepareStatement(
            "SELECT 1 FROM event"
                + " WHERE partition = ? AND order_id = ? AND version = ? AND order_id > 0");
  }

  /** Its fence did not hold, in this transaction. */
  RuntimeException fenced(Ownership ownership, List<EventRow> rows) throws SQLException {
    bind(epoch, (long) ownership.partition());
    long current = number(epoch, 0);
    if (current != ownership.epoch()) {
      return new JournalException.Fenced(ownership, current);
    }
    for (var row : rows) {
      if (row.event() instanceof IntentEvent intent) {
        bind(halts, intent.account(), intent.strategy(), intent.symbol());
        try (var halt = halts.executeQuery()) {
          if (halt.next()) {
            return new JournalException.Halted(
                TradingScope.valueOf(halt.getString(1)), halt.getString(2));
          }
        }
      }
    }
    return new IllegalStateException(
        "partition %d was changed by another writer".formatted(ownership.partition()));
  }

  /**
   * Its rows did not go in, and nothing of it is there.
   *
   * @param failure what the database said, if nothing is found
   */
  Throwable of(Ownership ownership, List<EventRow> rows, Throwable failure) throws SQLException {
    bind(epoch, (long) ownership.partition());
    long current = number(epoch, 0);
    if (current != ownership.epoch()) {
      return new JournalException.Fenced(ownership, current);
    }
    var brought = new HashSet<Brought>();
    for (var row : rows) {
      var conflict = conflict(ownership, row, brought);
      if (conflict != null) {
        return conflict;
      }
    }
    return failure;
  }

  private JournalException conflict(Ownership ownership, EventRow row, Set<Brought> brought)
      throws SQLException {
    var event = row.event();
    if (row.clientOrderId() != null) {
      bind(order, event.account(), row.clientOrderId());
      boolean twice = !brought.add(new Brought("order", event.account(), row.clientOrderId(), ""));
      if (twice || number(order, 0) == 1) {
        return new JournalException.DuplicateOrder(event.account(), row.clientOrderId());
      }
    }
    if (row.executionId() != null) {
      bind(execution, row.venue(), event.account(), row.executionId());
      boolean twice =
          !brought.add(new Brought("execution", row.venue(), event.account(), row.executionId()));
      if (twice || number(execution, 0) == 1) {
        return new JournalException.DuplicateExecution(
            row.venue(), event.account(), row.executionId());
      }
    }
    if (event.version() > 0) {
      boolean taken = has(ownership, event.orderId(), event.version(), brought);
      boolean follows =
          event.version() == 1 || has(ownership, event.orderId(), event.version() - 1, brought);
      if (taken || !follows) {
        return new JournalException.VersionConflict(
            ownership.partition(), event.orderId(), event.version());
      }
      brought.add(versionOf(event.orderId(), event.version()));
    }
    return null;
  }

  private boolean has(Ownership ownership, long orderId, int number, Set<Brought> brought)
      throws SQLException {
    if (brought.contains(versionOf(orderId, number))) {
      return true;
    }
    bind(version, (long) ownership.partition(), orderId, (long) number);
    return number(version, 0) == 1;
  }

  private static Brought versionOf(long orderId, int number) {
    return new Brought("version", Long.toString(orderId), Integer.toString(number), "");
  }
}
