package outcry.venue.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import outcry.model.Fill;
import outcry.model.Instruments;
import outcry.model.Money;
import outcry.model.Position;
import outcry.model.VenueAccount;
import outcry.model.VenueAccount.Execution;
import outcry.model.VenueAccount.Holding;
import outcry.model.VenueAccount.OpenOrder;
import outcry.venue.log.VenueLogEntry.FillLogged;

/**
 * What each account has at a venue: the fold of its fills, so that a restarted venue knows what the
 * one before it knew. An account begins with nothing.
 */
public final class VenueAccounts {

  /** Executions in one answer; the asker comes back for more. */
  private static final int EXECUTIONS_MAX = 10_000;

  private static final class Books {
    final List<Execution> executions = new ArrayList<>();
    final Map<String, Position> positions = new TreeMap<>();
    final Map<String, Long> balances = new TreeMap<>();
  }

  private final Instruments instruments;
  private final VenueLogHistory history;
  private final Map<String, Books> accounts = new TreeMap<>();

  /**
   * @param history of the same log; told of an entry before this is
   */
  public VenueAccounts(Instruments instruments, VenueLogHistory history) {
    this.instruments = instruments;
    this.history = history;
  }

  /**
   * @throws IllegalArgumentException if the symbol is unknown
   */
  public void apply(FillLogged entry) {
    var report = entry.fill();
    var order =
        history.find(report.account(), report.clientOrderId()).orElseThrow().order().orElseThrow();
    var instrument = instruments.get(order.symbol());
    var fill = new Fill(order.side(), report.quantity(), report.price());
    var books = accounts.computeIfAbsent(report.account(), _ -> new Books());
    books.executions.add(new Execution(report, order.symbol(), order.side()));
    var before = books.positions.getOrDefault(order.symbol(), Position.FLAT);
    books.positions.put(order.symbol(), before.after(fill, instrument));
    long value = instrument.notional(report.price(), report.quantity());
    books.balances.merge(instrument.quoteCurrency(), -order.side().sign() * value, Math::addExact);
    if (report.fee() != 0) {
      books.balances.merge(report.feeCurrency(), -report.fee(), Math::addExact);
    }
  }

  /** All of an account at this moment; nothing at all of one that never traded here. */
  public VenueAccount snapshot(String account, long fillsSinceNanos, long nowNanos) {
    var books = accounts.getOrDefault(account, new Books());
    var all = books.executions;
    int from = all.size();
    while (from > 0 && all.get(from - 1).report().venueNanos() >= fillsSinceNanos) {
      from--;
    }
    int to = Math.min(all.size(), from + EXECUTIONS_MAX);
    var holdings = new ArrayList<Holding>();
    books.positions.forEach(
        (symbol, position) -> {
          if (position.quantity() != 0) {
            long price = position.averagePrice(instruments.get(symbol));
            holdings.add(new Holding(symbol, position.quantity(), price));
          }
        });
    var balances = new ArrayList<Money>();
    books.balances.forEach((currency, units) -> balances.add(new Money(currency, units)));
    return new VenueAccount(
        account,
        nowNanos,
        openOrders(account),
        all.subList(from, to),
        to == all.size(),
        holdings,
        balances);
  }

  private List<OpenOrder> openOrders(String account) {
    var orders = new ArrayList<OpenOrder>();
    for (var logged : history.open()) {
      var order = logged.order().orElseThrow();
      if (order.account().equals(account)) {
        orders.add(
            new OpenOrder(
                order.clientOrderId(),
                logged.venueOrderId().orElseThrow(),
                order.symbol(),
                order.side(),
                order.type(),
                order.timeInForce(),
                logged.quantity(),
                logged.price(),
                logged.filled()));
      }
    }
    return orders;
  }
}
