package outcry.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static outcry.journal.Events.await;
import static outcry.journal.Events.failure;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import outcry.journal.JournalException.StrategyFenced;

class StrategyStoreTest {

  @TempDir Path folder;
  private TestDatabase database;
  private SqlJournal journal;

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
  }

  @AfterEach
  void close() {
    if (journal != null) {
      journal.close();
    }
  }

  @Test
  void everyRunHasAnEpochOfItsOwnAndFindsWhatTheOneBeforeSaved() {
    var first = await(journal.claimStrategy("s", 0, 1));
    await(journal.saveStrategy("s", first.epoch(), new byte[] {1}));
    await(journal.saveStrategy("s", first.epoch(), new byte[] {2, 3}));
    close();
    open();
    var second = await(journal.claimStrategy("s", 0, 1));
    var third = await(journal.claimStrategy("s", 0, 10));

    assertEquals(1, first.epoch());
    assertEquals(0, first.state().length);
    assertEquals(2, second.epoch());
    assertArrayEquals(new byte[] {2, 3}, second.state());
    assertEquals(10, third.epoch());
    assertEquals(1, await(journal.claimStrategy("other", 0, 1)).epoch());
  }

  @Test
  void aRunThatIsOverSavesNothing() {
    var old = await(journal.claimStrategy("s", 0, 1));
    await(journal.saveStrategy("s", old.epoch(), new byte[] {1}));
    var young = await(journal.claimStrategy("s", 0, 1));

    var fenced =
        failure(StrategyFenced.class, journal.saveStrategy("s", old.epoch(), new byte[] {2}));

    assertEquals("strategy s: epoch 1 is over, it is now 2", fenced.getMessage());
    assertArrayEquals(new byte[] {1}, await(journal.claimStrategy("s", 0, 1)).state());
    assertEquals(
        "strategy s: epoch 2 is over, it is now 3",
        failure(StrategyFenced.class, journal.saveStrategy("s", young.epoch(), new byte[] {2}))
            .getMessage());
    assertEquals(
        "strategy t: epoch 1 is over, it is now 0",
        failure(StrategyFenced.class, journal.saveStrategy("t", 1, new byte[] {2})).getMessage());
  }

  @Test
  void anEarlierLeaseBeginsNothing() {
    await(journal.claimStrategy("s", 7, 7));

    assertEquals(
        "strategy s: lease 6 is over, it is now 7",
        failure(StrategyFenced.class, journal.claimStrategy("s", 6, 6)).getMessage());
    assertEquals(8, await(journal.claimStrategy("s", 7, 7)).epoch(), "the same lease may again");
  }

  @Test
  void aStateHasABound() {
    var claim = await(journal.claimStrategy("s", 0, 1));
    await(journal.saveStrategy("s", claim.epoch(), new byte[StrategyStore.STATE_MAX]));

    assertThrows(
        IllegalArgumentException.class,
        () ->
            await(journal.saveStrategy("s", claim.epoch(), new byte[StrategyStore.STATE_MAX + 1])));
  }
}
