package outcry.journal;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** What every statement needs. */
final class Sql {

  static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  /** The first column of the first row. */
  static long number(PreparedStatement statement, long otherwise) throws SQLException {
    try (var row = statement.executeQuery()) {
      return row.next() ? row.getLong(1) : otherwise;
    }
  }

  private Sql() {}
}
