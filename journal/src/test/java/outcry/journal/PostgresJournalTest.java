package outcry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static outcry.journal.Events.NOW;
import static outcry.journal.Events.accepted;
import static outcry.journal.Events.await;
import static outcry.journal.Events.failure;
import static outcry.journal.Events.filled;
import static outcry.journal.Events.intended;
import static outcry.journal.Events.state;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import outcry.journal.DatabaseRefusedException.Reason;
import outcry.journal.JournalException.Fenced;
import outcry.journal.JournalException.Halted;
import outcry.journal.JournalException.NotLeased;
import outcry.model.TradingScope;
import outcry.model.TradingState;
import outcry.postgres.testing.PostgresServer;
import outcry.postgres.testing.SharedPostgres;

/** What only a database that several nodes share must do. */
class PostgresJournalTest {

  private PostgresServer server;
  private String name;
  private TestDatabase database;
  private SqlJournal one;
  private SqlJournal other;

  @BeforeEach
  void open() {
    server = SharedPostgres.serverOrSkip();
    name = server.createDatabase();
    database = TestDatabase.postgres(server, name);
    one = database.open();
    other = database.open();
  }

  @AfterEach
  void close() {
    if (one != null) {
      one.close();
      other.close();
    }
  }

  @Test
  void onlyWhoHasTheLeaseClaims() {
    var refused = failure(NotLeased.class, one.claim(7, "node-1", NOW));
    assertEquals("the lease of order 7 is not with node-1", refused.getMessage());
    database.lend(7, "node-2");

    failure(NotLeased.class, one.claim(7, "node-1", NOW));
    assertEquals(new Ownership(7, 1, "node-2", 0), await(other.claim(7, "node-2", NOW)));
  }

  @Test
  void anOwnerOnAnotherNodeIsFenced() {
    var old = database.claim(one, 7, "node-1");
    await(one.append(old, List.of(intended(1))));
    var young = database.claim(other, 7, "node-2");
    await(other.append(young, List.of(accepted(1, 2))));

    var fenced = failure(Fenced.class, one.append(old, List.of(accepted(1, 2))));

    assertEquals(2, fenced.currentEpoch());
    assertEquals(List.of(), await(one.verify()));
  }

  /** The latch and the intents wait for one another: none is committed behind the halt. */
  @Test
  void aHaltOfOneNodeIsSeenByAppendsOfAll() {
    var mine = database.claim(one, 1, "node-1");
    var theirs = database.claim(other, 2, "node-2");
    var intents = new ArrayList<CompletionStage<Long>>();
    CompletionStage<Long> halt = null;
    for (int i = 1; i <= 400; i++) {
      intents.add(other.append(theirs, List.of(intended("theirs", i, "c" + i))));
      if (i == 200) {
        halt = one.append(mine, List.of(state(TradingScope.GLOBAL, "", TradingState.HALTED)));
      }
    }
    await(halt);
    failure(Halted.class, other.append(theirs, List.of(intended("theirs", 999, "late"))));

    long accepted = 0;
    for (var intent : intents) {
      try {
        accepted = Math.max(accepted, await(intent));
      } catch (CompletionException e) {
        assertInstanceOf(Halted.class, e.getCause());
      }
    }
    assertEquals(accepted, await(other.lastSequence(2)));
    assertEquals(List.of(), await(other.verify()));
    await(one.append(mine, List.of(state(TradingScope.GLOBAL, "", TradingState.ACTIVE))));
    await(other.append(theirs, List.of(intended("theirs", 999, "late"))));
  }

  /** A snapshot of before the halt's commit would let it through. */
  @Test
  void anIntentWaitsForAHaltThatIsUnderWay() throws SQLException {
    var owner = database.claim(one, 1, "node-1");
    try (var halting = database.connect();
        var statement = halting.createStatement()) {
      halting.setAutoCommit(false);
      statement.execute("INSERT INTO trading_latch VALUES ('GLOBAL', '', 'HALTED', 'test', 0)");
      var intent = one.append(owner, List.of(intended(1)));
      awaitBlocked(statement);
      halting.commit();

      failure(Halted.class, intent);
    }
  }

  private static void awaitBlocked(Statement statement) throws SQLException {
    long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (true) {
      try (var row = statement.executeQuery("SELECT count(*) FROM pg_locks WHERE NOT granted")) {
        row.next();
        if (row.getLong(1) > 0) {
          return;
        }
      }
      assertTrue(System.nanoTime() < endNanos, "nobody waits");
    }
  }

  @Test
  void aHaltWithinAnAppendHoldsForWhatIsBehindIt() {
    var owner = database.claim(one, 1, "node-1");
    var halt = state(TradingScope.ACCOUNT, Events.ACCOUNT, TradingState.HALTED);

    failure(Halted.class, one.append(owner, List.of(intended(1), halt, intended(2))));
    assertEquals(List.of(), await(one.tradingLatches()));
    assertEquals(3, await(one.append(owner, List.of(intended(1), halt, accepted(1, 2)))));
  }

  @Test
  void notesOfSeveralNodesMakeOneChain() {
    var notes = new ArrayList<CompletionStage<Long>>();
    for (int i = 0; i < 60; i++) {
      var note = new AuditNote(NOW, AuditNote.Kind.OPERATOR, "", "operator", "note \0 " + i);
      notes.add((i % 2 == 0 ? one : other).note(note));
    }

    assertEquals(
        IntStream.rangeClosed(1, 60).mapToObj(Long::valueOf).toList(),
        notes.stream().map(Events::await).sorted().toList());
    var report = await(one.audit());
    assertEquals(List.of(), report.violations());
    assertEquals(60, report.chains().getLast().rows());
    assertEquals(report, Audit.of(TestDatabase.config(server, name)));
  }

  @Test
  void nodesThatWriteDifferentPartitionsDoNotHinderOneAnother() {
    var done = new ArrayList<CompletableFuture<Void>>();
    for (int node = 0; node < 2; node++) {
      var journal = node == 0 ? one : other;
      for (int partition = node * 4; partition < node * 4 + 4; partition++) {
        var owner = database.claim(journal, partition, "node-" + node);
        done.add(CompletableFuture.runAsync(() -> appendMany(journal, owner)));
      }
    }
    done.forEach(Events::await);

    for (int partition = 0; partition < 8; partition++) {
      assertEquals(900, await(one.lastSequence(partition)));
    }
    assertEquals(List.of(), await(one.verify()));
    assertEquals(List.of(), await(other.audit()).violations());
  }

  private static void appendMany(Journal journal, Ownership owner) {
    var stages = new ArrayList<CompletionStage<Long>>();
    var account = "account-" + owner.partition();
    for (int i = 1; i <= 300; i++) {
      stages.add(journal.append(owner, List.of(intended(account, i, "c" + i))));
      stages.add(
          journal.append(
              owner, List.of(accepted(i, 2), filled(i, 3, owner.partition() + "x" + i))));
    }
    stages.forEach(Events::await);
  }

  @Test
  void severalNodesMayCreateTheTablesAtOnce() {
    var fresh = TestDatabase.postgres(server, server.createDatabase());

    var opened =
        IntStream.range(0, 4).mapToObj(_ -> CompletableFuture.supplyAsync(fresh::open)).toList();

    opened.forEach(journal -> await(journal).close());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE event SET epoch = 7",
        "DELETE FROM event",
        "TRUNCATE event",
        "UPDATE audit_note SET actor = 'x'",
        "DELETE FROM audit_note",
      })
  void theDatabaseItselfOnlyAppends(String change) {
    assertThrows(SQLException.class, () -> database.execute(change));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "synchronous_commit=off | synchronous_commit is off, needed is on or remote_apply",
        "synchronous_commit=local | synchronous_commit is local, needed is on or remote_apply",
        "default_transaction_read_only=on | transactions are read-only here",
      })
  void unsafeSettingsAreRefused(String setting, String reason) throws SQLException {
    database.execute("ALTER DATABASE " + name + " SET " + setting);

    var refused = assertThrows(DatabaseRefusedException.class, database::open);

    var about = setting.startsWith("sync") ? "DATABASE_SETTINGS" : "DATABASE_READ_ONLY";
    assertEquals(about + ": " + server.url(name) + ": " + reason, refused.getMessage());
  }

  @Test
  void aServerThatDoesNotSyncIsRefused() {
    try (var unsafe = PostgresServer.create("fsync=off").orElseThrow()) {
      var refused =
          assertThrows(
              DatabaseRefusedException.class,
              TestDatabase.postgres(unsafe, unsafe.createDatabase())::open);
      assertTrue(refused.getMessage().endsWith("fsync is off, needed is on"), refused.getMessage());
    }
  }

  @Test
  void tablesOfANewerProgramAreRefused() throws SQLException {
    database.execute("INSERT INTO journal_version VALUES (99, 'V99')");

    var refused = assertThrows(DatabaseRefusedException.class, database::open);

    assertEquals(Reason.DATABASE_TOO_NEW, refused.reason());
  }

  @Test
  void aDatabaseThatIsNotThereIsRefused() {
    var config = new PostgresConfig(server.url("nothing"), PostgresServer.USER, "");

    var refused =
        assertThrows(
            DatabaseRefusedException.class,
            () -> PostgresJournal.open(config, JournalConfig.DEFAULT));

    assertEquals(Reason.DATABASE_UNAVAILABLE, refused.reason());
  }
}
