package outcry.exchange;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import outcry.bus.Addresses;
import outcry.bus.Bus;
import outcry.bus.Registration;
import outcry.exchange.core.ReportSequence;
import outcry.exchange.core.ToldReports;
import outcry.model.ExecutionReport;
import outcry.model.ReportPage;
import outcry.model.query.ReportsRequest;

/** The reports of one account in their order, whatever the bus lost, doubled or delayed. */
final class ReportFeed {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final Bus bus;
  private final String account;
  private final Consumer<ExecutionReport> listener;
  private final Runnable heard;
  private Registration registration;
  private ReportSequence sequence;
  private boolean asking;
  private boolean doubted;
  private boolean lost;

  /**
   * @param heard told of every sign of life, once it has been dealt with
   */
  ReportFeed(Bus bus, String account, Consumer<ExecutionReport> listener, Runnable heard) {
    this.bus = bus;
    this.account = account;
    this.listener = listener;
    this.heard = heard;
  }

  /** Listens; completes when everything published from then on gets here. */
  Future<Void> listen() {
    registration = bus.on(Addresses.exchangeReports(account), this::onPage);
    return registration.ready();
  }

  /** Asks where the numbers stand, from which on nothing will be missed. Safe to repeat. */
  Future<Void> open() {
    if (sequence != null) {
      return Future.succeededFuture();
    }
    return bus.request(
            Addresses.EXCHANGE_RESENDS, new ReportsRequest(account, Long.MAX_VALUE), TIMEOUT)
        .onSuccess(page -> sequence = new ReportSequence(page))
        .mapEmpty();
  }

  /** When the exchange was started, as far as this account has heard; 0 before it is open. */
  long startedNanos() {
    return sequence == null ? 0 : sequence.startedNanos();
  }

  boolean isCaughtUp() {
    return sequence != null && !sequence.isMissing() && !asking && !doubted;
  }

  /** The exchange was away: nothing is known to be complete until it has been asked. */
  void doubt() {
    doubted = true;
  }

  /** Whether reports were lost for good since the last call. */
  boolean isLost() {
    boolean was = lost;
    lost = false;
    return was;
  }

  /** Asks for what is missing, or for a sign of life. */
  void ask() {
    if (sequence == null || asking) {
      return;
    }
    asking = true;
    bus.request(Addresses.EXCHANGE_RESENDS, new ReportsRequest(account, sequence.next()), TIMEOUT)
        .onComplete(
            answer -> {
              asking = false;
              if (answer.succeeded()) {
                doubted = answer.result().reports().size() >= ToldReports.PAGE_MAX;
                deliver(sequence.acceptAnswer(answer.result()));
              }
            });
  }

  Future<Void> close() {
    return registration == null ? Future.succeededFuture() : registration.unregister();
  }

  private void onPage(ReportPage page) {
    if (sequence != null) { // before: whatever it tells, nobody has asked about it yet
      deliver(sequence.accept(page));
    } else if (page.first() == 0) {
      page.reports().forEach(listener);
    }
  }

  private void deliver(List<ExecutionReport> reports) {
    lost |= sequence.isLost();
    try {
      reports.forEach(listener);
    } finally {
      if (sequence.isMissing() || doubted) {
        ask();
      }
      heard.run();
    }
  }
}
