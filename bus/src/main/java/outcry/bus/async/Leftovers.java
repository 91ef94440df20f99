package outcry.bus.async;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import outcry.bus.InFlight;
import outcry.bus.TaskList;
import outcry.model.query.TaskView;

/**
 * What is still pending when everything should have ended.
 *
 * @param inFlight counts by kind; kinds with nothing are left out
 * @param tasks those that still run
 */
public record Leftovers(Map<InFlight.Kind, Long> inFlight, List<TaskView> tasks) {

  public static Leftovers now(InFlight inFlight, TaskList tasks) {
    return new Leftovers(inFlight.pending(), tasks.running());
  }

  public boolean isClean() {
    return inFlight.isEmpty() && tasks.isEmpty();
  }

  /** How many: those in flight and the tasks together. */
  public long count() {
    return tasks.size() + inFlight.values().stream().mapToLong(Long::longValue).sum();
  }

  /** One line naming everything. */
  @Override
  public String toString() {
    if (isClean()) {
      return "nothing pending";
    }
    var named =
        tasks.stream()
            .map(task -> task.kind() + " " + task.name())
            .collect(Collectors.joining(", "));
    return "pending: in flight " + inFlight + ", tasks [" + named + "]";
  }
}
