package outcry.launcher.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Holds the accounts against their venues, now. */
@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    description =
        "compare orders, fills, positions and balances with the venues, and deal with differences"
            + " as the policy says; exit code 2 if there are any")
public final class ReconcileCommand extends RemoteCommand {

  @Option(names = "--account", defaultValue = "", description = "only of this account")
  private String account;

  @Option(names = "--dry-run", description = "tell what would be done, and change nothing")
  private boolean dryRun;

  @Option(
      names = "--policy",
      paramLabel = "KIND=ACTION",
      description = "deal with a kind of difference so this once; may be repeated")
  private List<String> policies = List.of();

  @Option(
      names = "--apply",
      paramLabel = "FINDING=ACTION",
      description =
          "deal with one difference, named as in the table: adopt, cancel, halt or ignore; with"
              + " --account; may be repeated")
  private List<String> answers = List.of();

  @Override
  JsonNode ask(Instance instance) {
    var body = JsonNodeFactory.instance.objectNode().put("mode", dryRun ? "DRY_RUN" : "RUN");
    if (!account.isEmpty()) {
      body.put("account", account);
    }
    pairs(policies, "--policy", "kind", body.putArray("policies"));
    pairs(answers, "--apply", "finding", body.putArray("answers"));
    return instance.send("POST", "/api/v1/reconcile", body.toString());
  }

  private static void pairs(List<String> texts, String option, String left, ArrayNode into) {
    for (var text : texts) {
      int at = text.lastIndexOf('=');
      if (at < 1 || at == text.length() - 1) {
        throw new FatalException(
            ExitCode.USAGE,
            "USAGE",
            option + " must be " + left.toUpperCase(Locale.ROOT) + "=ACTION: " + text);
      }
      into.addObject()
          .put(left, text.substring(0, at))
          .put("action", text.substring(at + 1).toUpperCase(Locale.ROOT));
    }
  }

  @Override
  void print(JsonNode answer, PrintWriter out) {
    for (var one : answer) {
      var name = one.path("account").asText() + " at " + one.path("venue").asText();
      if (!one.path("error").asText().isEmpty()) {
        out.println(name + ": the venue could not be asked: " + one.path("error").asText());
      } else if (!one.path("current").asBoolean()) {
        out.println(name + " takes no new risk until it compares clean");
      }
    }
    var table = new Table("ACCOUNT", "VENUE", "FINDING", "OURS", "THEIRS", "ACTION", "CONFIRMED");
    for (var one : answer) {
      for (var finding : one.path("findings")) {
        table.addRow(
            one.path("account").asText(),
            one.path("venue").asText(),
            finding.path("id").asText(),
            finding.path("ours").asText(),
            finding.path("theirs").asText(),
            finding.path("action").asText(),
            finding.path("confirmed").asText());
      }
    }
    table.print(out, answer.isEmpty() ? "no account to compare" : "no differences");
  }

  @Override
  int exitCode(JsonNode answer) {
    for (var one : answer) {
      if (!one.path("error").asText().isEmpty()) {
        return ExitCode.UNAVAILABLE;
      }
      if (!one.path("findings").isEmpty()) {
        return ExitCode.DIFFERENCES;
      }
    }
    return ExitCode.OK;
  }
}
