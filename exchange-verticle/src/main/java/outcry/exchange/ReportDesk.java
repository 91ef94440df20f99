package outcry.exchange;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import outcry.bus.Addresses;
import outcry.bus.Node;
import outcry.bus.RefusedException;
import outcry.exchange.core.ToldReports;
import outcry.model.ExecutionReport;
import outcry.model.RefusalCode;
import outcry.model.ReportPage;
import outcry.model.query.ReportsRequest;
import outcry.venue.log.VenueLogEntry;

/** Tells the exchange's clients what is in its log, again if they ask. Its verticle's context. */
final class ReportDesk {

  private static final long HEARTBEAT_MILLIS = 1_000;

  private final Node node;
  private final ToldReports told;
  private final ExchangeFaults faults;
  private long heartbeat;

  ReportDesk(
      Node node,
      Collection<String> accounts,
      long startedNanos,
      List<VenueLogEntry> logged,
      ExchangeFaults faults) {
    this.node = node;
    this.told = new ToldReports(accounts, startedNanos, ToldReports.KEPT_MAX);
    this.faults = faults;
    logged.forEach(entry -> told.add(entry.report()));
  }

  void start() {
    sendHeartbeats();
    heartbeat = node.vertx().setPeriodic(HEARTBEAT_MILLIS, _ -> sendHeartbeats());
  }

  void stop() {
    node.vertx().cancelTimer(heartbeat);
  }

  /** These are in the log. */
  void tell(List<ExecutionReport> reports) {
    for (var report : reports) {
      publish(told.add(report));
    }
  }

  Future<ReportPage> onResend(ReportsRequest request) {
    return told.from(request.account(), request.from())
        .map(Future::succeededFuture)
        .orElseGet(
            () ->
                Future.failedFuture(
                    new RefusedException(RefusalCode.UNKNOWN_ACCOUNT, request.account())));
  }

  private void sendHeartbeats() {
    told.heartbeats().forEach(this::publish);
  }

  private void publish(ReportPage page) {
    if (!faults.dropsReport()) {
      node.bus().publish(Addresses.exchangeReports(page.account()), page);
    }
  }
}
