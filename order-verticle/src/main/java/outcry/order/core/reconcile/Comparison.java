package outcry.order.core.reconcile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import outcry.model.Money;
import outcry.model.OrderStatus;
import outcry.model.Position;
import outcry.model.VenueAccount;
import outcry.model.VenueAccount.Execution;
import outcry.model.VenueAccount.Holding;
import outcry.model.VenueAccount.OpenOrder;
import outcry.model.query.OrderView;
import outcry.order.core.Booked;
import outcry.order.core.Orders;
import outcry.venue.Capabilities;

/**
 * Holds a snapshot of a venue against our state, in both directions. What moved after the question
 * was asked, less the venue's lag, is no difference: its report may be on the way. Positions and
 * money are judged only where every fill is booked.
 */
public final class Comparison {

  /**
   * @param unsettled what differs and cannot be judged yet: something moved, or fills are missing
   */
  public record Result(List<Finding> findings, int unsettled) {
    public Result {
      findings = List.copyOf(findings);
    }
  }

  private final Orders orders;
  private final VenueAccount theirs;
  private final String venue;
  private final long fillsSinceNanos;
  private final long quietSinceNanos;
  private final long listedUntilNanos;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, List<Execution>> unbooked = new LinkedHashMap<>();
  private int unsettled;

  private Comparison(
      Orders orders,
      VenueAccount theirs,
      Capabilities venue,
      long fillsSinceNanos,
      long askedNanos) {
    this.orders = orders;
    this.theirs = theirs;
    this.venue = venue.venue();
    this.fillsSinceNanos = fillsSinceNanos;
    this.quietSinceNanos = askedNanos - venue.snapshots().lagNanos();
    this.listedUntilNanos = theirs.asOfNanos() - venue.snapshots().lagNanos();
  }

  /**
   * @param theirs the answer; the orders it names are in memory, if there are such
   * @param fillsSinceNanos since when executions were asked for
   * @param askedNanos when, by our clock
   */
  public static Result of(
      Orders orders,
      VenueAccount theirs,
      Capabilities venue,
      long fillsSinceNanos,
      long askedNanos) {
    return new Comparison(orders, theirs, venue, fillsSinceNanos, askedNanos).compare();
  }

  private Result compare() {
    executions();
    theirOrders();
    unbooked.forEach(this::orphans);
    ourOrders();
    if (theirs.isComplete()) {
      phantoms();
    }
    positions();
    balances();
    return new Result(findings, unsettled);
  }

  private void executions() {
    for (var execution : theirs.executions()) {
      var report = execution.report();
      switch (orders.accounts().booking(venue, report)) {
        case SAME -> {}
        case OTHER -> findings.add(new Finding.FillDiffers(execution));
        case NONE -> {
          unbooked.computeIfAbsent(report.clientOrderId(), _ -> new ArrayList<>()).add(execution);
          if (orders.find(theirs.account(), report.clientOrderId()).isPresent()) {
            findings.add(new Finding.MissingFill(execution));
          }
        }
      }
    }
  }

  private void theirOrders() {
    for (var order : theirs.orders()) {
      var id = order.clientOrderId();
      var ours = orders.find(theirs.account(), id).orElse(null);
      if (ours == null) {
        findings.add(new Finding.UnknownOrder(order, unbooked.getOrDefault(id, List.of())));
      } else if (isQuiet(ours)) {
        both(ours, order);
      }
    }
  }

  private void both(OrderView ours, OpenOrder order) {
    switch (ours.status()) {
      case DENIED, TRIGGER_PENDING, FILLED, CANCELED, EXPIRED, REJECTED, NOT_SENT ->
          findings.add(new Finding.GhostOrder(ours, order));
      case WORKING, PARTIALLY_FILLED -> {
        if (ours.quantity() != order.quantity() || ours.price() != order.price()) {
          findings.add(new Finding.OrderDiffers(ours, order));
        }
        boolean told = unbooked.containsKey(order.clientOrderId());
        if (!told && ours.cumulativeQuantity() != order.cumulativeQuantity()) {
          findings.add(new Finding.FilledDiffers(ours, order));
        }
      }
      case INTENT, SENT, PENDING_CANCEL, PENDING_AMEND, IN_DOUBT -> {
        // an answer is on the way, or asked for
      }
    }
  }

  /** Executions of an order that we do not know and that is not open. */
  private void orphans(String clientOrderId, List<Execution> fills) {
    boolean isOpen =
        theirs.orders().stream().anyMatch(order -> order.clientOrderId().equals(clientOrderId));
    if (!isOpen && orders.find(theirs.account(), clientOrderId).isEmpty()) {
      findings.add(new Finding.UnknownFill(fills));
    }
  }

  private void ourOrders() {
    var listed = new LinkedHashSet<String>();
    theirs.orders().forEach(order -> listed.add(order.clientOrderId()));
    for (var ours : orders.accounts().open(theirs.account(), venue)) {
      boolean rests =
          ours.status() == OrderStatus.WORKING || ours.status() == OrderStatus.PARTIALLY_FILLED;
      boolean isThere =
          listed.contains(ours.clientOrderId()) || unbooked.containsKey(ours.clientOrderId());
      if (rests && !isThere && isQuiet(ours)) {
        findings.add(new Finding.MissingOrder(ours));
      }
    }
  }

  private boolean isQuiet(OrderView ours) {
    return ours.updatedNanos() < quietSinceNanos;
  }

  private void phantoms() {
    var listed = new LinkedHashSet<String>();
    theirs.executions().forEach(execution -> listed.add(execution.report().executionId()));
    for (var ours : orders.accounts().recentlyBooked(theirs.account(), venue)) {
      boolean shouldBeListed =
          ours.isStanding()
              && ours.venueNanos() >= fillsSinceNanos
              && ours.venueNanos() < listedUntilNanos
              && ours.atNanos() < quietSinceNanos;
      if (shouldBeListed && !listed.contains(ours.executionId())) {
        findings.add(new Finding.PhantomFill(ours));
      }
    }
  }

  private void positions() {
    var mine = orders.accounts().positions(theirs.account(), venue);
    var held = new LinkedHashMap<String, Holding>();
    theirs.holdings().forEach(holding -> held.put(holding.symbol(), holding));
    var symbols = new TreeSet<>(mine.keySet());
    symbols.addAll(held.keySet());
    var uncertain = uncertainSymbols();
    for (var symbol : symbols) {
      var ours = mine.getOrDefault(symbol, Position.FLAT);
      var holding = held.getOrDefault(symbol, new Holding(symbol, 0, 0));
      ToLongFunction<Booked> moved = one -> one.symbol().equals(symbol) ? one.quantity() : 0;
      switch (judge(ours.quantity(), holding.quantity(), moved, uncertain.contains(symbol))) {
        case SAME -> {}
        case UNSETTLED -> unsettled++;
        case OTHER ->
            findings.add(
                new Finding.PositionDiffers(
                    symbol,
                    ours.quantity(),
                    holding.quantity(),
                    holding.averagePrice() > 0
                        ? holding.averagePrice()
                        : orders.instruments().find(symbol).map(ours::averagePrice).orElse(0L)));
      }
    }
  }

  private void balances() {
    var mine = orders.accounts().balances(theirs.account(), venue);
    var held = new LinkedHashMap<String, Long>();
    theirs.balances().forEach((Money money) -> held.put(money.currency(), money.units()));
    var currencies = new TreeSet<>(mine.keySet());
    currencies.addAll(held.keySet());
    boolean isUncertain = !uncertainSymbols().isEmpty();
    for (var currency : currencies) {
      long ours = mine.getOrDefault(currency, 0L);
      long told = held.getOrDefault(currency, 0L);
      switch (judge(ours, told, one -> one.inCurrency(currency), isUncertain)) {
        case SAME -> {}
        case UNSETTLED -> unsettled++;
        case OTHER -> findings.add(new Finding.BalanceDiffers(currency, ours, told));
      }
    }
  }

  /** Where fills are yet to be booked, or an order in doubt may have some. */
  private Set<String> uncertainSymbols() {
    var symbols = new TreeSet<String>();
    for (var order : orders.accounts().open(theirs.account(), venue)) {
      if (order.status() == OrderStatus.IN_DOUBT) {
        symbols.add(order.symbol());
      }
    }
    unbooked.values().forEach(fills -> fills.forEach(fill -> symbols.add(fill.symbol())));
    return symbols;
  }

  private enum Judgement {
    SAME,
    UNSETTLED,
    OTHER
  }

  /**
   * A sum of the venue's may be ours as it was before any of what was booked since the question.
   */
  private Judgement judge(long ours, long told, ToLongFunction<Booked> moved, boolean isUncertain) {
    if (ours == told) {
      return Judgement.SAME;
    }
    boolean hasMoved = false;
    long then = ours;
    for (var booked : orders.accounts().recentlyBooked(theirs.account(), venue).reversed()) {
      if (booked.atNanos() < quietSinceNanos) {
        break;
      }
      long change = moved.applyAsLong(booked);
      hasMoved |= change != 0;
      then -= change;
      if (then == told) {
        return Judgement.SAME;
      }
    }
    return hasMoved || isUncertain || !theirs.isComplete() ? Judgement.UNSETTLED : Judgement.OTHER;
  }
}
