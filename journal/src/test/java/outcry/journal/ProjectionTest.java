package outcry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static outcry.journal.Events.await;
import static outcry.journal.Events.failure;
import static outcry.journal.Events.intended;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import outcry.journal.JournalException.OffsetConflict;

class ProjectionTest {

  @TempDir Path folder;
  private TestDatabase database;
  private SqlJournal journal;
  private Ownership owner;

  /** The other database has a subclass. */
  TestDatabase database() {
    return TestDatabase.sqlite(folder);
  }

  @BeforeEach
  void open() {
    if (database == null) {
      database = database();
    }
    journal = database.open();
    owner = database.claim(journal, 0, "node-1");
    await(journal.append(owner, List.of(intended(1), intended(2), intended(3))));
  }

  @AfterEach
  void close() {
    if (journal != null) {
      journal.close();
    }
  }

  private static void addFee(Connection connection, long fee) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.executeUpdate(
          "INSERT INTO cash VALUES ('a', 'USDT', "
              + fee
              + ", 0, 1, 1)"
              + " ON CONFLICT (account, currency) DO UPDATE SET fees = cash.fees + excluded.fees");
    }
  }

  private long fees() {
    return await(
        journal.query(
            connection -> {
              try (var statement = connection.createStatement();
                  var row = statement.executeQuery("SELECT coalesce(sum(fees), 0) FROM cash")) {
                row.next();
                return row.getLong(1);
              }
            }));
  }

  @Test
  void workAndOffsetMoveTogether() {
    assertEquals(0, await(journal.offset("positions", 0)));

    await(journal.project("positions", 0, 0, 2, connection -> addFee(connection, 5)));
    await(journal.project("positions", 0, 2, 3, connection -> addFee(connection, 7)));
    await(journal.project("other", 0, 0, 1, connection -> addFee(connection, 100)));

    assertEquals(112, fees());
    assertEquals(3, await(journal.offset("positions", 0)));
    assertEquals(1, await(journal.offset("other", 0)));
    assertEquals(List.of(), await(journal.verify()));
  }

  @Test
  void workDoneOnceIsNotDoneAgain() {
    await(journal.project("positions", 0, 0, 2, connection -> addFee(connection, 5)));

    var again =
        failure(
            OffsetConflict.class,
            journal.project("positions", 0, 0, 2, connection -> addFee(connection, 5)));

    assertEquals(2, again.stored());
    assertEquals(5, fees());
    assertEquals(2, await(journal.offset("positions", 0)));
  }

  @Test
  void aThrowingProjectionLeavesNothing() {
    var trouble = new IllegalStateException("trouble");

    assertSame(
        trouble,
        failure(
            IllegalStateException.class,
            journal.project(
                "positions",
                0,
                0,
                2,
                connection -> {
                  addFee(connection, 5);
                  throw trouble;
                })));
    failure(
        SQLException.class,
        journal.project(
            "positions",
            0,
            0,
            2,
            connection -> {
              addFee(connection, 5);
              try (var statement = connection.createStatement()) {
                statement.executeUpdate("INSERT INTO cash VALUES ('b', 'USDT', 'text', 0, 1, 1)");
              }
            }));

    assertEquals(0, fees());
    assertEquals(0, await(journal.offset("positions", 0)));
    assertEquals(4, await(journal.append(owner, List.of(intended(4)))));
  }

  @Test
  void aProjectionBeyondTheJournalIsRefused() {
    failure(
        IllegalArgumentException.class, journal.project("positions", 0, 0, 4, connection -> {}));
    assertEquals(0, await(journal.offset("positions", 0)));
  }

  @Test
  void aQueryCannotWrite() {
    failure(
        SQLException.class,
        journal.query(
            connection -> {
              addFee(connection, 5);
              return 0;
            }));
    assertEquals(0, fees());
  }
}
