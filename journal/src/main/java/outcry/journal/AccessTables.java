package outcry.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import outcry.model.access.ApiKey;
import outcry.model.access.Approval;
import outcry.model.access.Approval.State;
import outcry.model.access.Scope;

/** The SQL of keys and approvals; the same on both databases, and asked rarely. */
final class AccessTables {

  private static final String KEY =
      "SELECT id, name, scopes, accounts, secret_hash, created_by, created_at_nanos,"
          + " expires_at_nanos, revoked_at_nanos FROM api_key";
  private static final String LIVE = " WHERE revoked_at_nanos = 0 AND expires_at_nanos > ?";
  private static final String APPROVAL =
      "SELECT id, kind, request, requested_by, requested_at_nanos, expires_at_nanos, state,"
          + " decided_by, decided_at_nanos FROM approval";
  private static final String OPEN = " WHERE state = 'PENDING' AND expires_at_nanos > ?";

  private interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  static SqlQuery<List<ApiKey>> live(long nowNanos) {
    return connection -> all(connection, KEY + LIVE + " ORDER BY id", AccessTables::key, nowNanos);
  }

  static SqlQuery<List<ApiKey>> keys() {
    return connection ->
        all(connection, KEY + " ORDER BY created_at_nanos DESC, id LIMIT 10000", AccessTables::key);
  }

  static void create(Connection connection, ApiKey key) throws SQLException {
    if (!all(connection, KEY + " WHERE id = ?", AccessTables::key, key.id()).isEmpty()) {
      throw new JournalException.AccessRefused("there is a key of that id");
    }
    var count = "SELECT count(*) FROM api_key" + LIVE;
    if (all(connection, count, AccessTables::number, key.createdNanos()).getFirst()
        >= KeyStore.LIVE_MAX) {
      throw new JournalException.AccessRefused(
          "there are " + KeyStore.LIVE_MAX + " keys already: revoke some");
    }
    update(
        connection,
        "INSERT INTO api_key (id, name, scopes, accounts, secret_hash, created_by,"
            + " created_at_nanos, expires_at_nanos, revoked_at_nanos)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        key.id(),
        key.name(),
        Scope.text(key.scopes()),
        String.join(",", key.accounts()),
        key.secretHash(),
        key.createdBy(),
        key.createdNanos(),
        key.expiresNanos(),
        key.revokedNanos());
  }

  static boolean revoke(Connection connection, String id, long nowNanos) throws SQLException {
    return update(
            connection,
            "UPDATE api_key SET revoked_at_nanos = ?"
                + " WHERE id = ? AND revoked_at_nanos = 0 AND expires_at_nanos > ?",
            nowNanos,
            id,
            nowNanos)
        > 0;
  }

  static SqlQuery<List<Approval>> approvals() {
    return connection ->
        all(
            connection,
            APPROVAL + " ORDER BY requested_at_nanos DESC, id LIMIT 1000",
            AccessTables::approval);
  }

  static void request(Connection connection, Approval approval) throws SQLException {
    var count = "SELECT count(*) FROM approval" + OPEN;
    if (all(connection, count, AccessTables::number, approval.requestedNanos()).getFirst()
        >= ApprovalStore.OPEN_MAX) {
      throw new JournalException.AccessRefused(
          ApprovalStore.OPEN_MAX + " requests wait for an approval already");
    }
    update(
        connection,
        "INSERT INTO approval (id, kind, request, requested_by, requested_at_nanos,"
            + " expires_at_nanos, state) VALUES (?, ?, ?, ?, ?, ?, 'PENDING')",
        approval.id(),
        approval.kind(),
        approval.request(),
        approval.requestedBy(),
        approval.requestedNanos(),
        approval.expiresNanos());
  }

  static Approval decide(
      Connection connection, String id, boolean approved, String by, long nowNanos)
      throws SQLException {
    var found = approval(connection, id);
    if (found.isEmpty()) {
      throw new JournalException.AccessRefused("nothing of that id waits for an approval");
    }
    var before = found.get();
    if (approved && before.requestedBy().equals(by)) {
      throw new JournalException.AccessRefused("somebody else has to approve: " + by + " asked");
    }
    if (!before.isOpen(nowNanos)) {
      throw new JournalException.AccessRefused(
          before.state() == State.PENDING
              ? "its time is over"
              : "it is " + before.state() + " by " + before.decidedBy());
    }
    int changed =
        update(
            connection,
            "UPDATE approval SET state = ?, decided_by = ?, decided_at_nanos = ?"
                + " WHERE id = ? AND state = 'PENDING'",
            approved ? State.APPROVED.name() : State.REJECTED.name(),
            by,
            nowNanos,
            id);
    if (changed == 0) {
      throw new JournalException.AccessRefused("somebody else decided it meanwhile");
    }
    return approval(connection, id).orElseThrow();
  }

  private static Optional<Approval> approval(Connection connection, String id) throws SQLException {
    return all(connection, APPROVAL + " WHERE id = ?", AccessTables::approval, id).stream()
        .findFirst();
  }

  private static ApiKey key(ResultSet row) throws SQLException {
    var accounts = row.getString(4);
    return new ApiKey(
        row.getString(1),
        row.getString(2),
        Scope.scopes(row.getString(3)),
        accounts.isEmpty() ? List.of() : List.of(accounts.split(",")),
        row.getString(5),
        row.getString(6),
        row.getLong(7),
        row.getLong(8),
        row.getLong(9));
  }

  private static Approval approval(ResultSet row) throws SQLException {
    return new Approval(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getLong(5),
        row.getLong(6),
        State.valueOf(row.getString(7)),
        row.getString(8),
        row.getLong(9));
  }

  private static long number(ResultSet row) throws SQLException {
    return row.getLong(1);
  }

  private static <T> List<T> all(Connection connection, String sql, Row<T> row, Object... arguments)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      Sql.bind(statement, arguments);
      try (var rows = statement.executeQuery()) {
        var found = new ArrayList<T>();
        while (rows.next()) {
          found.add(row.of(rows));
        }
        return found;
      }
    }
  }

  private static int update(Connection connection, String sql, Object... arguments)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      Sql.bind(statement, arguments);
      return statement.executeUpdate();
    }
  }

  private AccessTables() {}
}
