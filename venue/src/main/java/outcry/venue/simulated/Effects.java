package outcry.venue.simulated;

import java.util.ArrayList;
import java.util.List;
import outcry.model.ExecutionReport;
import outcry.model.MarketEvent;
import outcry.venue.log.VenueLogEntry;

/**
 * What an operation of the exchange leads to, each list in the order it happened. The log comes
 * first: reports and market data leave only once its entries are durable.
 *
 * @param log to be appended to the ground truth
 * @param reports to the accounts they name
 * @param market to everybody
 */
public record Effects(
    List<VenueLogEntry> log, List<ExecutionReport> reports, List<MarketEvent> market) {

  public Effects {
    log = List.copyOf(log);
    reports = List.copyOf(reports);
    market = List.copyOf(market);
  }

  /** Collects effects while an operation runs. */
  static final class Outbox {
    private final List<VenueLogEntry> log = new ArrayList<>();
    private final List<ExecutionReport> reports = new ArrayList<>();
    private final List<MarketEvent> market = new ArrayList<>();

    void add(VenueLogEntry entry) {
      log.add(entry);
    }

    void add(ExecutionReport report) {
      reports.add(report);
    }

    void add(MarketEvent event) {
      market.add(event);
    }

    /** Everything since the last call. */
    Effects take() {
      var effects = new Effects(log, reports, market);
      log.clear();
      reports.clear();
      market.clear();
      return effects;
    }
  }
}
