package outcry.journal;

import java.sql.SQLException;

/**
 * What to make of a failed statement, by the class of its {@code SQLSTATE} (PostgreSQL manual,
 * appendix A).
 */
enum PostgresFailure {
  /** The statement or its data are to blame; the transaction is over, the connection is good. */
  FAULT,
  /** It got in another transaction's way; nothing has happened, and it may be done again. */
  REPEAT,
  /** The server or the way to it. */
  OUTAGE;

  static PostgresFailure of(SQLException e) {
    var state = e.getSQLState() == null ? "" : e.getSQLState();
    return switch (state) {
      // Serialization failure, deadlock, lock not available.
      case "40001", "40P01", "55P03" -> REPEAT;
      case "" -> FAULT; // not from the server: a projection's own
      // The role lost its rights, or the tables are gone: no single task is to blame.
      case "42501", "42P01" -> OUTAGE;
      default -> {
        var type = state.length() == 5 ? state.substring(0, 2) : "";
        yield switch (type) {
          case "0A", "21", "22", "23", "2F", "42", "44", "P0" -> FAULT;
          default -> OUTAGE;
        };
      }
    };
  }
}
