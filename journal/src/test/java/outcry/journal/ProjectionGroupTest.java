package outcry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static outcry.journal.Events.NOW;
import static outcry.journal.Events.await;
import static outcry.journal.Events.failure;
import static outcry.journal.Events.intended;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In one file everything shares one writer. */
class ProjectionGroupTest {

  @TempDir Path folder;

  @Test
  void projectionsShareGroupsWithAppendsAndRunOnce() {
    var journal = SqliteJournal.open(folder.resolve("journal.db"), JournalConfig.DEFAULT);
    var owner = await(journal.claim(0, "node-1", NOW));
    await(journal.append(owner, List.of(intended(1), intended(2), intended(3))));
    var runs = new ArrayList<Integer>(); // on the writer's thread
    var stages = new ArrayList<CompletionStage<?>>();
    for (int i = 0; i < 300; i++) {
      int run = i;
      stages.add(journal.append(owner, List.of(intended(10 + i))));
      stages.add(journal.append(owner, List.of(intended(1)))); // refused
      stages.add(
          journal.project(
              "positions",
              0,
              i,
              i + 1,
              _ -> {
                runs.add(run);
              }));
    }
    for (int i = 0; i < stages.size(); i++) {
      if (i % 3 == 1) {
        failure(JournalException.DuplicateOrder.class, stages.get(i));
      } else {
        await(stages.get(i));
      }
    }

    assertEquals(IntStream.range(0, 300).boxed().toList(), runs);
    assertEquals(300, await(journal.offset("positions", 0)));
    assertEquals(303, await(journal.lastSequence(0)));
    journal.close();
  }
}
