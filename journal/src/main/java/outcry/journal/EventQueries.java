package outcry.journal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import outcry.model.JournaledEvent;
import outcry.model.TradingScope;
import outcry.model.TradingState;
import outcry.model.wire.OrderEventCodec;

/** The questions of {@link Journal} as SQL. */
final class EventQueries {

  /** What {@link #event} needs. */
  static final String COLUMNS = "partition, sequence, epoch, payload";

  private static final String SELECT = "SELECT " + COLUMNS + " FROM event";

  @FunctionalInterface
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  static SqlQuery<List<JournaledEvent>> read(int partition, long afterSequence, int limit) {
    return all(
        SELECT + " WHERE position > ? AND position < ? ORDER BY position LIMIT ?",
        EventQueries::event,
        EventRow.position(partition, afterSequence),
        EventRow.position(partition + 1, 0),
        limit);
  }

  static SqlQuery<List<JournaledEvent>> history(int partition, long orderId) {
    return all(
        SELECT + " WHERE partition = ? AND order_id = ? AND order_id > 0 ORDER BY version",
        EventQueries::event,
        partition,
        orderId);
  }

  static SqlQuery<Optional<JournaledEvent>> order(String account, String clientOrderId) {
    return first(
        SELECT + " WHERE account = ? AND client_order_id = ?",
        EventQueries::event,
        account,
        clientOrderId);
  }

  static SqlQuery<Long> lastSequence(int partition) {
    return number("SELECT sequence FROM partition_lease WHERE partition = ?", partition);
  }

  static SqlQuery<Long> offset(String reader, int partition) {
    return number(
        "SELECT sequence FROM reader_offset WHERE reader = ? AND partition = ?", reader, partition);
  }

  static SqlQuery<List<Integer>> partitions() {
    return all("SELECT partition FROM partition_lease ORDER BY partition", row -> row.getInt(1));
  }

  static SqlQuery<List<TradingLatch>> latches() {
    return all(
        "SELECT scope, key, state, reason, changed_at_nanos FROM trading_latch"
            + " ORDER BY scope, key",
        row ->
            new TradingLatch(
                TradingScope.valueOf(row.getString(1)),
                row.getString(2),
                TradingState.valueOf(row.getString(3)),
                row.getString(4),
                row.getLong(5)));
  }

  /** The end of every partition is where its lease says: what is wrong, looking at one row each. */
  static SqlQuery<Optional<String>> incomplete() {
    return first(
        """
        SELECT partition, sequence FROM partition_lease l WHERE sequence <> coalesce(
          (SELECT max(position) & 281474976710655 FROM event WHERE position
           BETWEEN l.partition << 48 AND (l.partition + 1 << 48) - 1), 0)
        """,
        row -> "partition %d does not end at sequence %d".formatted(row.getInt(1), row.getLong(2)));
  }

  static JournaledEvent event(ResultSet row) throws SQLException {
    return new JournaledEvent(
        row.getInt(1),
        row.getLong(2),
        row.getLong(3),
        OrderEventCodec.INSTANCE.fromBytes(row.getBytes(4)));
  }

  static <T> SqlQuery<List<T>> all(String sql, Row<T> row, Object... arguments) {
    return connection -> {
      var found = new ArrayList<T>();
      try (var statement = connection.prepareStatement(sql)) {
        bind(statement, arguments);
        try (var rows = statement.executeQuery()) {
          while (rows.next()) {
            found.add(row.of(rows));
          }
        }
      }
      return List.copyOf(found);
    };
  }

  private static <T> SqlQuery<Optional<T>> first(String sql, Row<T> row, Object... arguments) {
    var all = all(sql, row, arguments);
    return connection -> all.ask(connection).stream().findFirst();
  }

  private static SqlQuery<Long> number(String sql, Object... arguments) {
    var first = first(sql, row -> row.getLong(1), arguments);
    return connection -> first.ask(connection).orElse(0L);
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  private EventQueries() {}
}
