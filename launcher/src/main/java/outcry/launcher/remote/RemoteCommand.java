package outcry.launcher.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import outcry.launcher.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks the running instance something and prints the answer. */
abstract class RemoteCommand implements Callable<Integer> {

  @Mixin private Instance instance;
  @Spec private CommandSpec spec;

  @Override
  public final Integer call() {
    var out = spec.commandLine().getOut();
    var answer = ask(instance);
    if (instance.json()) {
      out.println(answer.toPrettyString());
    } else {
      print(answer, out);
    }
    return exitCode(answer);
  }

  /** How the process ends after an answer. */
  int exitCode(JsonNode answer) {
    return ExitCode.OK;
  }

  abstract JsonNode ask(Instance instance);

  abstract void print(JsonNode answer, PrintWriter out);
}
