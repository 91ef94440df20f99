package outcry.gateway.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import outcry.bus.Hop;
import outcry.model.query.OrderQuery;
import outcry.model.query.ReconcileReport;
import outcry.model.query.ReconcileRequest;

/** The state of everything at a glance. */
final class StatusCall implements Call {

  private final Desk desk;
  private final long startedNanos = Desk.now();

  StatusCall(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Future<Answer> answer(Request request) {
    var questions = desk.questions();
    return Future.all(
            questions.orders(new OrderQuery("", "", 1)),
            questions.reconcile(request.principal(), ReconcileRequest.show("")))
        .map(all -> Answer.of(status(all.resultAt(0), all.resultAt(1))));
  }

  private ObjectNode status(Questions.AllOrders orders, List<ReconcileReport> reconciled) {
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
