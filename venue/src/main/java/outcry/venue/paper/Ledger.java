package outcry.venue.paper;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import outcry.model.ExecutionReport;
import outcry.model.ExecutionReport.Filled;
import outcry.model.Instrument;
import outcry.model.Instruments;
import outcry.model.Int128;
import outcry.model.Liquidity;
import outcry.venue.VenueOrder;
import outcry.venue.log.LoggedOrder;
import outcry.venue.log.VenueAccounts;
import outcry.venue.log.VenueLogEntry;
import outcry.venue.log.VenueLogEntry.AmendLogged;
import outcry.venue.log.VenueLogEntry.ChangeRejectLogged;
import outcry.venue.log.VenueLogEntry.EndLogged;
import outcry.venue.log.VenueLogEntry.FillLogged;
import outcry.venue.log.VenueLogEntry.OrderLogged;
import outcry.venue.log.VenueLogEntry.RejectLogged;
import outcry.venue.log.VenueLogHistory;

/**
 * The venue's truth: every fact becomes a log entry, changes the history and is then reported. Ids
 * are counted from the log, so that they go on after a restart.
 */
final class Ledger {

  private static final int BASIS_POINTS = 10_000;

  private final PaperConfig config;
  private final PaperSink sink;
  private final ObjLongConsumer<ExecutionReport> reports;
  private final VenueLogHistory history;
  private final VenueAccounts accounts;
  private final Map<String, Long> executions = new HashMap<>();
  private long accepted;

  /**
   * @param reports takes each report with the time it leaves the venue
   */
  Ledger(
      PaperConfig config,
      Instruments instruments,
      PaperSink sink,
      ObjLongConsumer<ExecutionReport> reports,
      List<VenueLogEntry> log) {
    this.config = config;
    this.sink = sink;
    this.reports = reports;
    this.history = new VenueLogHistory(config.ordersMax());
    this.accounts = new VenueAccounts(instruments, history);
    log.forEach(this::apply);
  }

  VenueLogHistory history() {
    return history;
  }

  VenueAccounts accounts() {
    return accounts;
  }

  LoggedOrder accept(VenueOrder order, long atNanos) {
    var venueOrderId = "paper-" + (accepted + 1);
    record(new OrderLogged(order, venueOrderId, atNanos));
    report(
        new ExecutionReport.Accepted(
            order.account(), order.clientOrderId(), venueOrderId, atNanos));
    return history.find(order.account(), order.clientOrderId()).orElseThrow();
  }

  void reject(VenueOrder order, String reason, long atNanos) {
    // a full history cannot hold the refusal; without it the order was never here, which is as true
    if (!history.isFull()) {
      record(new RejectLogged(order.account(), order.clientOrderId(), reason, atNanos));
    }
    report(new ExecutionReport.Rejected(order.account(), order.clientOrderId(), reason, atNanos));
  }

  void fill(
      LoggedOrder logged,
      Instrument instrument,
      long quantity,
      long price,
      Liquidity liquidity,
      long atNanos) {
    var order = logged.order().orElseThrow();
    long execution = executions.getOrDefault(order.account(), 0L) + 1;
    var filled =
        new Filled(
            order.account(),
            order.clientOrderId(),
            logged.venueOrderId().orElseThrow(),
            order.account() + "-" + execution,
            quantity,
            price,
            Math.addExact(logged.filled(), quantity),
            fee(instrument.notional(price, quantity), liquidity),
            instrument.quoteCurrency(),
            liquidity,
            atNanos);
    record(new FillLogged(filled));
    report(filled);
  }

  void amend(LoggedOrder logged, long quantity, long price, long atNanos) {
    var order = logged.order().orElseThrow();
    record(new AmendLogged(order.account(), order.clientOrderId(), quantity, price, atNanos));
    report(
        new ExecutionReport.Amended(
            order.account(), order.clientOrderId(), quantity, price, atNanos));
  }

  void cancel(LoggedOrder logged, String reason, long atNanos) {
    var order = logged.order().orElseThrow();
    record(
        new EndLogged(
            order.account(),
            order.clientOrderId(),
            EndLogged.How.CANCELED,
            reason,
            logged.filled(),
            atNanos));
    report(
        new ExecutionReport.Canceled(
            order.account(), order.clientOrderId(), reason, logged.filled(), atNanos));
  }

  /** Tells the client something that changes nothing, and is therefore not in the log. */
  void report(ExecutionReport report) {
    reports.accept(report, report.venueNanos());
  }

  private void record(VenueLogEntry entry) {
    apply(entry);
    sink.log(entry);
  }

  private void apply(VenueLogEntry entry) {
    history.apply(entry);
    switch (entry) {
      case OrderLogged _ -> accepted++;
      case FillLogged filled -> {
        executions.merge(filled.account(), 1L, Long::sum);
        accounts.apply(filled);
      }
      case AmendLogged _, EndLogged _, RejectLogged _, ChangeRejectLogged _ -> {}
    }
  }

  private long fee(long value, Liquidity liquidity) {
    long basisPoints =
        switch (liquidity) {
          case MAKER -> config.makerFeeBasisPoints();
          case TAKER -> config.takerFeeBasisPoints();
        };
    return Int128.multiplyDivide(value, basisPoints, BASIS_POINTS);
  }
}
