package outcry.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import outcry.model.query.TaskView;

class TaskListTest {

  @Test
  void listsWhatRunsThenWhatFailedLast() {
    var tasks = new TaskList();
    var reader = tasks.begin("reader", "positions");
    tasks.begin("session", "paper").detail("2 symbols");
    tasks.begin("job", "done").done();
    tasks.begin("job", "broken").failed(new IllegalStateException("no disk"));
    reader.detail("at 42");

    assertEquals(
        List.of(
            "reader positions RUNNING at 42",
            "session paper RUNNING 2 symbols",
            "job broken FAILED java.lang.IllegalStateException: no disk"),
        texts(tasks.list()));
    reader.canceled();
    reader.failed(new IllegalStateException("too late"));
    assertEquals(List.of("session paper RUNNING 2 symbols"), texts(tasks.running()));
  }

  @Test
  void failuresKeptAreBounded() {
    var tasks = new TaskList();
    for (int i = 0; i < 150; i++) {
      tasks.begin("job", "job " + i).failed(new IllegalStateException());
    }
    assertEquals(100, tasks.list().size());
    assertEquals("job 149", tasks.list().getFirst().name());
  }

  @Test
  void partThatCannotSayHowItIsIsDown() {
    var health = new Health();
    assertFalse(health.isReady());
    health.part("journal", () -> Health.Status.UP);
    assertTrue(health.isReady());
    health.part(
        "venue",
        () -> {
          throw new IllegalStateException("bug");
        });
    assertEquals(
        Map.of(
            "journal",
            Health.Status.UP,
            "venue",
            Health.Status.down("cannot say: java.lang.IllegalStateException: bug")),
        health.check());
    assertFalse(health.isReady());
  }

  private static List<String> texts(List<TaskView> views) {
    return views.stream()
        .map(v -> v.kind() + " " + v.name() + " " + v.state() + " " + v.detail())
        .toList();
  }
}
