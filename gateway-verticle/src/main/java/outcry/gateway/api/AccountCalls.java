package outcry.gateway.api;

import io.vertx.core.Future;
import outcry.model.query.ReconcileRequest;

/** The calls about what accounts hold. */
final class AccountCalls {

  private final Catalogue catalogue;
  private final Questions questions;
  private final ViewJson json;

  AccountCalls(Desk desk) {
    this.catalogue = desk.catalogue();
    this.questions = desk.questions();
    this.json = desk.json();
  }

  void addTo(Operations operations) {
    operations
        .call("listPositions", this::positions)
        .call("showReconciliation", this::reconciled)
        .call("reconcile", this::reconcile);
  }

  private Future<Answer> positions(Request request) {
    return questions
        .positions(request.texts("account"))
        .map(found -> Answer.of(json.accounts(found.accounts())));
  }

  /** How the accounts compared with their venues when last asked. */
  private Future<Answer> reconciled(Request request) {
    return questions
        .reconcile(request.principal(), ReconcileRequest.show(""))
        .map(reports -> Answer.of(ReconcileJson.report(reports)));
  }

  /** Asks the venues now, and deals with what differs. */
  private Future<Answer> reconcile(Request request) {
    var wanted = ReconcileJson.request(request.body());
    if (!wanted.account().isEmpty()) {
      catalogue.requireAccount(wanted.account());
    }
    return questions
        .reconcile(request.principal(), wanted)
        .map(reports -> Answer.of(ReconcileJson.report(reports)));
  }
}
