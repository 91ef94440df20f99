package outcry.chaos.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import outcry.model.ExecutionReport.Filled;
import outcry.model.RefusalCode;
import outcry.venue.VenueOrder;
import outcry.venue.log.LoggedOrder;
import outcry.venue.log.VenueLogEntry;
import outcry.venue.log.VenueLogEntry.AmendLogged;
import outcry.venue.log.VenueLogEntry.ChangeRejectLogged;
import outcry.venue.log.VenueLogEntry.EndLogged;
import outcry.venue.log.VenueLogEntry.FillLogged;
import outcry.venue.log.VenueLogEntry.OrderLogged;
import outcry.venue.log.VenueLogEntry.RejectLogged;
import outcry.venue.log.VenueLogHistory;
import outcry.venue.log.VenueLogText;

/** What the exchange did, by its own log. */
public final class ExchangeTruth {

  private static final int ORDERS_MAX = 1_000_000;

  private final VenueLogHistory history = new VenueLogHistory(ORDERS_MAX);
  private final List<VenueOrder> accepted = new ArrayList<>();
  private final Map<String, List<Filled>> fills = new LinkedHashMap<>();
  private final Map<Holding, Long> positions = new TreeMap<>(Holding.ORDER);
  private final List<String> repeated = new ArrayList<>();
  private int fillCount;

  /** Reads the log of an exchange that may still write it. */
  public static ExchangeTruth read(Path log) throws IOException {
    var truth = new ExchangeTruth();
    if (Files.exists(log)) {
      VenueLogText.read(Files.readAllBytes(log)).entries().forEach(truth::add);
    }
    return truth;
  }

  void add(VenueLogEntry entry) {
    history.apply(entry);
    switch (entry) {
      case OrderLogged logged -> accepted.add(logged.order());
      case FillLogged(var fill) -> {
        fillCount++;
        fills.computeIfAbsent(key(entry), _ -> new ArrayList<>()).add(fill);
        var order =
            history
                .find(entry.account(), entry.clientOrderId())
                .orElseThrow()
                .order()
                .orElseThrow();
        positions.merge(
            new Holding(entry.account(), order.symbol()),
            order.side().sign() * fill.quantity(),
            Math::addExact);
      }
      case RejectLogged rejected -> {
        if (rejected.reason().equals(RefusalCode.CLIENT_ID_REUSED.name())) {
          repeated.add(key(entry));
        }
      }
      case AmendLogged _, EndLogged _, ChangeRejectLogged _ -> {}
    }
  }

  /** Every order it took. */
  List<VenueOrder> accepted() {
    return accepted;
  }

  LoggedOrder state(VenueOrder order) {
    return history.find(order.account(), order.clientOrderId()).orElseThrow();
  }

  List<Filled> fills(String account, String clientOrderId) {
    return fills.getOrDefault(account + ' ' + clientOrderId, List.of());
  }

  int fillCount() {
    return fillCount;
  }

  /** The sum of the fills. */
  Map<Holding, Long> positions() {
    return positions;
  }

  /** Orders that were sent to it once more: one intent is one attempt. */
  List<String> repeated() {
    return repeated;
  }

  private static String key(VenueLogEntry entry) {
    return entry.account() + ' ' + entry.clientOrderId();
  }
}
