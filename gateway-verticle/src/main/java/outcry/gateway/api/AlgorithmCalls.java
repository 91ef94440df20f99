package outcry.gateway.api;

import io.vertx.core.Future;
import outcry.model.OrderCommand.CancelAlgorithm;
import outcry.model.query.OrderQuery;

/** The calls about algorithms. */
final class AlgorithmCalls {

  private final Catalogue catalogue;
  private final Questions questions;
  private final ViewJson json;
  private final AlgorithmJson algorithmJson;

  AlgorithmCalls(Desk desk) {
    this.catalogue = desk.catalogue();
    this.questions = desk.questions();
    this.json = desk.json();
    this.algorithmJson = new AlgorithmJson(catalogue.instruments());
  }

  void addTo(Operations operations) {
    operations
        .call("listAlgorithms", this::list)
        .call("startAlgorithm", this::start)
        .call("cancelAlgorithm", this::cancel);
  }

  private Future<Answer> list(Request request) {
    return questions
        .orders(new OrderQuery("", "", 1))
        .map(found -> Answer.of(json.algorithms(found.algorithms())));
  }

  private Future<Answer> start(Request request) {
    var start = algorithmJson.start(request.body(), Desk.now());
    return questions
        .command(request.principal(), catalogue.requireAccount(start.account()), start)
        .map(Replies::answer);
  }

  private Future<Answer> cancel(Request request) {
    var account = catalogue.requireAccount(request.text("account"));
    var command = new CancelAlgorithm(account, request.text("algorithmId"), "manual", Desk.now());
    return questions.command(request.principal(), account, command).map(Replies::answer);
  }
}
