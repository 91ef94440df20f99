package outcry.launcher.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** What is running now. */
@Command(
    name = "tasks",
    mixinStandardHelpOptions = true,
    description = "every verticle, session, reader and background task with its state and age")
public final class TasksCommand extends RemoteCommand {

  @Override
  JsonNode ask(Instance instance) {
    return instance.get("/api/v1/tasks");
  }

  @Override
  void print(JsonNode answer, PrintWriter out) {
    var table = new Table("KIND", "NAME", "STATE", "SINCE", "DETAIL");
    answer.forEach(task -> table.add(task, "kind", "name", "state", "since", "detail"));
    table.print(out, "nothing is running");
  }
}
