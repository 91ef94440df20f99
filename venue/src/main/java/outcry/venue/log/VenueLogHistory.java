package outcry.venue.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import outcry.model.ExecutionReport;
import outcry.model.ExecutionReport.NotFound;
import outcry.venue.log.VenueLogEntry.AmendLogged;
import outcry.venue.log.VenueLogEntry.ChangeRejectLogged;
import outcry.venue.log.VenueLogEntry.EndLogged;
import outcry.venue.log.VenueLogEntry.FillLogged;
import outcry.venue.log.VenueLogEntry.OrderLogged;
import outcry.venue.log.VenueLogEntry.RejectLogged;

/**
 * Every client order a venue has ever seen: a fold over its log, so that a restarted venue knows
 * what the one before it knew. Holds at most {@code ordersMax} orders; it never forgets one, so a
 * venue must refuse new orders once it {@link #isFull}.
 */
public final class VenueLogHistory {

  private record Key(String account, String clientOrderId) {}

  private final int ordersMax;
  private final Map<Key, LoggedOrder> orders = new LinkedHashMap<>();
  private final LinkedHashMap<Key, LoggedOrder> open = new LinkedHashMap<>();

  public VenueLogHistory(int ordersMax) {
    if (ordersMax < 1) {
      throw new IllegalArgumentException("ordersMax must be at least 1, was " + ordersMax);
    }
    this.ordersMax = ordersMax;
  }

  /**
   * @throws VenueLogException if the entry cannot follow those before it, or the history is full
   */
  public void apply(VenueLogEntry entry) {
    var key = new Key(entry.account(), entry.clientOrderId());
    switch (entry) {
      case OrderLogged accepted -> {
        add(key, LoggedOrder.accepted(accepted));
        open.put(key, orders.get(key));
      }
      case RejectLogged rejected -> {
        if (!orders.containsKey(key) && !isFull()) { // full: any order is refused anyway
          add(key, LoggedOrder.rejected(rejected));
        }
      }
      case AmendLogged amended -> {
        if (openOrder(key, entry).amend(amended)) {
          open.putLast(key, open.get(key));
        }
      }
      case FillLogged(var fill) -> {
        if (openOrder(key, entry).fill(fill)) {
          open.remove(key);
        }
      }
      case EndLogged ended -> {
        openOrder(key, entry).end(ended);
        open.remove(key);
      }
      case ChangeRejectLogged _ -> {}
    }
  }

  /** Whether one more order would be too many. */
  public boolean isFull() {
    return orders.size() >= ordersMax;
  }

  public int size() {
    return orders.size();
  }

  public int openSize() {
    return open.size();
  }

  public Optional<LoggedOrder> find(String account, String clientOrderId) {
    return Optional.ofNullable(orders.get(new Key(account, clientOrderId)));
  }

  /** Working orders, those with the older claim to their price first. */
  public List<LoggedOrder> open() {
    return List.copyOf(open.values());
  }

  /** The answer to {@code OrderEntry.query}. */
  public List<ExecutionReport> query(String account, String clientOrderId, long nowNanos) {
    return find(account, clientOrderId)
        .map(LoggedOrder::reports)
        .orElseGet(() -> List.of(new NotFound(account, clientOrderId, nowNanos)));
  }

  /** All reports of every order of an account, order by order; for an auditor. */
  public List<ExecutionReport> reports(String account) {
    var reports = new ArrayList<ExecutionReport>();
    orders.forEach(
        (key, order) -> {
          if (key.account().equals(account)) {
            reports.addAll(order.reports());
          }
        });
    return reports;
  }

  private void add(Key key, LoggedOrder order) {
    if (isFull()) {
      throw new VenueLogException("more than " + ordersMax + " orders");
    }
    if (orders.putIfAbsent(key, order) != null) {
      throw new VenueLogException("accepted twice: " + key);
    }
  }

  private LoggedOrder openOrder(Key key, VenueLogEntry entry) {
    var order = open.get(key);
    if (order == null) {
      throw new VenueLogException("not an open order: " + entry);
    }
    return order;
  }
}
