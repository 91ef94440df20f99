package outcry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static outcry.journal.Events.NOW;
import static outcry.journal.Events.await;
import static outcry.journal.Events.failure;
import static outcry.journal.Events.intended;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import outcry.journal.DatabaseRefusedException.Reason;
import outcry.journal.JournalException.Overloaded;
import outcry.journal.JournalException.Unavailable;

class OpenAndCloseTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("data").resolve("journal.db");
  }

  private SqliteJournal open() {
    return SqliteJournal.open(file, JournalConfig.DEFAULT);
  }

  private void refused(Reason reason) {
    var refusal = assertThrows(DatabaseRefusedException.class, this::open);
    assertEquals(reason, refusal.reason(), refusal.getMessage());
    assertTrue(refusal.getMessage().startsWith(reason + ": " + file + ": "), refusal.getMessage());
  }

  private void sql(String... statements) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void reopeningContinues() {
    try (var journal = open()) {
      var owner = await(journal.claim(0, "node-1", NOW));
      await(journal.append(owner, List.of(intended(1))));
    }
    try (var journal = open()) {
      var owner = await(journal.claim(0, "node-1", NOW));
      assertEquals(new Ownership(0, 2, "node-1", 1), owner);
      assertEquals(2, await(journal.append(owner, List.of(intended(2)))));
      assertEquals(List.of(), await(journal.verify()));
    }
  }

  @Test
  void aSecondJournalIsRefusedAndTheFirstGoesOn() {
    try (var journal = open()) {
      refused(Reason.DATABASE_IN_USE);
      assertEquals(1, await(journal.claim(0, "node-1", NOW)).epoch());
      refused(Reason.DATABASE_IN_USE);
    }
    open().close();
  }

  @Test
  void aNewerDatabaseIsRefused() throws SQLException {
    open().close();
    sql(
        "INSERT INTO flyway_schema_history SELECT 99, '99', description, type, 'V99__x.sql',"
            + " checksum, installed_by, installed_on, execution_time, success"
            + " FROM flyway_schema_history WHERE version = '1'");
    refused(Reason.DATABASE_TOO_NEW);
  }

  @Test
  void aDatabaseOfSomethingElseIsRefused() throws IOException, SQLException {
    Files.createDirectories(file.getParent());
    sql("CREATE TABLE somebody_else (id INTEGER)");
    refused(Reason.DATABASE_SCHEMA);
  }

  @Test
  void rubbishIsRefused() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "this is not a database, by far not ".repeat(100));
    refused(Reason.DATABASE_CORRUPT);
  }

  @Test
  void aJournalWithoutItsEndIsRefused() throws SQLException {
    try (var journal = open()) {
      await(journal.append(await(journal.claim(0, "n", NOW)), List.of(intended(1), intended(2))));
    }
    sql("DROP TRIGGER event_stays");
    sql("DELETE FROM event WHERE sequence = 2");
    refused(Reason.DATABASE_CORRUPT);
  }

  @Test
  void aTruncatedDatabaseIsRefused() throws IOException {
    try (var journal = open()) {
      await(journal.append(await(journal.claim(0, "n", NOW)), List.of(intended(1))));
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(8_192);
    }
    refused(Reason.DATABASE_CORRUPT);
  }

  @Test
  void aFolderInPlaceOfTheFileIsRefused() throws IOException {
    Files.createDirectories(file);
    refused(Reason.DATABASE_CORRUPT);
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefused() throws IOException {
    Files.writeString(file.getParent(), "in the way");
    refused(Reason.DATABASE_READ_ONLY);
  }

  @Test
  void aReadOnlyFileIsRefused() {
    open().close();
    assertTrue(file.toFile().setReadOnly());
    assumeTrue(!Files.isWritable(file), "this user may write read-only files");
    refused(Reason.DATABASE_READ_ONLY);
  }

  @Test
  void settingsThatDurabilityNeedsAreInForce() throws SQLException {
    open().close();
    try (var connection = new Database(file, config(77)).openWriter();
        var statement = connection.createStatement()) {
      for (var setting :
          List.of("journal_mode=wal", "synchronous=2", "fullfsync=1", "wal_autocheckpoint=77")) {
        var name = setting.substring(0, setting.indexOf('='));
        try (var row = statement.executeQuery("PRAGMA " + name)) {
          assertEquals(setting, name + "=" + row.getString(1));
        }
      }
    }
  }

  private static JournalConfig config(int checkpointPages) {
    return new JournalConfig(10, 1, 1, 1, checkpointPages, JournalConfig.Durability.POWER_LOSS);
  }

  @Test
  void whatIsThrownAwayAnywayDoesNotWaitForTheDisk() throws SQLException {
    var config = JournalConfig.DEFAULT.with(JournalConfig.Durability.PROCESS_DEATH);
    SqliteJournal.open(file, config).close();
    try (var connection = new Database(file, config).openWriter();
        var statement = connection.createStatement();
        var row = statement.executeQuery("PRAGMA synchronous")) {
      assertEquals("0", row.getString(1));
    }
  }

  @Test
  void aSettingThatWasNotTakenIsRefused() {
    var memory = new Database(Path.of(":memory:"), config(77)); // SQLite has no log for it
    var refusal = assertThrows(DatabaseRefusedException.class, memory::openWriter);
    assertEquals(Reason.DATABASE_SETTINGS, refusal.reason());
    assertEquals(
        "DATABASE_SETTINGS: :memory:: journal_mode is memory, needed is wal", refusal.getMessage());
  }

  @Test
  void closeFinishesWhatIsQueuedAndRefusesTheRest() {
    var stages = new ArrayList<CompletionStage<Long>>();
    var journal = open();
    var owner = await(journal.claim(0, "node-1", NOW));
    for (int id = 1; id <= 5_000; id++) {
      stages.add(journal.append(owner, List.of(intended(id))));
    }
    journal.close();
    journal.close();

    assertTrue(stages.stream().allMatch(stage -> stage.toCompletableFuture().isDone()));
    assertEquals(5_000, await(stages.getLast()));
    var refused = failure(Unavailable.class, journal.append(owner, List.of(intended(9_999))));
    assertEquals("journal unavailable: closed", refused.getMessage());
    failure(Unavailable.class, journal.read(0, 0, 1));
    try (var again = open()) {
      assertEquals(5_000, await(again.lastSequence(0)));
    }
  }

  @Test
  @Timeout(10)
  void closeBreaksOffAQueryThatTakesTooLong() throws InterruptedException {
    var journal = open();
    var begun = new CountDownLatch(1);
    var endless =
        journal.query(
            connection -> {
              begun.countDown();
              try (var statement = connection.createStatement();
                  var rows =
                      statement.executeQuery(
                          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                              + " SELECT count(*) FROM n")) {
                return rows.next();
              }
            });
    begun.await();

    journal.close();

    assertEquals("journal unavailable: closed", failure(Unavailable.class, endless).getMessage());
  }

  @Test
  void aFullQueueRefusesAndLosesNothing() throws InterruptedException {
    var config = new JournalConfig(3, 1, 1, 1, 1_000, JournalConfig.Durability.POWER_LOSS);
    var started = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    try (var journal = SqliteJournal.open(file, config)) {
      var owner = await(journal.claim(0, "node-1", NOW));
      var held =
          journal.project(
              "slow",
              0,
              0,
              0,
              _ -> {
                started.countDown();
                uninterruptibly(go);
              });
      started.await();
      var queued =
          List.of(
              journal.append(owner, List.of(intended(1))),
              journal.append(owner, List.of(intended(2))),
              journal.append(owner, List.of(intended(3))));
      failure(Overloaded.class, journal.append(owner, List.of(intended(4))));
      assertEquals(3, journal.stats().queued());
      go.countDown();
      await(held);
      assertEquals(3, await(queued.getLast()));
      assertEquals(4, await(journal.append(owner, List.of(intended(4)))));
    }
  }

  private static void uninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void afterADatabaseErrorEverythingIsRefused() throws SQLException {
    try (var journal = open()) {
      var owner = await(journal.claim(0, "node-1", NOW));
      // Takes the table away under the writer: its next statement fails for no fault of an append.
      sql("ALTER TABLE event RENAME TO gone");
      failure(Unavailable.class, journal.append(owner, List.of(intended(1))));
      sql("ALTER TABLE gone RENAME TO event");
      failure(Unavailable.class, journal.append(owner, List.of(intended(1))));
      failure(Unavailable.class, journal.claim(0, "node-1", NOW));
    }
    try (var journal = open()) {
      assertEquals(0, await(journal.lastSequence(0)));
    }
  }
}
