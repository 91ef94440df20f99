package outcry.gateway.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Set;
import outcry.bus.RefusedException;
import outcry.model.FindingAction;
import outcry.model.FindingKind;
import outcry.model.RefusalCode;
import outcry.model.query.ReconcileReport;
import outcry.model.query.ReconcileRequest;
import outcry.model.query.ReconcileRequest.Answer;
import outcry.model.query.ReconcileRequest.Mode;
import outcry.model.query.ReconcileRequest.Rule;

/** How accounts compare with their venues, as JSON. */
final class ReconcileJson {

  private static final int RULES_MAX = 100;
  private static final Set<String> FIELDS = Set.of("account", "mode", "policies", "answers");
  private static final Set<String> POLICY_FIELDS = Set.of("kind", "action");
  private static final Set<String> ANSWER_FIELDS = Set.of("finding", "action");

  private ReconcileJson() {}

  /**
   * @throws RefusedException naming the field
   */
  static ReconcileRequest request(Buffer body) {
    var json = StrictJson.object(body, FIELDS);
    var policies =
        objects(json, "policies", POLICY_FIELDS).stream()
            .map(
                one ->
                    new Rule(
                        one.constant("kind", FindingKind.values(), null),
                        one.constant("action", FindingAction.values(), null)))
            .toList();
    var answers =
        objects(json, "answers", ANSWER_FIELDS).stream()
            .map(
                one ->
                    new Answer(
                        one.text("finding"), one.constant("action", FindingAction.values(), null)))
            .toList();
    var account = json.text("account", "");
    if (!answers.isEmpty() && account.isEmpty()) {
      throw new RefusedException(
          RefusalCode.MISSING_FIELD, "a difference is named within its account: name the account");
    }
    return new ReconcileRequest(
        account, json.constant("mode", Mode.values(), Mode.RUN), policies, answers);
  }

  private static List<StrictJson> objects(StrictJson json, String field, Set<String> known) {
    return json.has(field) ? json.objects(field, known, RULES_MAX) : List.of();
  }

  /** Which accounts may take new risk, and in how much they differ. */
  static ArrayNode summary(List<ReconcileReport> partitions) {
    var accounts = ViewJson.array();
    for (var partition : partitions) {
      for (var account : partition.accounts()) {
        accounts.add(
            ViewJson.object()
                .put("account", account.account())
                .put("venue", account.venue())
                .put("current", account.isCurrent())
                .put("clean", ViewJson.time(account.cleanNanos()))
                .put("differences", account.findings().size()));
      }
    }
    return accounts;
  }

  static ArrayNode report(List<ReconcileReport> partitions) {
    var accounts = ViewJson.array();
    for (var partition : partitions) {
      for (var account : partition.accounts()) {
        var node =
            ViewJson.object()
                .put("account", account.account())
                .put("venue", account.venue())
                .put("current", account.isCurrent())
                .put("clean", ViewJson.time(account.cleanNanos()))
                .put("sequence", partition.sequence())
                .put("error", account.error());
        var findings = node.putArray("findings");
        for (var finding : account.findings()) {
          findings.add(
              ViewJson.object()
                  .put("id", finding.id())
                  .put("kind", finding.kind().name())
                  .put("ours", finding.ours())
                  .put("theirs", finding.theirs())
                  .put("action", finding.action().name())
                  .put("confirmed", finding.isConfirmed()));
        }
        accounts.add(node);
      }
    }
    return accounts;
  }
}
