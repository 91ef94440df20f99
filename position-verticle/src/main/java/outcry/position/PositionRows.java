package outcry.position;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import outcry.model.Position;
import outcry.position.core.Cash;
import outcry.position.core.CashKey;
import outcry.position.core.Changes;
import outcry.position.core.PositionKey;

/** The rows of the projection, as stored: the only SQL of this module. */
final class PositionRows {

  /** The name under which offsets are kept. */
  static final String READER = "position";

  /**
   * Rows of one moment.
   *
   * @param offset up to where they are projected
   */
  record Stored(long offset, Map<PositionKey, Position> positions, Map<CashKey, Cash> cash) {}

  /** The offset of a partition, and the rows of the accounts wanted. */
  static Stored load(Connection connection, int partition, Predicate<String> accounts)
      throws SQLException {
    return new Stored(
        offset(connection, partition), positions(connection, accounts), cash(connection, accounts));
  }

  private static long offset(Connection connection, int partition) throws SQLException {
    try (var select =
        connection.prepareStatement(
            "SELECT sequence FROM reader_offset WHERE reader = ? AND partition = ?")) {
      select.setString(1, READER);
      select.setInt(2, partition);
      try (var rows = select.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  private static Map<PositionKey, Position> positions(
      Connection connection, Predicate<String> accounts) throws SQLException {
    var positions = new TreeMap<PositionKey, Position>();
    try (var select =
            connection.prepareStatement(
                "SELECT account, symbol, quantity, cost, realized_pnl FROM position");
        var rows = select.executeQuery()) {
      while (rows.next()) {
        var key = new PositionKey(rows.getString(1), rows.getString(2));
        if (accounts.test(key.account())) {
          positions.put(key, new Position(rows.getLong(3), rows.getLong(4), rows.getLong(5)));
        }
      }
    }
    return positions;
  }

  private static Map<CashKey, Cash> cash(Connection connection, Predicate<String> accounts)
      throws SQLException {
    var cash = new TreeMap<CashKey, Cash>();
    try (var select =
            connection.prepareStatement("SELECT account, currency, fees, realized_pnl FROM cash");
        var rows = select.executeQuery()) {
      while (rows.next()) {
        var key = new CashKey(rows.getString(1), rows.getString(2));
        if (accounts.test(key.account())) {
          cash.put(key, new Cash(rows.getLong(3), rows.getLong(4)));
        }
      }
    }
    return cash;
  }

  static void write(Connection connection, Changes changes) throws SQLException {
    try (var upsert =
        connection.prepareStatement(
            "INSERT INTO position (account, symbol, quantity, cost, realized_pnl,"
                + " updated_sequence, updated_at_nanos) VALUES (?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (account, symbol) DO UPDATE SET quantity = excluded.quantity,"
                + " cost = excluded.cost, realized_pnl = excluded.realized_pnl,"
                + " updated_sequence = excluded.updated_sequence,"
                + " updated_at_nanos = excluded.updated_at_nanos")) {
      for (var row : changes.positions().entrySet()) {
        upsert.setString(1, row.getKey().account());
        upsert.setString(2, row.getKey().symbol());
        upsert.setLong(3, row.getValue().value().quantity());
        upsert.setLong(4, row.getValue().value().cost());
        upsert.setLong(5, row.getValue().value().realizedPnl());
        upsert.setLong(6, row.getValue().sequence());
        upsert.setLong(7, row.getValue().atNanos());
        upsert.executeUpdate();
      }
    }
    try (var upsert =
        connection.prepareStatement(
            "INSERT INTO cash (account, currency, fees, realized_pnl, updated_sequence,"
                + " updated_at_nanos) VALUES (?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (account, currency) DO UPDATE SET fees = excluded.fees,"
                + " realized_pnl = excluded.realized_pnl,"
                + " updated_sequence = excluded.updated_sequence,"
                + " updated_at_nanos = excluded.updated_at_nanos")) {
      for (var row : changes.cash().entrySet()) {
        upsert.setString(1, row.getKey().account());
        upsert.setString(2, row.getKey().currency());
        upsert.setLong(3, row.getValue().value().fees());
        upsert.setLong(4, row.getValue().value().realizedPnl());
        upsert.setLong(5, row.getValue().sequence());
        upsert.setLong(6, row.getValue().atNanos());
        upsert.executeUpdate();
      }
    }
  }

  private PositionRows() {}
}
