package outcry.gateway.api;

import io.vertx.core.Future;
import java.util.Optional;
import outcry.gateway.security.Security;

/** Everything a gateway answers, beside what answers by itself. */
public final class Calls {

  private Calls() {}

  /**
   * @param cluster empty in one process
   * @param backtests empty where none are made
   */
  public static Operations of(
      Desk desk,
      Optional<ClusterDesk> cluster,
      Optional<BacktestDesk> backtests,
      Document document,
      Security security) {
    var operations = new Operations(desk.node().defects());
    new NodeCalls(desk.node()).addTo(operations);
    new MarketCalls(desk).addTo(operations);
    new RecordCalls(desk).addTo(operations);
    new OrderCalls(desk).addTo(operations);
    new AlgorithmCalls(desk).addTo(operations);
    new AccountCalls(desk).addTo(operations);
    new StrategyCalls(desk).addTo(operations);
    new RiskCalls(desk, security).addTo(operations);
    new AccessCalls(security, desk.catalogue()).addTo(operations);
    new ClusterCalls(desk.node(), cluster).addTo(operations);
    new BacktestCalls(backtests, desk.questions()).addTo(operations);
    var docs = DocsPage.of(document);
    return operations
        .call("status", new StatusCall(desk))
        .call(
            "listTasks",
            _ -> Future.succeededFuture(Answer.of(ViewJson.tasks(desk.node().tasks().list()))))
        .call("flatten", new FlattenCall(desk))
        .call("docs", _ -> Future.succeededFuture(Answer.html(docs)))
        .call("openapi", _ -> Future.succeededFuture(Answer.of(document.json())));
  }
}
