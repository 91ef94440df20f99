package outcry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static outcry.journal.Events.NOW;
import static outcry.journal.Events.accepted;
import static outcry.journal.Events.await;
import static outcry.journal.Events.failure;
import static outcry.journal.Events.intended;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import outcry.journal.JournalException.OutcomeUnknown;
import outcry.journal.JournalException.Unavailable;
import outcry.model.OrderEvent;
import outcry.postgres.testing.PostgresServer;
import outcry.postgres.testing.SharedPostgres;

/** The way to the database, and the database itself, go away and come back. */
class PostgresOutageTest {

  private TcpProxy proxy;
  private PostgresConfig config;
  private PostgresJournal journal;
  private TestDatabase database;
  private Ownership owner;

  @BeforeEach
  void open() throws IOException {
    var server = SharedPostgres.serverOrSkip();
    var name = server.createDatabase();
    proxy = new TcpProxy(server.port());
    database = TestDatabase.postgres(server, name);
    var url = server.url(name).replace(":" + server.port(), ":" + proxy.port());
    config = new PostgresConfig(url, PostgresServer.USER, "");
    journal = PostgresJournal.open(config, JournalConfig.DEFAULT);
    owner = database.claim(journal, 3, "node-1");
  }

  @AfterEach
  void close() throws IOException {
    if (journal != null) {
      proxy.mend();
      journal.close();
      proxy.close();
    }
  }

  /** The driver parses COMMIT once and then names it: known by what goes before. */
  private static Predicate<byte[]> theCommitOfAnAppend() {
    var inserted = new AtomicBoolean();
    return request -> inserted.getAndSet(inserted.get() || isAppend(request));
  }

  private static boolean isAppend(byte[] request) {
    return new String(request, StandardCharsets.ISO_8859_1).contains("INSERT INTO event");
  }

  /** F23: the row is there, nobody was told, and nobody may guess. */
  @Test
  void aCutBetweenCommitAndAnswerLeavesTheOutcomeUnknown() {
    proxy.cutAnswerTo(theCommitOfAnAppend());

    failure(OutcomeUnknown.class, journal.append(owner, List.of(intended(1))));
    failure(OutcomeUnknown.class, journal.append(owner, List.of(intended(2))));

    var again = claimAnew();
    assertEquals(new Ownership(3, 2, "node-1", 1), again);
    assertEquals(List.of(intended(1)), events(again));
    assertEquals(2, await(journal.append(again, List.of(accepted(1, 2)))));
    assertEquals(List.of(), await(journal.verify()));
  }

  /** It cannot have happened, so it is done again, and nobody notices. */
  @Test
  void anAppendThatIsCutBeforeItsCommitIsDoneAgain() {
    proxy.cutAnswerTo(PostgresOutageTest::isAppend);

    assertEquals(1, await(journal.append(owner, List.of(intended(1)))));
    assertEquals(List.of(intended(1)), events(owner));
    assertEquals(List.of(), await(journal.verify()));
  }

  /** F21: refused while it is away, at once, and good again without a restart. */
  @Test
  void aDatabaseThatIsAwayIsToldAtOnceAndUsedAgainWhenItIsBack() {
    proxy.cut();
    long startNanos = System.nanoTime();
    for (int i = 1; i <= 50; i++) {
      failure(Unavailable.class, journal.append(owner, List.of(intended(i))));
      failure(Unavailable.class, journal.read(3, 0, 10));
      failure(Unavailable.class, journal.project("positions", 3, 0, 0, _ -> {}));
    }
    long tookMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    assertTrue(tookMillis < 5_000, () -> "150 refusals took ms " + tookMillis);

    proxy.mend();
    var again = claimAnew();
    assertEquals(new Ownership(3, 2, "node-1", 0), again);
    assertEquals(1, await(journal.append(again, List.of(intended(1)))));
    assertEquals(List.of(intended(1)), events(again));
  }

  @Test
  void aQueryThatHangsIsBrokenOffByTheClose() throws InterruptedException {
    var asked = new CountDownLatch(1);
    var hanging =
        journal.query(
            connection -> {
              try (var statement = connection.createStatement()) {
                asked.countDown();
                return statement.execute("SELECT pg_sleep(3600)");
              }
            });
    asked.await();

    journal.close();

    failure(Unavailable.class, hanging);
  }

  /** F9: the server ends its transaction; what the late owner commits then has not happened. */
  @Test
  void anOwnerThatStandsStillWithinATransactionDoesNotHoldUpATakeOver() throws SQLException {
    try (var paused = new PostgresDatabase(config).connect(PostgresDatabase.Purpose.WRITE);
        var statement = paused.createStatement()) {
      paused.setAutoCommit(false);
      statement.execute("SELECT 1 FROM partition_lease WHERE partition = 3 FOR UPDATE");

      assertEquals(new Ownership(3, 2, "node-1", 0), await(journal.claim(3, "node-1", NOW)));
      assertThrows(SQLException.class, paused::commit);
    }
  }

  @Test
  void aServerThatIsKilledLosesNothingThatWasAcknowledged() {
    Assumptions.assumeTrue(PostgresServer.isInstalled(), "skipped: PostgreSQL is not installed");
    try (var server = PostgresServer.create().orElseThrow()) {
      var own = TestDatabase.postgres(server, server.createDatabase());
      try (var killed = own.open()) {
        var first = own.claim(killed, 0, "node-1");
        for (int i = 1; i <= 20; i++) {
          assertEquals(i, await(killed.append(first, List.of(intended(i)))));
        }
        server.crash();
        failure(Unavailable.class, killed.append(first, List.of(intended(21))));
        server.start();
        own.lend(0, "node-2");
        var second = claimAnew(killed, 0, "node-2");
        assertEquals(new Ownership(0, 2, "node-2", 20), second);
        assertEquals(21, await(killed.append(second, List.of(intended(21)))));
        assertEquals(List.of(), await(killed.verify()));
        assertEquals(List.of(), await(killed.audit()).violations());
      }
    }
  }

  /** As an owner does: again and again. */
  private Ownership claimAnew() {
    return claimAnew(journal, 3, "node-1");
  }

  private static Ownership claimAnew(Journal journal, int partition, String owner) {
    long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (true) {
      try {
        return await(journal.claim(partition, owner, NOW));
      } catch (CompletionException e) {
        if (!(e.getCause() instanceof Unavailable) || System.nanoTime() > endNanos) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }

  private List<OrderEvent> events(Ownership its) {
    return await(journal.read(its.partition(), 0, 10)).stream().map(one -> one.event()).toList();
  }
}
