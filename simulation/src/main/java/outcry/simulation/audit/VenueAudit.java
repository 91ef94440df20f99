package outcry.simulation.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import outcry.model.Side;
import outcry.order.core.risk.InstrumentLimits;
import outcry.order.core.risk.Limits;
import outcry.simulation.venue.HeldOrder;
import outcry.venue.VenueOrder;

/** What reaches the venue and what it has: I1 to I4, duplicates, the unauthorised. */
final class VenueAudit {

  private record Place(String account, String symbol) {}

  /** The truth about one account in one instrument. */
  private static final class Book {
    final Set<HeldOrder> open = new LinkedHashSet<>();
    long position;

    /** A fill came, or was told, after its order's end, which had freed what it took. */
    boolean surprised;
  }

  private final Findings findings;
  private final JournalAudit journal;
  private final ClientAudit clients;
  private final Limits limits;
  private final InstrumentLimits instrumentLimits;
  private final Set<OrderKey> attempted = new HashSet<>();
  private final Map<OrderKey, HeldOrder> held = new HashMap<>();
  private final Map<Long, OrderKey> fulfilled = new HashMap<>();
  private final Map<Place, Book> books = new HashMap<>();

  VenueAudit(
      Findings findings,
      JournalAudit journal,
      ClientAudit clients,
      Limits limits,
      InstrumentLimits instrumentLimits) {
    this.findings = findings;
    this.journal = journal;
    this.clients = clients;
    this.limits = limits;
    this.instrumentLimits = instrumentLimits;
  }

  void submitLeaves(VenueOrder request) {
    requireIntent(request, "leaves the house");
    if (!attempted.add(key(request))) {
      findings.violated("I2", key(request) + " is sent a second time");
    }
  }

  void submitArrived(VenueOrder request) {
    requireIntent(request, "arrives at the venue");
  }

  /** Journal before act, and exactly what was journaled. */
  private void requireIntent(VenueOrder request, String what) {
    var row = journal.find(request.account(), request.clientOrderId());
    if (row == null) {
      findings.violated("I1", key(request) + " " + what + " without a journaled intent");
    } else if (!row.intends(request)) {
      findings.violated("I1", key(request) + " " + what + " as another order than journaled");
    }
  }

  void amendArrived(String account, String clientOrderId, long quantity, long price) {
    var row = journal.find(account, clientOrderId);
    if (row == null || !row.asked(quantity, price)) {
      findings.violated("I1", "an amend of " + clientOrderId + " arrives that is not journaled");
    }
  }

  void accepted(HeldOrder order) {
    var key = key(order.request());
    if (held.putIfAbsent(key, order) != null) {
      findings.violated(Count.DUPLICATED, key + " is at the venue twice");
    }
    if (order.isOther()) {
      book(order).surprised = true; // no limit of ours keeps others
      return;
    }
    var row = journal.find(key.account(), key.clientOrderId());
    if (row == null) {
      findings.violated(Count.UNAUTHORISED, key + " is at the venue and not in the journal");
      return;
    }
    var intentions = clients.intentions(row.submit);
    boolean isOurs =
        ListAudit.isOwnDoing(row.submit.instructions().parent())
            || journal.algorithms().isChild(row.submit);
    if (intentions.isEmpty() && !isOurs) {
      findings.violated(Count.UNAUTHORISED, key + " is at the venue and nobody asked for it");
    }
    for (var intention : intentions) {
      var before = fulfilled.put(intention, key);
      if (before != null && !before.equals(key)) {
        findings.violated(Count.DUPLICATED, key + " repeats " + before);
      }
    }
    if (row.wasNeverThere()) {
      findings.violated("I3", key + " is at the venue after it was declared dead");
    }
    book(order).surprised |= journal.lists().mayPassLimits(row);
    changed(order);
  }

  /** The journal has an order's end; its fills may be told after it. */
  void endJournaled(String account, String clientOrderId, long filled) {
    var order = held.get(new OrderKey(account, clientOrderId));
    if (order != null && order.filled() > filled) {
      book(order).surprised = true;
      if (filled < order.filledAtEnd()) {
        findings.violated(
            "I6",
            "%s ends with %d filled; the venue told of %d"
                .formatted(clientOrderId, filled, order.filledAtEnd()));
      }
    }
  }

  void filled(HeldOrder order, long quantity) {
    var book = book(order);
    book.position += quantity * order.request().side().sign();
    book.surprised |= !book.open.contains(order);
    changed(order);
  }

  /** A fill is taken back: what it had closed is open again, whatever the limits say. */
  void busted(HeldOrder order, long quantity) {
    var book = book(order);
    book.position -= quantity * order.request().side().sign();
    book.surprised = true;
  }

  /** What is moved past every order is no risk that we took. */
  void transferred(String account, String symbol) {
    books.computeIfAbsent(new Place(account, symbol), _ -> new Book()).surprised = true;
  }

  void changed(HeldOrder order) {
    if (order.isOther()) {
      return;
    }
    var book = book(order);
    if (order.isOpen()) {
      book.open.add(order);
    }
    checkLimits(order.request().side(), book, order);
    if (!order.isOpen()) {
      book.open.remove(order);
    }
  }

  /** What may still happen stays within the limits, whatever was in doubt meanwhile (I4). */
  private void checkLimits(Side side, Book book, HeldOrder order) {
    long worst = book.position * side.sign();
    for (var open : book.open) {
      if (open.isOpen() && open.request().side() == side) {
        worst += open.quantity() - open.filled();
      }
    }
    if (worst > instrumentLimits.positionMax() && !book.surprised) {
      findings.violated(
          Count.UNAUTHORISED,
          key(order.request()) + " could make the position " + worst + ", beyond the limit");
    }
    long gone = order.filled() - order.stands(); // what was taken back may be done once more
    if (order.quantity() - gone > instrumentLimits.orderQuantityMax()) {
      findings.violated(Count.UNAUTHORISED, key(order.request()) + " is larger than allowed");
    }
    if (!isExit(order) && openOrders(order.request().account()) > limits.openOrdersMax()) {
      findings.violated(Count.UNAUTHORISED, key(order.request()) + " is one open order too many");
    }
  }

  /** Without exits of brackets: no limit keeps those here, nor do they keep others. */
  private int openOrders(String account) {
    int open = 0;
    for (var entry : books.entrySet()) {
      if (entry.getKey().account.equals(account)) {
        for (var order : entry.getValue().open) {
          open += isExit(order) ? 0 : 1;
        }
      }
    }
    return open;
  }

  private boolean isExit(HeldOrder order) {
    var row = journal.find(order.request().account(), order.request().clientOrderId());
    return row != null && journal.lists().isExit(row);
  }

  private Book book(HeldOrder order) {
    return books.computeIfAbsent(
        new Place(order.request().account(), order.request().symbol()), _ -> new Book());
  }

  boolean has(JournaledOrder order) {
    return held.containsKey(new OrderKey(order.submit.account(), order.submit.clientOrderId()));
  }

  /** Null if the venue never had it. */
  HeldOrder held(OrderKey key) {
    return held.get(key);
  }

  private static OrderKey key(VenueOrder order) {
    return new OrderKey(order.account(), order.clientOrderId());
  }
}
