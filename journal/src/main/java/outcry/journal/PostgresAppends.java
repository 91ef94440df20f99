package outcry.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import outcry.journal.WriteTask.Append;
import outcry.model.OrderEvent.TradingStateChanged;
import outcry.model.TradingScope;

/**
 * Appends of any number of partitions in one round trip: the fence of each partition, the latch,
 * the order of versions, and the rows. Writer thread only.
 *
 * <p>Locks are always taken in one order (latch, partitions by number, index entries), and what two
 * nodes may both want to insert lies behind the partition's lock, so writers do not deadlock.
 */
final class PostgresAppends {

  /** Nobody halts anything until this commits, and this waits for whoever is halting. */
  private static final String NO_HALT_MEANWHILE = "LOCK TABLE trading_latch IN SHARE MODE;";

  private static final String NOTHING_MEANWHILE =
      "LOCK TABLE trading_latch IN SHARE ROW EXCLUSIVE MODE;";

  private static final String APPEND =
      """
      SELECT 1 FROM partition_lease WHERE partition = ANY (?) ORDER BY partition FOR NO KEY UPDATE;
      UPDATE partition_lease AS l SET sequence = d.sequence, hash = d.hash
      FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bytea[])
        AS d (partition, epoch, before, sequence, hash)
      WHERE l.partition = d.partition AND l.epoch = d.epoch AND l.sequence = d.before
        AND NOT (? AND EXISTS (
          SELECT 1 FROM trading_latch WHERE state = 'HALTED' AND (scope = 'GLOBAL' OR key = ANY (
            CASE scope WHEN 'ACCOUNT' THEN ?::text[] WHEN 'STRATEGY' THEN ?::text[]
              ELSE ?::text[] END))));
      SELECT count(*) FROM unnest(?::bigint[], ?::bigint[], ?::bigint[])
        AS p (partition, order_id, version)
      WHERE NOT EXISTS (SELECT 1 FROM event AS e WHERE e.partition = p.partition
        AND e.order_id = p.order_id AND e.version = p.version AND e.order_id > 0);
      INSERT INTO event (position, epoch, kind, account, order_id, version, client_order_id, venue,
        execution_id, at_nanos, payload, hash)
      SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bigint[],
        ?::bigint[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bytea[], ?::bytea[])
      """;

  private final Connection connection;
  private final PostgresRefusals refusals;
  private final PreparedStatement append;
  private final PreparedStatement appendIntents;
  private final PreparedStatement appendAlone;
  private final PreparedStatement ends;
  private final PreparedStatement latch;
  private final HashChain hashes = new HashChain();

  /** As of this transaction, by partition. */
  private final Map<Integer, PostgresBatch.End> known = new HashMap<>();

  PostgresAppends(Connection connection, PostgresRefusals refusals) throws SQLException {
    this.connection = connection;
    this.refusals = refusals;
    append = connection.prepareStatement(APPEND);
    appendIntents = connection.prepareStatement(NO_HALT_MEANWHILE + APPEND);
    appendAlone = connection.prepareStatement(NOTHING_MEANWHILE + APPEND);
    ends =
        connection.prepareStatement(
            "SELECT partition, sequence, hash FROM partition_lease WHERE partition = ANY (?)");
    latch = connection.prepareStatement(TradingLatch.UPSERT);
  }

  void forget() {
    known.clear();
  }

  /**
   * Appends all of them or, thrown, none. One that changes a trading state comes alone.
   *
   * @throws JournalException why, if it is only one
   */
  void append(List<Append> appends) throws SQLException {
    readEnds(appends);
    if (appends.getFirst().changesTradingState()) {
      appendInPieces(appends.getFirst());
      return;
    }
    var batch = new PostgresBatch(hashes, known);
    appends.forEach(one -> one.appended(batch.add(one.ownership(), one.rows())));
    write(batch.hasIntents() ? appendIntents : append, batch.hasIntents(), batch, appends);
  }

  /** What is behind a change of a trading state is judged by it. */
  private void appendInPieces(Append whole) throws SQLException {
    var statement = appendAlone;
    int from = 0;
    while (from < whole.size()) {
      int to = from + 1;
      while (to < whole.size()
          && !(whole.rows().get(to - 1).event() instanceof TradingStateChanged)) {
        to++;
      }
      var batch = new PostgresBatch(hashes, known);
      whole.appended(batch.add(whole.ownership(), whole.rows().subList(from, to)));
      write(statement, statement == appendAlone, batch, List.of(whole));
      if (whole.rows().get(to - 1).event() instanceof TradingStateChanged changed) {
        Sql.bind(
            latch,
            changed.scope().name(),
            changed.scope() == TradingScope.GLOBAL ? "" : changed.key(),
            changed.state().name(),
            changed.reason(),
            changed.atNanos());
        latch.executeUpdate();
      }
      statement = append;
      from = to;
    }
  }

  private void readEnds(List<Append> appends) throws SQLException {
    var unknown =
        appends.stream()
            .map(one -> one.ownership().partition())
            .distinct()
            .filter(partition -> !known.containsKey(partition))
            .map(Integer::longValue)
            .toArray(Long[]::new);
    if (unknown.length == 0) {
      return;
    }
    ends.setArray(1, connection.createArrayOf("int8", unknown));
    try (var rows = ends.executeQuery()) {
      while (rows.next()) {
        byte[] hash = rows.getBytes(3);
        known.put(
            rows.getInt(1),
            new PostgresBatch.End(rows.getLong(2), hash == null ? HashChain.START : hash));
      }
    }
  }

  private void write(
      PreparedStatement statement, boolean locks, PostgresBatch batch, List<Append> appends)
      throws SQLException {
    batch.bind(statement, connection.unwrap(PGConnection.class));
    statement.execute();
    if (locks) {
      statement.getMoreResults(); // past the LOCK
    }
    statement.getMoreResults(); // past the partitions' rows
    int fenced = statement.getUpdateCount();
    statement.getMoreResults();
    long missing;
    try (var rows = statement.getResultSet()) {
      rows.next();
      missing = rows.getLong(1);
    }
    if (fenced == batch.partitions() && missing == 0) {
      known.putAll(batch.ends());
      return;
    }
    if (appends.size() > 1) {
      throw new Refused();
    }
    var only = appends.getFirst();
    throw fenced == batch.partitions()
        ? new Refused()
        : refusals.fenced(only.ownership(), only.rows());
  }

  /** One of several, or one that the rows tell more about. */
  private static final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    Refused() {
      super("an append is refused", null, false, false);
    }
  }
}
