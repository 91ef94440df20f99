package outcry.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The writer's SQL for notes. Writer thread only. */
final class NoteStatements {

  private final HashChain hashes = new HashChain();
  private final PreparedStatement last;
  private final PreparedStatement insert;

  NoteStatements(Connection connection) throws SQLException {
    last =
        connection.prepareStatement(
            "SELECT number, hash FROM audit_note ORDER BY number DESC LIMIT 1");
    insert =
        connection.prepareStatement(
            "INSERT INTO audit_note (number, at_nanos, kind, account, actor, detail, hash)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)");
  }

  /** Its number. */
  long append(AuditNote note) throws SQLException {
    long number = 1;
    byte[] before = HashChain.START;
    try (var row = last.executeQuery()) {
      if (row.next()) {
        number = row.getLong(1) + 1;
        before = row.getBytes(2);
      }
    }
    insert.setLong(1, number);
    insert.setLong(2, note.atNanos());
    insert.setString(3, note.kind().name());
    insert.setString(4, note.account());
    insert.setString(5, note.actor());
    insert.setString(6, note.detail());
    insert.setBytes(7, hashes.note(before, number, note));
    insert.executeUpdate();
    return number;
  }
}
