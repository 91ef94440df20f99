package outcry.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import outcry.journal.DatabaseRefusedException.Reason;

/** Recomputes the hash chains of a database (I23). */
public final class Audit {

  /** Violations of one chain that are listed: behind a broken link everything is. */
  private static final int LISTED_MAX = 1;

  private static final int FETCHED = 10_000;

  private final Connection connection;
  private final HashChain hashes = new HashChain();
  private final List<AuditReport.Chain> chains = new ArrayList<>();
  private final List<Violation> violations = new ArrayList<>();

  private Audit(Connection connection) {
    this.connection = connection;
  }

  /**
   * Audits a database, whether or not a process has it open; blocks, about a second for a million
   * rows.
   *
   * @throws DatabaseRefusedException if it cannot be read
   */
  public static AuditReport of(Path databaseFile) {
    var database = new Database(databaseFile.toAbsolutePath().normalize(), JournalConfig.DEFAULT);
    if (!Files.isRegularFile(database.file())) {
      throw new DatabaseRefusedException(
          Reason.DATABASE_UNAVAILABLE, database.file(), "there is no such file", null);
    }
    try (var connection = database.openReader()) {
      connection.setAutoCommit(false); // begins a transaction: one state for all statements
      return of(connection);
    } catch (SQLException e) {
      throw database.refused(e);
    }
  }

  /**
   * Audits a database server's database, whoever has it open; blocks.
   *
   * @throws DatabaseRefusedException if it cannot be read
   */
  public static AuditReport of(PostgresConfig config) {
    var database = new PostgresDatabase(config);
    var reading = new PostgresReading(database, PostgresDatabase.Purpose.INSPECT);
    try (var connection = reading.open()) {
      connection.setAutoCommit(false); // begins a transaction: one state for all statements
      return of(connection);
    } catch (SQLException e) {
      throw database.refused(e);
    }
  }

  /**
   * @param connection in a transaction, so that it sees one state of the database
   */
  static AuditReport of(Connection connection) throws SQLException {
    var audit = new Audit(connection);
    audit.partitions();
    audit.notes();
    return new AuditReport(audit.chains, audit.violations);
  }

  private void partitions() throws SQLException {
    try (var statement = connection.createStatement();
        var leases =
            statement.executeQuery(
                "SELECT partition, sequence, hash FROM partition_lease ORDER BY partition")) {
      while (leases.next()) {
        partition(leases.getInt(1), leases.getLong(2), leases.getBytes(3));
      }
    }
  }

  private void partition(int partition, long leased, byte[] leasedHash) throws SQLException {
    var name = "partition " + partition;
    int listed = 0;
    long rows = 0;
    long expected = -1;
    byte[] head = HashChain.START;
    try (var statement =
        connection.prepareStatement(
            "SELECT position, epoch, payload, hash FROM event"
                + " WHERE position BETWEEN ? AND ? ORDER BY position")) {
      statement.setFetchSize(FETCHED); // else PostgreSQL's driver holds all of them
      statement.setLong(1, EventRow.position(partition, 1));
      statement.setLong(2, EventRow.position(partition + 1, 0) - 1);
      try (var events = statement.executeQuery()) {
        while (events.next()) {
          long position = events.getLong(1);
          byte[] stored = events.getBytes(4);
          if (stored == null && rows == 0) {
            continue; // of before there were chains
          }
          byte[] hash = hashes.event(head, position, events.getLong(2), events.getBytes(3));
          boolean follows = expected < 0 || position == expected;
          if ((!follows || !Arrays.equals(hash, stored)) && listed++ < LISTED_MAX) {
            long sequence = position - EventRow.position(partition, 0);
            violate(name + ": the chain breaks at sequence " + sequence);
          }
          expected = position + 1;
          head = stored == null ? hash : stored; // one broken link is told once
          rows++;
        }
      }
    }
    boolean complete = rows == 0 ? leasedHash == null : Arrays.equals(head, leasedHash);
    if (!complete || (rows > 0 && expected - 1 != EventRow.position(partition, leased))) {
      violate(name + ": its last event is not the one that was appended last");
    }
    chains.add(new AuditReport.Chain(name, rows, HexFormat.of().formatHex(head)));
  }

  private void notes() throws SQLException {
    long number = 0;
    int listed = 0;
    byte[] head = HashChain.START;
    try (var statement = connection.createStatement();
        var notes =
            statement.executeQuery(
                "SELECT number, at_nanos, kind, account, actor, detail, hash"
                    + " FROM audit_note ORDER BY number")) {
      while (notes.next()) {
        number++;
        byte[] stored = notes.getBytes(7);
        if ((notes.getLong(1) != number || !Arrays.equals(noteHash(head, notes), stored))
            && listed++ < LISTED_MAX) {
          violate("notes: the chain breaks at number " + notes.getLong(1));
        }
        number = notes.getLong(1);
        head = stored;
      }
    }
    chains.add(new AuditReport.Chain("notes", number, HexFormat.of().formatHex(head)));
  }

  /** Null if the row cannot be a note at all. */
  private byte[] noteHash(byte[] head, ResultSet row) throws SQLException {
    for (var kind : AuditNote.Kind.values()) {
      if (kind.name().equals(row.getString(3))) {
        return hashes.note(
            head,
            row.getLong(1),
            new AuditNote(
                row.getLong(2), kind, row.getString(4), row.getString(5), row.getString(6)));
      }
    }
    return null;
  }

  private void violate(String detail) {
    violations.add(new Violation("I23", detail));
  }
}
