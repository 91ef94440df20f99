package outcry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static outcry.journal.Events.NOW;
import static outcry.journal.Events.accepted;
import static outcry.journal.Events.await;
import static outcry.journal.Events.failure;
import static outcry.journal.Events.filled;
import static outcry.journal.Events.intended;
import static outcry.journal.Events.state;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import outcry.journal.JournalException.DuplicateExecution;
import outcry.journal.JournalException.DuplicateOrder;
import outcry.journal.JournalException.Fenced;
import outcry.journal.JournalException.Halted;
import outcry.journal.JournalException.VersionConflict;
import outcry.model.JournaledEvent;
import outcry.model.OrderEvent;
import outcry.model.TradingScope;
import outcry.model.TradingState;

class AppendTest {

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
    owner = database.claim(journal, 3, "node-1");
  }

  @AfterEach
  void close() {
    if (journal != null) {
      journal.close();
    }
  }

  @Test
  void claimsCountEpochsAndTellTheLastSequence() {
    assertEquals(new Ownership(3, 1, "node-1", 0), owner);
    await(journal.append(owner, List.of(intended(1), accepted(1, 2))));

    assertEquals(new Ownership(3, 2, "node-2", 2), database.claim(journal, 3, "node-2"));
    assertEquals(List.of(3), await(journal.partitions()));
  }

  @Test
  void whatWasAppendedIsReadBack() {
    var first = List.of(intended(1), accepted(1, 2));
    var second = List.<OrderEvent>of(filled(1, 3, "x1"));

    assertEquals(2, await(journal.append(owner, first)));
    assertEquals(3, await(journal.append(owner, second)));

    var rows =
        List.of(
            new JournaledEvent(3, 1, 1, first.get(0)),
            new JournaledEvent(3, 2, 1, first.get(1)),
            new JournaledEvent(3, 3, 1, second.get(0)));
    assertEquals(rows, await(journal.read(3, 0, 10)));
    assertEquals(rows.subList(1, 2), await(journal.read(3, 1, 1)));
    assertEquals(List.of(), await(journal.read(2, 0, 10)));
    assertEquals(rows, await(journal.history(3, 1)));
    assertEquals(List.of(), await(journal.history(3, 2)));
    assertEquals(Optional.of(rows.get(0)), await(journal.findOrder(Events.ACCOUNT, "c1")));
    assertEquals(Optional.empty(), await(journal.findOrder("other", "c1")));
    assertEquals(3, await(journal.lastSequence(3)));
    assertEquals(0, await(journal.lastSequence(4)));
  }

  @Test
  void aFormerOwnerIsFenced() {
    database.claim(journal, 3, "node-2");

    var fenced = failure(Fenced.class, journal.append(owner, List.of(intended(1))));

    assertEquals(2, fenced.currentEpoch());
    assertEquals("partition 3: epoch 1 of node-1 is over, it is now 2", fenced.getMessage());
    assertEquals(0, await(journal.lastSequence(3)));
  }

  @Test
  void aPartitionNobodyClaimedIsFenced() {
    var fenced =
        failure(Fenced.class, journal.append(new Ownership(9, 1, "x", 0), List.of(intended(1))));

    assertEquals(0, fenced.currentEpoch());
  }

  @Test
  void aClientOrderIdIsTakenOnce() {
    await(journal.append(owner, List.of(intended(1))));
    var elsewhere = database.claim(journal, 4, "node-1");

    failure(DuplicateOrder.class, journal.append(owner, List.of(intended(1))));
    failure(
        DuplicateOrder.class,
        journal.append(elsewhere, List.of(intended(Events.ACCOUNT, 7, "c1"))));
    assertEquals(2, await(journal.append(owner, List.of(intended("other", 2, "c1")))));
  }

  @Test
  void anExecutionIsAppliedOnce() {
    await(journal.append(owner, List.of(intended(1), filled(1, 2, "x1"))));

    failure(DuplicateExecution.class, journal.append(owner, List.of(filled(1, 3, "x1"))));
    assertEquals(2, await(journal.lastSequence(3)));
  }

  @Test
  void versionsOfAnOrderFollowOneAnother() {
    await(journal.append(owner, List.of(intended(1), accepted(1, 2))));

    failure(VersionConflict.class, journal.append(owner, List.of(filled(1, 2, "x1"))));
    failure(VersionConflict.class, journal.append(owner, List.of(filled(1, 4, "x1"))));
    failure(VersionConflict.class, journal.append(owner, List.of(accepted(8, 2))));
    assertEquals(3, await(journal.append(owner, List.of(filled(1, 3, "x1")))));
  }

  @Test
  void aHaltedScopeRefusesIntentsAndNothingElse() {
    await(journal.append(owner, List.of(intended(1))));
    var scopes =
        List.of(
            List.of(TradingScope.GLOBAL, ""),
            List.of(TradingScope.ACCOUNT, Events.ACCOUNT),
            List.of(TradingScope.STRATEGY, Events.STRATEGY),
            List.of(TradingScope.INSTRUMENT, Events.SYMBOL));
    for (var scoped : scopes) {
      var scope = (TradingScope) scoped.get(0);
      var key = (String) scoped.get(1);
      await(journal.append(owner, List.of(state(scope, key, TradingState.HALTED))));

      var halted = failure(Halted.class, journal.append(owner, List.of(intended(2))));

      assertEquals(scoped, List.of(halted.scope(), halted.key()));
      await(journal.append(owner, List.of(state(scope, key, TradingState.ACTIVE))));
    }
    await(
        journal.append(
            owner,
            List.of(
                state(TradingScope.ACCOUNT, "other", TradingState.HALTED),
                state(TradingScope.GLOBAL, "", TradingState.REDUCING))));
    await(journal.append(owner, List.of(intended(2))));
    await(journal.append(owner, List.of(state(TradingScope.GLOBAL, "", TradingState.HALTED))));
    await(journal.append(owner, List.of(accepted(1, 2))));
    assertEquals(
        new TradingLatch(TradingScope.ACCOUNT, "other", TradingState.HALTED, "test", NOW),
        await(journal.tradingLatches()).get(0));
  }

  @Test
  void everyIntentOfAnAppendIsCheckedAgainstItsOwnScopes() {
    await(
        journal.append(owner, List.of(state(TradingScope.ACCOUNT, "halted", TradingState.HALTED))));

    failure(
        Halted.class,
        journal.append(owner, List.of(intended(1), accepted(1, 2), intended("halted", 2, "c"))));

    assertEquals(1, await(journal.lastSequence(3)));
    assertEquals(
        4, await(journal.append(owner, List.of(intended(1), accepted(1, 2), intended(2)))));
    assertEquals(List.of(), await(journal.verify()));
  }

  @Test
  void aRefusedHaltLeavesNoLatch() {
    failure(
        VersionConflict.class,
        journal.append(
            owner, List.of(state(TradingScope.GLOBAL, "", TradingState.HALTED), accepted(5, 2))));

    assertEquals(List.of(), await(journal.tradingLatches()));
    assertEquals(1, await(journal.append(owner, List.of(intended(1)))));
  }

  @Test
  void poisonAmongGoodAppendsOfAGroupTakesNobodyAlong() {
    var stages = new ArrayList<CompletionStage<Long>>();
    for (long id = 1; id <= 900; id++) {
      stages.add(
          id % 3 == 0
              ? journal.append(owner, List.of(intended(id), intended(id)))
              : journal.append(owner, List.of(intended(id), accepted(id, 2))));
    }

    long expected = 0;
    for (int i = 0; i < stages.size(); i++) {
      if ((i + 1) % 3 == 0) {
        failure(DuplicateOrder.class, stages.get(i));
      } else {
        expected += 2;
        assertEquals(expected, await(stages.get(i)));
      }
    }
    assertEquals(1_200, await(journal.lastSequence(3)));
    assertEquals(List.of(), await(journal.verify()));
    assertEquals(300, journal.stats().refused());
  }

  @Test
  void concurrentAppendsOfSeveralPartitionsHaveNoGaps() throws InterruptedException {
    var threads =
        IntStream.range(10, 14)
            .mapToObj(partition -> Thread.ofPlatform().start(() -> appendMany(partition)))
            .toList();
    for (var thread : threads) {
      thread.join();
    }

    for (int partition = 10; partition < 14; partition++) {
      assertEquals(
          LongStream.rangeClosed(1, 4_000).boxed().toList(),
          await(journal.read(partition, 0, 10_000)).stream()
              .map(JournaledEvent::sequence)
              .toList());
    }
    assertEquals(List.of(), await(journal.verify()));
  }

  private void appendMany(int partition) {
    var own = database.claim(journal, partition, "node-1");
    var stages = new ArrayList<CompletionStage<Long>>();
    for (long id = 1; id <= 2_000; id++) {
      var clientOrderId = partition + "-" + id;
      stages.add(
          journal.append(
              own, List.of(intended(Events.ACCOUNT, id, clientOrderId), accepted(id, 2))));
    }
    for (int i = 0; i < stages.size(); i++) {
      assertEquals(2L * (i + 1), await(stages.get(i)));
    }
  }

  @Test
  void impossibleArgumentsAreRefusedAtOnce() {
    assertThrows(IllegalArgumentException.class, () -> journal.append(owner, List.of()).toString());
    assertThrows(
        IllegalArgumentException.class,
        () -> journal.append(owner, List.of(accepted(1, 0))).toString());
    assertThrows(IllegalArgumentException.class, () -> journal.read(3, 0, 0).toString());
    assertThrows(IllegalArgumentException.class, () -> journal.claim(-1, "x", 0).toString());
  }
}
