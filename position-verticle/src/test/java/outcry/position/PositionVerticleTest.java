package outcry.position;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static outcry.model.Side.BUY;
import static outcry.model.Side.SELL;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import outcry.bus.Addresses;
import outcry.bus.Metrics;
import outcry.bus.Node;
import outcry.journal.Journal;
import outcry.journal.JournalConfig;
import outcry.journal.Ownership;
import outcry.journal.SqliteJournal;
import outcry.model.JournalAdvance;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.Side;
import outcry.model.query.AccountPositions;
import outcry.model.query.CashView;
import outcry.model.query.MarketTop;
import outcry.model.query.PositionList;
import outcry.model.query.PositionQuery;
import outcry.model.query.PositionView;
import outcry.model.query.SymbolTop;
import outcry.position.core.Fills;

/** The verticle over a real database; doorbells rung by the test. */
class PositionVerticleTest {

  static final int PARTITIONS = 2;
  private static final String BTC = "BTCUSDT.PAPER";

  /** An account of partition 0, and one of partition 1. */
  private static final String ZERO = accountOf(0);

  private static final String ONE = accountOf(1);

  @TempDir private Path folder;

  private final Node node = Node.over(Vertx.vertx(), new Metrics());
  private final Context context = node.vertx().getOrCreateContext();
  private FlakyJournal journal;
  private List<Ownership> owned;
  private PositionVerticle verticle;
  private String deployment;
  private long orders;

  private static String accountOf(int partition) {
    int n = 0;
    while (Addresses.partitionOf("acc" + n, PARTITIONS) != partition) {
      n++;
    }
    return "acc" + n;
  }

  /** Where "test" may claim every partition; the other database has a subclass. */
  Journal openJournal() throws Exception {
    return SqliteJournal.open(folder.resolve("outcry.db"), JournalConfig.DEFAULT);
  }

  @BeforeEach
  void open() throws Exception {
    journal = new FlakyJournal(openJournal());
    owned = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      owned.add(finish(journal.claim(partition, "test", 1)));
    }
    deploy();
  }

  @AfterEach
  void close() throws Exception {
    finish(node.close());
    if (journal != null) {
      journal.close();
    }
  }

  private static PositionConfig config() {
    return new PositionConfig(
        PARTITIONS,
        Set.of("idle"),
        3,
        Duration.ofMillis(200),
        Duration.ofMillis(1),
        Duration.ofHours(1),
        Duration.ofMillis(1),
        Duration.ofMillis(4),
        5);
  }

  private void deploy() throws Exception {
    verticle = new PositionVerticle(node, journal, Fills.INSTRUMENTS, config());
    deployment = finish(node.vertx().deployVerticle(verticle));
  }

  @Test
  void fillsBecomePositionsValuedAtTheMarket() throws Exception {
    journalFill(0, ZERO, BUY, 2_000, 100_00, 30);
    long last = journalFill(0, ZERO, SELL, 500, 110_00, 20);
    ring(0, last);
    finish(verticle.caughtUp(0, last));
    onLoop(() -> node.bus().publish(Addresses.MARKET_TOP, top(120_00)));

    assertEquals(
        List.of(
            new AccountPositions(
                ZERO,
                List.of(
                    new PositionView(
                        ZERO,
                        BTC,
                        1_500,
                        100_00,
                        150_0000_0000L,
                        5_0000_0000L,
                        120_00,
                        30_0000_0000L,
                        "USDT")),
                List.of(new CashView(ZERO, "USDT", 5_0000_0000L, 30_0000_0000L, 50)),
                "",
                "")),
        ask(List.of(ZERO)));
    assertEquals(List.of(), finish(new PositionAudit(journal, PARTITIONS).check()));
  }

  @Test
  void doubledLateAndMissingDoorbellsCountEachFillOnce() throws Exception {
    long last = 0;
    for (int n = 0; n < 20; n++) {
      last = journalFill(0, ZERO, BUY, 10, 100_00, 1);
      if (n % 3 == 0) {
        ring(0, last);
        ring(0, last);
        ring(0, 1);
      }
    }
    finish(verticle.caughtUp(0, last));

    assertEquals(200, quantity(ZERO));
    assertEquals(20.0, node.metrics().counter("position_fills_total").count());
    assertEquals(List.of(), finish(new PositionAudit(journal, PARTITIONS).check()));
  }

  @Test
  void doorbellThatPromisesTooMuchIsBelievedNoLongerThanTheJournal() throws Exception {
    long last = journalFill(0, ZERO, BUY, 10, 100_00, 1);
    ring(0, last + 100);

    assertEquals(10, quantity(ZERO)); // not kept waiting for what will never come
    assertEquals(last, verticle.offset(0));
  }

  @Test
  void restartGoesOnFromTheStoredOffset() throws Exception {
    long before = journalFill(0, ZERO, BUY, 10, 100_00, 1);
    finish(verticle.caughtUp(0, before));
    finish(node.vertx().undeploy(deployment));
    journalFill(0, ZERO, BUY, 5, 100_00, 1); // while nobody listens
    deploy();

    assertEquals(15, quantity(ZERO));
    assertEquals(2.0, node.metrics().counter("position_fills_total").count());
    assertEquals(List.of(), finish(new PositionAudit(journal, PARTITIONS).check()));
  }

  @Test
  void failedProjectionCountsNothingAndIsRetried() throws Exception {
    journal.failingProjections.set(3);
    long last = journalFill(0, ZERO, BUY, 10, 100_00, 1);
    finish(verticle.caughtUp(0, last));

    assertEquals(4, journal.projections.get());
    assertEquals(10, quantity(ZERO));
    assertEquals(1.0, node.metrics().counter("position_fills_total").count());
    assertTrue(node.health().isReady());
  }

  @Test
  void thoseWhoWaitAreToldWhenRetriesRunOutAndTheNextDoorbellTriesAgain() throws Exception {
    journal.failingProjections.set(6);
    long last = journalFill(0, ZERO, BUY, 10, 100_00, 1);
    var waiting = verticle.caughtUp(0, last);

    var told = assertThrows(ExecutionException.class, () -> finish(waiting));
    assertEquals("disk on fire", told.getCause().getMessage());
    assertFalse(node.health().isReady());
    assertEquals(0, finish(journal.offset(PositionRows.READER, 0)));
    ring(0, last);
    finish(verticle.caughtUp(0, last));
    assertEquals(10, quantity(ZERO));
  }

  @Test
  void offsetMovedBySomebodyElseMeansLoadingAnew() throws Exception {
    long first = journalFill(0, ZERO, BUY, 10, 100_00, 1);
    finish(
        journal.project(
            PositionRows.READER,
            0,
            0,
            first,
            connection -> {
              try (var insert = connection.createStatement()) {
                insert.executeUpdate(
                    "INSERT INTO position VALUES ('"
                        + ZERO
                        + "', '"
                        + BTC
                        + "', 10, 100, 0, 1, 1)");
              }
            }));
    long last = journalFill(0, ZERO, BUY, 5, 100_00, 1);
    finish(verticle.caughtUp(0, last));

    assertEquals(15, quantity(ZERO));
    assertEquals(1.0, node.metrics().counter("position_fills_total").count());
  }

  @Test
  void defectHaltsItsPartitionOnly() throws Exception {
    journal.failure = new IllegalStateException("a bug");
    journal.failingProjections.set(1);
    long last = journalFill(0, ZERO, BUY, 10, 100_00, 1);
    var waiting = verticle.caughtUp(0, last);
    assertThrows(ExecutionException.class, () -> finish(waiting));
    long other = journalFill(1, ONE, BUY, 7, 100_00, 1);
    finish(verticle.caughtUp(1, other));

    var answers = ask(List.of(ZERO, ONE));
    assertEquals("INTERNAL", answers.get(0).errorCode());
    assertEquals(7, answers.get(1).positions().getFirst().quantity());
    assertFalse(node.health().isReady());
  }

  @Test
  void everyAccountAnswersWithItsOwnValueOrError() throws Exception {
    long last = journalFill(1, ONE, SELL, 7, 100_00, 1);
    finish(verticle.caughtUp(1, last));
    journal.silentPartition = 0;
    long unread = journalFill(0, ZERO, BUY, 10, 100_00, 1);
    ring(0, unread);
    onLoop(() -> {});

    var answers = ask(List.of(ZERO, ONE, "nobody1", "nobody2", "nobody3", "nobody4"));
    assertEquals(
        new AccountPositions(
            ZERO, List.of(), List.of(), "RECOVERING", ZERO + ": no answer within 200 ms"),
        answers.get(0));
    assertEquals(-7, answers.get(1).positions().getFirst().quantity());
    for (var unknown : answers.subList(2, 6)) {
      boolean silent = Addresses.partitionOf(unknown.account(), PARTITIONS) == 0;
      assertEquals(silent ? "RECOVERING" : "UNKNOWN_ACCOUNT", unknown.errorCode());
    }
  }

  @Test
  void emptyQueryMeansEveryKnownAccount() throws Exception {
    journalFill(0, ZERO, BUY, 10, 100_00, 1);
    long last = journalFill(0, ZERO, BUY, 10, 100_00, 1);
    finish(verticle.caughtUp(0, last));

    var answers = ask(List.of());
    assertEquals(
        Set.of(ZERO, "idle"), Set.copyOf(answers.stream().map(AccountPositions::account).toList()));
    assertTrue(answers.stream().allMatch(answer -> answer.errorCode().isEmpty()));
  }

  @Test
  void randomFillsWithOutagesAndRestartsAuditClean() throws Exception {
    var random = new SplittableRandom(7);
    long[] last = new long[PARTITIONS];
    int[] bought = new int[PARTITIONS];
    for (int n = 0; n < 120; n++) {
      int partition = random.nextInt(PARTITIONS);
      int quantity = random.nextInt(1, 50);
      var side = random.nextBoolean() ? BUY : SELL;
      bought[partition] += quantity * side.sign();
      last[partition] =
          journalFill(partition, partition == 0 ? ZERO : ONE, side, quantity, 100_00 + n, n);
      if (random.nextInt(4) == 0) {
        journal.failingProjections.set(random.nextInt(3));
      }
      if (random.nextBoolean()) {
        ring(partition, last[partition] - random.nextInt(2));
      }
      if (random.nextInt(40) == 0) {
        finish(node.vertx().undeploy(deployment));
        deploy();
      }
    }
    for (int partition = 0; partition < PARTITIONS; partition++) {
      finish(verticle.caughtUp(partition, last[partition]));
    }

    assertEquals(bought[0], quantity(ZERO));
    assertEquals(bought[1], quantity(ONE));
    assertEquals(List.of(), finish(new PositionAudit(journal, PARTITIONS).check()));
  }

  @Test
  void auditFindsAWrongRow() throws Exception {
    long last = journalFill(0, ZERO, BUY, 10, 100_00, 1);
    finish(verticle.caughtUp(0, last));
    finish(
        journal.project(
            "vandal",
            0,
            0,
            0,
            connection -> {
              try (var update = connection.createStatement()) {
                update.executeUpdate("UPDATE position SET quantity = 11");
              }
            }));

    assertEquals(
        List.of("I5: position of " + ZERO + " in " + BTC + " is 11, its fills sum to 10"),
        finish(new PositionAudit(journal, PARTITIONS).check()));
  }

  @Test
  void anAccountOfAnotherPartitionIsNotAnsweredFor() throws Exception {
    assertEquals(
        List.of(
            new AccountPositions(
                ONE, List.of(), List.of(), "NO_OWNER", ONE + " belongs to partition 1")),
        ask(0, List.of(ONE)));
  }

  @Test
  void aVerticleForSomePartitionsLeavesTheOthersAlone() throws Exception {
    finish(node.vertx().undeploy(deployment));
    long last = journalFill(1, ONE, BUY, 7, 100_00, 1);
    var onlyOne = new PositionVerticle(node, journal, Fills.INSTRUMENTS, config(), Set.of(1));
    finish(node.vertx().deployVerticle(onlyOne));

    finish(onlyOne.caughtUp(1, last));
    assertEquals(7, ask(1, List.of(ONE)).getFirst().positions().getFirst().quantity());
    assertEquals(Set.of("positions-1"), node.health().check().keySet());
    assertThrows(ExecutionException.class, () -> ask(0, List.of(ZERO)));
  }

  @Test
  void stoppedVerticleLeavesNothingBehind() throws Exception {
    finish(node.vertx().undeploy(deployment));

    assertEquals(List.of(), node.tasks().running());
    assertThrows(ExecutionException.class, () -> finish(verticle.caughtUp(0, 1)));
  }

  private long quantity(String account) throws Exception {
    return ask(List.of(account)).getFirst().positions().getFirst().quantity();
  }

  private List<AccountPositions> ask(List<String> accounts) throws Exception {
    var answers = new ArrayList<AccountPositions>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      int asked = partition;
      var its =
          accounts.stream().filter(one -> Addresses.partitionOf(one, PARTITIONS) == asked).toList();
      if (accounts.isEmpty() || !its.isEmpty()) {
        answers.addAll(ask(partition, its));
      }
    }
    if (!accounts.isEmpty()) {
      answers.sort(Comparator.comparingInt(one -> accounts.indexOf(one.account())));
    }
    return answers;
  }

  private List<AccountPositions> ask(int partition, List<String> accounts) throws Exception {
    var answer = new CompletableFuture<PositionList>();
    context.runOnContext(
        _ ->
            node.bus()
                .request(
                    Addresses.positions(partition),
                    new PositionQuery(accounts),
                    Duration.ofSeconds(5))
                .onComplete(answer::complete, answer::completeExceptionally));
    return answer.get(10, TimeUnit.SECONDS).accounts();
  }

  private long journalFill(
      int partition, String account, Side side, long quantity, long price, long fee)
      throws Exception {
    var events = Fills.orderFilled(++orders, account, BTC, side, quantity, price, fee);
    return finish(journal.append(owned.get(partition), events));
  }

  private void ring(int partition, long sequence) throws Exception {
    onLoop(
        () ->
            node.bus()
                .publish(
                    Addresses.journalAdvance(partition),
                    new JournalAdvance(partition, sequence, List.of())));
  }

  private static MarketTop top(long price) {
    return new MarketTop(
        1,
        List.of(
            new SymbolTop(
                BTC, price, 1, price, 1, 0, 0, StreamHealth.State.LIVE, "", 1, 1, 1, List.of())));
  }

  private void onLoop(Runnable action) throws Exception {
    var done = new CompletableFuture<Void>();
    context.runOnContext(
        _ -> {
          action.run();
          done.complete(null);
        });
    done.get(10, TimeUnit.SECONDS);
  }

  static <T> T finish(Future<T> future) throws Exception {
    return finish(future.toCompletionStage());
  }

  static <T> T finish(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
