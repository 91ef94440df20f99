package outcry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static outcry.journal.Events.accepted;
import static outcry.journal.Events.await;
import static outcry.journal.Events.filled;
import static outcry.journal.Events.intended;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerificationTest {

  @TempDir Path folder;

  /** The other database has a subclass. */
  TestDatabase database() {
    return TestDatabase.sqlite(folder);
  }

  /** Whatever keeps people from changing rows. */
  List<String> guards() {
    return List.of("DROP TRIGGER event_keeps", "DROP TRIGGER event_stays");
  }

  @Test
  void aHealthyJournalHasNoViolations() throws SQLException {
    assertEquals(List.of(), violations());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I5 | UPDATE reader_offset SET sequence = 7",
        "I7 | UPDATE event SET execution_id = 'x1', venue = 'BINANCE' WHERE sequence IN (2, 3)",
        "I2 | UPDATE event SET client_order_id = 'c1' WHERE sequence = 2",
        "I8 | UPDATE event SET version = 9 WHERE sequence = 3",
        "I8 | UPDATE event SET version = 4 - version WHERE order_id = 1",
        "I9 | UPDATE event SET epoch = 0 WHERE sequence = 4",
        "I9 | UPDATE event SET epoch = 5",
        "I10 | DELETE FROM event WHERE sequence = 4",
        "I10 | UPDATE partition_lease SET sequence = 3",
      })
  void damageIsFound(String invariant, String damage) throws SQLException {
    var statements = new ArrayList<>(guards());
    for (var index : List.of("order", "client_order_id", "execution")) {
      statements.add("DROP INDEX event_by_" + index);
    }
    statements.add(damage);
    var found = violations(statements.toArray(String[]::new));

    assertTrue(found.stream().anyMatch(v -> v.invariant().equals(invariant)), found::toString);
  }

  private List<Violation> violations(String... damage) throws SQLException {
    var database = database();
    try (var journal = database.open()) {
      var owner = database.claim(journal, 0, "node-1");
      await(
          journal.append(
              owner, List.of(intended(1), accepted(1, 2), filled(1, 3, "x1"), intended(2))));
      await(journal.project("positions", 0, 0, 4, _ -> {}));
    }
    database.execute(damage);
    try (var connection = database.connect()) {
      connection.setAutoCommit(false);
      return Verification.verify(connection, database.dialect());
    }
  }
}
