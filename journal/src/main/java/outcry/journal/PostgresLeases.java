package outcry.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import outcry.model.cluster.LeaseTerms;
import outcry.model.cluster.Shard;
import outcry.model.cluster.ShardLease;

/**
 * The SQL of leases: the rules of {@link outcry.model.cluster.LeaseRow} on the server's clock. Rows
 * are always locked in order, so that holders do not deadlock. One thread.
 */
final class PostgresLeases {

  private static final String ENDS = "clock_timestamp() + ?::bigint * interval '1 microsecond'";

  /** Those of some leases that somebody holds, locked. */
  private static final String MINE =
      """
      WITH mine AS (
        SELECT l.kind, l.key FROM unnest(?::text[], ?::text[], ?::bigint[]) AS s (kind, key, epoch)
        JOIN lease AS l ON l.kind = s.kind AND l.key = s.key AND l.epoch = s.epoch AND l.holder = ?
        ORDER BY l.kind, l.key FOR UPDATE OF l)
      """;

  private final Connection connection;
  private final PreparedStatement claim;
  private final PreparedStatement renew;
  private final PreparedStatement release;
  private final PreparedStatement leases;

  PostgresLeases(Connection connection) throws SQLException {
    this.connection = connection;
    claim =
        connection.prepareStatement(
            "INSERT INTO lease AS l (kind, key, epoch, holder, ends_at) SELECT kind, key, 1, ?, "
                + ENDS
                + " FROM unnest(?::text[], ?::text[]) AS s (kind, key) ORDER BY kind, key"
                + " ON CONFLICT (kind, key) DO UPDATE SET epoch = l.epoch + 1,"
                + " holder = excluded.holder, ends_at = excluded.ends_at"
                + " WHERE l.holder IN ('', excluded.holder) OR l.ends_at <= clock_timestamp()"
                + " RETURNING kind, key, epoch");
    renew =
        connection.prepareStatement(
            MINE
                + "UPDATE lease AS l SET ends_at = "
                + ENDS
                + " FROM mine WHERE l.kind = mine.kind AND l.key = mine.key"
                + " RETURNING l.kind, l.key");
    release =
        connection.prepareStatement(
            MINE
                + "UPDATE lease AS l SET holder = '', ends_at = clock_timestamp()"
                + " FROM mine WHERE l.kind = mine.kind AND l.key = mine.key");
    leases =
        connection.prepareStatement(
            "SELECT kind, key, epoch, holder, holder <> '' AND ends_at > clock_timestamp()"
                + " FROM lease");
  }

  Map<Shard, Long> claim(String holder, Collection<Shard> shards, LeaseTerms terms)
      throws SQLException {
    claim.setString(1, holder);
    claim.setLong(2, terms.lastsNanos() / 1_000);
    bind(claim, 3, shards);
    var epochs = new TreeMap<Shard, Long>();
    try (var rows = claim.executeQuery()) {
      while (rows.next()) {
        epochs.put(shard(rows), rows.getLong(3));
      }
    }
    return epochs;
  }

  Set<Shard> renew(String holder, Map<Shard, Long> epochs, LeaseTerms terms) throws SQLException {
    bind(renew, holder, epochs);
    renew.setLong(5, terms.lastsNanos() / 1_000);
    var renewed = new TreeSet<Shard>();
    try (var rows = renew.executeQuery()) {
      while (rows.next()) {
        renewed.add(shard(rows));
      }
    }
    return renewed;
  }

  Void release(String holder, Map<Shard, Long> epochs) throws SQLException {
    bind(release, holder, epochs);
    release.executeUpdate();
    return null;
  }

  List<ShardLease> leases() throws SQLException {
    var found = new ArrayList<ShardLease>();
    try (var rows = leases.executeQuery()) {
      while (rows.next()) {
        found.add(
            new ShardLease(shard(rows), rows.getString(4), rows.getLong(3), rows.getBoolean(5)));
      }
    }
    found.sort(Comparator.comparing(ShardLease::shard));
    return List.copyOf(found);
  }

  private void bind(PreparedStatement statement, String holder, Map<Shard, Long> epochs)
      throws SQLException {
    var shards = new LinkedHashSet<>(epochs.keySet());
    bind(statement, 1, shards);
    var held = shards.stream().map(epochs::get).toArray(Long[]::new);
    statement.setArray(3, connection.createArrayOf("int8", held));
    statement.setString(4, holder);
  }

  private void bind(PreparedStatement statement, int at, Collection<Shard> shards)
      throws SQLException {
    var kinds = shards.stream().map(shard -> shard.kind().name()).toArray(String[]::new);
    var keys = shards.stream().map(Shard::key).toArray(String[]::new);
    statement.setArray(at, connection.createArrayOf("text", kinds));
    statement.setArray(at + 1, connection.createArrayOf("text", keys));
  }

  private static Shard shard(ResultSet row) throws SQLException {
    return new Shard(Shard.Kind.valueOf(row.getString(1)), row.getString(2));
  }
}
