package outcry.gateway.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import outcry.journal.Journal;
import outcry.journal.TradingLatch;
import outcry.model.TradingScope;
import outcry.model.TradingState;
import outcry.model.query.AccountPositions;
import outcry.model.query.ReconcileRequest;

/** The calls about what accounts hold. */
final class AccountCalls {

  private final Catalogue catalogue;
  private final Questions questions;
  private final ViewJson json;
  private final Journal journal;

  AccountCalls(Desk desk) {
    this.catalogue = desk.catalogue();
    this.questions = desk.questions();
    this.json = desk.json();
    this.journal = desk.journal();
  }

  void addTo(Operations operations) {
    operations
        .call("listAccounts", this::accounts)
        .call("listPositions", this::positions)
        .call("showReconciliation", this::reconciled)
        .call("reconcile", this::reconcile);
  }

  private Future<Answer> positions(Request request) {
    return questions
        .positions(request.texts("account"))
        .map(found -> Answer.of(json.accounts(found.accounts())));
  }

  /** Each with the least that it may do, by its own state and that of the house. */
  private Future<Answer> accounts(Request request) {
    var latches = questions.lookUp("trading states", journal.tradingLatches());
    var held = questions.positions(catalogue.accounts());
    return Future.all(latches, held)
        .map(
            _ -> {
              var array = ViewJson.array();
              for (var account : held.result().accounts()) {
                array.add(account(account, latches.result()));
              }
              return Answer.of(array);
            });
  }

  private ObjectNode account(AccountPositions held, List<TradingLatch> latches) {
    var name = held.account();
    var state =
        latches.stream()
            .filter(
                one ->
                    one.scope() == TradingScope.GLOBAL
                        || one.scope() == TradingScope.ACCOUNT && one.key().equals(name))
            .map(TradingLatch::state)
            .max(Comparator.naturalOrder())
            .orElse(TradingState.ACTIVE);
    var whole = (ObjectNode) json.accounts(List.of(held)).path(0);
    whole
        .put("partition", questions.partitionOf(name))
        .put("state", state.name())
        .put("positions", held.positions().size());
    return whole;
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
