package outcry.gateway.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import outcry.bus.Hop;
import outcry.gateway.http.Problem;
import outcry.model.query.OrderQuery;
import outcry.model.query.ReconcileReport;
import outcry.model.query.ReconcileRequest;

/** The state of everything at a glance. */
final class StatusCall implements Call {

  private static final Questions.AllOrders NO_ORDERS =
      new Questions.AllOrders(List.of(), Map.of(), 0, Set.of(), List.of());

  private final Desk desk;
  private final long startedNanos = Desk.now();

  StatusCall(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Future<Answer> answer(Request request) {
    var questions = desk.questions();
    var unanswered = new TreeMap<String, Problem>();
    var orders = questions.orders(new OrderQuery("", "", 1));
    var reconciled = questions.reconcile(request.principal(), ReconcileRequest.show(""));
    return Future.all(
            orders.recover(failure -> without("orders", failure, NO_ORDERS, unanswered)),
            reconciled.recover(failure -> without("reconciled", failure, List.of(), unanswered)))
        .map(all -> Answer.of(status(all.resultAt(0), all.resultAt(1), unanswered)));
  }

  /** That somebody does not answer is a part of the state; that somebody cannot is an error. */
  private static <T> Future<T> without(
      String what, Throwable failure, T nothing, Map<String, Problem> unanswered) {
    var problem = Problem.of(failure);
    if (problem.status() != HttpResponseStatus.SERVICE_UNAVAILABLE.code()) {
      return Future.failedFuture(failure);
    }
    unanswered.put(what, problem);
    return Future.succeededFuture(nothing);
  }

  private ObjectNode status(
      Questions.AllOrders orders,
      List<ReconcileReport> reconciled,
      Map<String, Problem> unanswered) {
    var node = desk.node();
    var latest = desk.latest();
    var status = ViewJson.object().put("ready", node.health().isReady());
    status.put("clustered", node.vertx().isClustered());
    status.put("upSeconds", TimeUnit.NANOSECONDS.toSeconds(Desk.now() - startedNanos));
    var parts = status.putObject("health");
    node.health().check().forEach((name, part) -> parts.put(name, part.text()));
    node.blocked()
        .recent()
        .forEach(
            blocked ->
                parts.put(
                    blocked.thread(),
                    "blocked " + blocked.millis() + " ms within the last minute"));
    var silent = status.putObject("unanswered");
    unanswered.forEach((what, problem) -> silent.put(what, problem.code()));
    var counts = status.putObject("ordersByState");
    orders.byStatus().forEach((state, count) -> counts.put(state.name(), count));
    status.put("fills", orders.fills());
    var restrictions = status.putArray("restrictions");
    orders.restrictions().forEach(restrictions::add);
    status.set("reconciled", ReconcileJson.summary(reconciled));
    status.set("market", desk.json().market(latest.market()));
    status.set("strategies", ViewJson.strategies(latest.strategies().strategies()));
    var inFlight = status.putObject("inFlight");
    node.inFlight().pending().forEach((kind, count) -> inFlight.put(kind.name(), count));
    var latency = status.putObject("latencyMicros");
    for (var hop : Hop.values()) {
      var measured = node.metrics().latency(hop);
      latency
          .putObject(hop.name().toLowerCase(Locale.ROOT))
          .put("p50", TimeUnit.NANOSECONDS.toMicros(measured.percentileNanos(50)))
          .put("p99", TimeUnit.NANOSECONDS.toMicros(measured.percentileNanos(99)))
          .put("count", measured.count());
    }
    return status;
  }
}
