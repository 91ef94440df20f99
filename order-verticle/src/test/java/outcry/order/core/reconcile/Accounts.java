package outcry.order.core.reconcile;

import static outcry.order.core.Samples.ACCOUNT;
import static outcry.order.core.Samples.NOW;
import static outcry.order.core.Samples.SECOND;
import static outcry.order.core.Samples.SYMBOL;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import outcry.model.ExecutionReport.Filled;
import outcry.model.Instruments;
import outcry.model.Money;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.VenueAccount;
import outcry.model.VenueAccount.Execution;
import outcry.model.VenueAccount.Holding;
import outcry.model.VenueAccount.OpenOrder;
import outcry.order.core.Orders;
import outcry.order.core.Samples;
import outcry.venue.Capabilities;
import outcry.venue.Capabilities.Snapshots;

/** The account at its venue, as a test tells it; and ours, whose orders were placed at NOW. */
final class Accounts {

  /** When the venue is asked, well after everything of ours. */
  static final long LATER = NOW + 10 * SECOND;

  static final Capabilities VENUE = Samples.CAPABILITIES.with(Snapshots.EXACT);

  private final List<OpenOrder> orders = new ArrayList<>();
  private final List<Execution> executions = new ArrayList<>();
  private final Map<String, Holding> holdings = new TreeMap<>();
  private final Map<String, Long> balances = new TreeMap<>();
  private boolean isComplete = true;

  /** Ours: "rest" is working, "part" filled 100 of 300 at 100.00, "done" is canceled. */
  static Orders ours() {
    var orders =
        new Orders(
            Samples.config(),
            new Instruments(List.of(Samples.INSTRUMENT)),
            Map.of(Samples.VENUE, VENUE));
    orders.onMarket(Samples.quote(NOW));
    for (var id : List.of("rest", "part", "done")) {
      place(orders, id);
    }
    report(orders, Samples.filled("part", "e-1", 100, 100));
    report(orders, Samples.canceled("done"));
    return orders;
  }

  static void place(Orders orders, String id) {
    Samples.carryOut(orders, orders.decide(Samples.buy(id, 300, 9_990), NOW), NOW);
    report(orders, Samples.accepted(id));
  }

  static void report(Orders orders, outcry.model.ExecutionReport report) {
    Samples.carryOut(orders, orders.decide(report, NOW), NOW);
  }

  /** The venue's side of {@link #ours}. */
  static Accounts same() {
    return new Accounts()
        .open(open("rest", 300, 9_990, 0))
        .open(open("part", 300, 9_990, 100))
        .filled(Samples.filled("part", "e-1", 100, 100));
  }

  static OpenOrder open(String id, long quantity, long price, long cumulative) {
    return new OpenOrder(
        id,
        "v-" + id,
        SYMBOL,
        Side.BUY,
        OrderType.LIMIT,
        TimeInForce.GTC,
        quantity,
        price,
        cumulative);
  }

  static Execution execution(Filled report) {
    return new Execution(report, SYMBOL, Side.BUY);
  }

  Accounts open(OpenOrder order) {
    orders.removeIf(one -> one.clientOrderId().equals(order.clientOrderId()));
    orders.add(order);
    return this;
  }

  Accounts without(String id) {
    orders.removeIf(one -> one.clientOrderId().equals(id));
    return this;
  }

  /** A fill, with what it does to position and money. */
  Accounts filled(Filled report) {
    executions.add(execution(report));
    var before = holdings.getOrDefault(SYMBOL, new Holding(SYMBOL, 0, 0));
    holding(before.quantity() + report.quantity());
    long value = Samples.INSTRUMENT.notional(report.price(), report.quantity());
    return balance(balances.getOrDefault("USD", 0L) - value - report.fee());
  }

  Accounts holding(long quantity) {
    holdings.put(SYMBOL, new Holding(SYMBOL, quantity, 10_000));
    return this;
  }

  Accounts balance(long units) {
    balances.put("USD", units);
    return this;
  }

  /** The lists do not tell them, whatever the sums say. */
  Accounts forgettingExecutions() {
    executions.clear();
    return this;
  }

  Accounts incomplete() {
    isComplete = false;
    return this;
  }

  VenueAccount at(long asOfNanos) {
    var money = new ArrayList<Money>();
    balances.forEach((currency, units) -> money.add(new Money(currency, units)));
    return new VenueAccount(
        ACCOUNT, asOfNanos, orders, executions, isComplete, List.copyOf(holdings.values()), money);
  }
}
