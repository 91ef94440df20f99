package outcry.journal;

import static outcry.journal.Sql.bind;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The writer's SQL for projections, the same on both databases. Writer thread only. */
final class OffsetStatements {

  private final Connection connection;
  private final PreparedStatement begin;
  private final PreparedStatement move;
  private final PreparedStatement offset;

  OffsetStatements(Connection connection) throws SQLException {
    this.connection = connection;
    begin =
        connection.prepareStatement(
            "INSERT INTO reader_offset (reader, partition, sequence) VALUES (?, ?, 0)"
                + " ON CONFLICT DO NOTHING");
    move =
        connection.prepareStatement(
            "UPDATE reader_offset SET sequence = ?"
                + " WHERE reader = ? AND partition = ? AND sequence = ?"
                + " AND ? <= (SELECT sequence FROM partition_lease WHERE partition = ?)");
    offset =
        connection.prepareStatement(
            "SELECT sequence FROM reader_offset WHERE reader = ? AND partition = ?");
  }

  void project(String reader, int partition, long fromSequence, long toSequence, Projection work)
      throws SQLException {
    if (fromSequence == 0) {
      bind(begin, reader, partition);
      begin.executeUpdate();
    }
    bind(move, toSequence, reader, partition, fromSequence, toSequence, partition);
    if (move.executeUpdate() != 1) {
      bind(offset, reader, partition);
      long stored = Sql.number(offset, 0);
      if (stored == fromSequence) {
        throw new IllegalArgumentException(
            "partition %d does not reach sequence %d".formatted(partition, toSequence));
      }
      throw new JournalException.OffsetConflict(reader, partition, fromSequence, stored);
    }
    work.apply(connection);
  }
}
