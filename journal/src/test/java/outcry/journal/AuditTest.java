package outcry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static outcry.journal.Events.NOW;
import static outcry.journal.Events.accepted;
import static outcry.journal.Events.await;
import static outcry.journal.Events.filled;
import static outcry.journal.Events.intended;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditTest {

  @TempDir Path folder;

  @Test
  void whatWasOnlyAppendedIsWhole() {
    write();

    var report = Audit.of(file());

    assertEquals(List.of(), report.violations());
    assertEquals(
        List.of("partition 0: 4", "partition 1: 1", "notes: 2"),
        report.chains().stream().map(chain -> chain.name() + ": " + chain.rows()).toList());
  }

  @Test
  void theChainGoesOnInTheNextProcessAndAfterANewOwner() {
    write();
    var before = Audit.of(file()).chains().getFirst().head();
    try (var journal = open()) {
      var owner = await(journal.claim(0, "node-2", NOW));
      await(journal.append(owner, List.of(accepted(2, 2))));
      var report = await(journal.audit()); // as it is while somebody has it open

      assertEquals(List.of(), report.violations());
      assertEquals(5, report.chains().getFirst().rows());
      assertNotEquals(before, report.chains().getFirst().head());
    }
  }

  /** A refused command says what it likes. */
  @Test
  void aNoteOfAnyTextIsAsItWasWritten() {
    try (var journal = open()) {
      for (var text :
          List.of("nul \0 inside", "half \ud800 a pair", "\udc00", "\ud83d\ude00", "")) {
        await(journal.note(new AuditNote(NOW, AuditNote.Kind.REFUSAL, text, text, text)));
      }
      assertEquals(List.of(), await(journal.audit()).violations());
    }
    assertEquals(List.of(), Audit.of(file()).violations());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE event SET payload = zeroblob(9) WHERE sequence = 2 | partition 0: the chain breaks"
            + " at sequence 2",
        "UPDATE event SET epoch = 7 WHERE sequence = 3 | partition 0: the chain breaks at"
            + " sequence 3",
        "DELETE FROM event WHERE sequence = 2 | partition 0: the chain breaks at sequence 3",
        "DELETE FROM event WHERE sequence = 1 | partition 0: the chain breaks at sequence 2",
        "DELETE FROM event WHERE sequence = 4 | partition 0: its last event is not the one that"
            + " was appended last",
        "UPDATE partition_lease SET sequence = 3 | partition 0: its last event is not the one that"
            + " was appended last",
        "UPDATE event SET hash = NULL WHERE sequence = 3 | partition 0: the chain breaks at"
            + " sequence 3",
        "UPDATE audit_note SET detail = 'nothing' WHERE number = 1 | notes: the chain breaks at"
            + " number 1",
        "DELETE FROM audit_note WHERE number = 1 | notes: the chain breaks at number 2",
        "UPDATE audit_note SET kind = 'JOKE' | notes: the chain breaks at number 1",
      })
  void everyTamperingIsFound(String damage, String expected) throws SQLException {
    write();
    damage(
        "DROP TRIGGER event_keeps",
        "DROP TRIGGER event_stays",
        "DROP TRIGGER audit_note_keeps",
        "DROP TRIGGER audit_note_stays",
        damage);

    assertEquals(
        new Violation("I23", expected), Audit.of(file()).violations().getFirst(), expected);
  }

  @ParameterizedTest
  @CsvSource({
    "UPDATE event SET epoch = 2",
    "DELETE FROM event",
    "UPDATE audit_note SET actor = 'x'",
    "DELETE FROM audit_note"
  })
  void theDatabaseItselfOnlyAppends(String change) {
    write();

    assertThrows(SQLException.class, () -> damage(change));
  }

  /** A database that was filled before there were chains goes on with one. */
  @Test
  void rowsOfBeforeTheChainsAreNoViolation() throws SQLException {
    write();
    damage(
        "DROP TRIGGER event_keeps",
        "UPDATE event SET hash = NULL",
        "UPDATE partition_lease SET hash = NULL");
    try (var journal = open()) {
      var owner = await(journal.claim(0, "node-2", NOW));
      await(journal.append(owner, List.of(accepted(2, 2))));
    }

    var report = Audit.of(file());

    assertEquals(List.of(), report.violations());
    assertEquals(1, report.chains().getFirst().rows());
  }

  @Test
  void aMissingFileIsRefused() {
    var refused =
        assertThrows(DatabaseRefusedException.class, () -> Audit.of(folder.resolve("nothing.db")));

    assertEquals(DatabaseRefusedException.Reason.DATABASE_UNAVAILABLE, refused.reason());
  }

  private void write() {
    try (var journal = open()) {
      var first = await(journal.claim(0, "node-1", NOW));
      var second = await(journal.claim(1, "node-1", NOW));
      await(journal.append(first, List.of(intended(1), accepted(1, 2), filled(1, 3, "x1"))));
      await(journal.append(second, List.of(intended("other", 1, "o1"))));
      await(journal.append(first, List.of(intended(2))));
      await(journal.note(note("HALTED", "trading is halted")));
      await(journal.note(note("OVERLOADED", "too much")));
    }
  }

  private static AuditNote note(String code, String detail) {
    return new AuditNote(NOW, AuditNote.Kind.REFUSAL, "paper", "sma", code + ": " + detail);
  }

  private Path file() {
    return folder.resolve("journal.db");
  }

  private SqliteJournal open() {
    return SqliteJournal.open(file(), JournalConfig.DEFAULT);
  }

  private void damage(String... statements) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
