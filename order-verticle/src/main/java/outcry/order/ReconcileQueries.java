package outcry.order;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import outcry.bus.RefusedException;
import outcry.model.FindingKind;
import outcry.model.RefusalCode;
import outcry.model.query.ReconcileReport;
import outcry.model.query.ReconcileRequest;
import outcry.model.query.ReconcileRequest.Answer;
import outcry.order.core.owner.Owner;
import outcry.order.core.reconcile.ReconcilePolicy;

/** Holds the accounts of one partition against their venues when people ask for it. */
final class ReconcileQueries {

  private final Owner owner;

  ReconcileQueries(Owner owner) {
    this.owner = owner;
  }

  Future<ReconcileReport> reconcile(ReconcileRequest request) {
    try {
      request
          .policies()
          .forEach(rule -> ReconcilePolicy.requirePossible(rule.kind(), rule.action()));
      request
          .answers()
          .forEach(answer -> ReconcilePolicy.requirePossible(kind(answer), answer.action()));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(RefusalCode.FIELD_COMBINATION, e.getMessage());
    }
    Promise<ReconcileReport> answer = Promise.promise();
    owner.reconcile(
        request,
        (report, failure) -> {
          if (failure != null) {
            answer.fail(failure);
            return;
          }
          for (var one : request.answers()) {
            if (!names(report, one)) {
              answer.fail(
                  new RefusedException(
                      RefusalCode.UNKNOWN_FINDING, "no difference is called " + one.finding()));
              return;
            }
          }
          answer.complete(report);
        });
    return answer.future();
  }

  private static FindingKind kind(Answer answer) {
    var id = answer.finding();
    return FindingKind.valueOf(id.substring(0, Math.max(0, id.indexOf(':'))));
  }

  /** One that is ignored from now on is told no more. */
  private static boolean names(ReconcileReport report, Answer answer) {
    return report.accounts().stream()
        .flatMap(account -> account.findings().stream())
        .anyMatch(finding -> finding.id().equals(answer.finding()));
  }
}
