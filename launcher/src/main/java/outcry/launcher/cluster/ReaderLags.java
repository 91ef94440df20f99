package outcry.launcher.cluster;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import outcry.journal.SqlQuery;
import outcry.model.cluster.ReaderLag;

/** How far every reader of the journal is behind it. */
final class ReaderLags implements SqlQuery<List<ReaderLag>> {

  private static final String LAGS =
      """
      SELECT o.reader, o.partition, o.sequence, l.sequence
      FROM reader_offset o JOIN partition_lease l ON l.partition = o.partition
      ORDER BY o.reader, o.partition
      """;

  @Override
  public List<ReaderLag> ask(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(LAGS);
        var rows = statement.executeQuery()) {
      var lags = new ArrayList<ReaderLag>();
      while (rows.next()) {
        lags.add(
            new ReaderLag(rows.getString(1), rows.getInt(2), rows.getLong(3), rows.getLong(4)));
      }
      return lags;
    }
  }
}
