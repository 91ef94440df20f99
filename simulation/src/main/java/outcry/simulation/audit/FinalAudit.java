package outcry.simulation.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.Quote;
import outcry.model.Money;
import outcry.model.OrderStatus;
import outcry.model.Position;
import outcry.model.query.OrderView;
import outcry.order.core.Orders;
import outcry.position.core.Cash;
import outcry.position.core.CashKey;
import outcry.position.core.PositionKey;
import outcry.simulation.database.ProjectionTables;
import outcry.simulation.venue.HeldOrder;
import outcry.simulation.venue.SimulatedVenue;

/** Once everything has converged: the venue's log, the journal and the positions must agree. */
final class FinalAudit {

  private final Findings findings;
  private final JournalAudit journal;
  private final VenueAudit truth;
  private final SimulatedVenue venue;
  private final Map<PositionKey, Long> moved;

  /**
   * @param moved what became ours past every order
   */
  FinalAudit(
      Findings findings,
      JournalAudit journal,
      VenueAudit truth,
      SimulatedVenue venue,
      Map<PositionKey, Long> moved) {
    this.moved = moved;
    this.findings = findings;
    this.journal = journal;
    this.truth = truth;
    this.venue = venue;
  }

  /** Every order at the venue is in the journal, as it is. */
  void compareVenue(ToIntFunction<String> partitionOf) {
    for (var held : venue.orders()) {
      var request = held.request();
      var row = journal.find(request.account(), request.clientOrderId());
      if (row == null) {
        continue; // found when it was accepted
      }
      compare(new OrderKey(request.account(), request.clientOrderId()), held, row);
      if (held.isOpen()
          && journal.isHalted(partitionOf.applyAsInt(request.account()), row.submit)) {
        findings.violated(
            "I27", request.clientOrderId() + " is open at the venue though a halt covers it");
      }
    }
  }

  private void compare(OrderKey key, HeldOrder held, JournaledOrder row) {
    if (row.wasNeverThere()) {
      findings.violated(Count.LOST, key + " is at the venue; the journal says it never was");
    } else if (held.isOpen() == row.isEnded()) {
      findings.violated(
          Count.LOST,
          key
              + (held.isOpen()
                  ? " is open at the venue and ended in the journal"
                  : " has ended at the venue and is open in the journal"));
    } else if (held.isOpen()
        && (held.quantity() != row.quantity() || held.price() != row.price())) {
      findings.violated(
          Count.LOST,
          "%s is %d at %d at the venue and %d at %d in the journal"
              .formatted(key, held.quantity(), held.price(), row.quantity(), row.price()));
    }
    var missing = new HashSet<String>();
    held.fills().forEach(fill -> missing.add(fill.executionId()));
    held.busts().forEach(bust -> missing.add(bust.executionId()));
    boolean same = missing.equals(row.executions);
    if (!same || held.filled() != row.filled()) {
      findings.violated(
          Count.WRONG_POSITION,
          "%s filled %d at the venue and %d in the journal"
              .formatted(key, held.filled(), row.filled()));
    }
  }

  /** Every order in the journal has a known fate, which is the true one. */
  void compareJournal(List<Orders> owners, ToIntFunction<String> partitionOf) {
    for (var entry : journal.orders().entrySet()) {
      var key = entry.getKey();
      var row = entry.getValue();
      var owner = owners.get(partitionOf.applyAsInt(key.account()));
      var status = status(owner, key, row);
      boolean held = truth.held(key) != null;
      switch (status) {
        case IN_DOUBT -> {
          boolean unknowable = !held && !venue.profile().capabilities().honoursDeadline();
          if (!unknowable) {
            findings.violated(Count.UNKNOWN_LEFT, key + " is left in doubt");
          }
        }
        case INTENT, SENT, PENDING_CANCEL, PENDING_AMEND ->
            findings.violated(Count.UNKNOWN_LEFT, key + " is left " + status);
        case WORKING, PARTIALLY_FILLED, FILLED, EXPIRED -> {
          if (!held && !(status == OrderStatus.EXPIRED && row.endsByTime())) {
            findings.violated(Count.LOST, key + " is " + status + "; the venue never had it");
          }
        }
        case CANCELED, REJECTED, NOT_SENT, DENIED -> {
          // may never have reached the venue; if it did, compareVenue has looked
        }
      }
    }
  }

  /** No order that we hold waits for a price that was met; one in a list may have to. */
  void compareQuote(MarketEvent quote) {
    for (var entry : journal.orders().entrySet()) {
      var order = entry.getValue();
      boolean mayWait = journal.lists().isExit(order);
      if (!mayWait && quote instanceof Quote last && order.isMissed(last)) {
        findings.violated("I26", entry.getKey() + " waits for a price that was met");
      }
    }
  }

  /** Evicted orders have ended. */
  private static OrderStatus status(Orders owner, OrderKey key, JournaledOrder row) {
    return owner
        .find(key.account(), key.clientOrderId())
        .map(OrderView::status)
        .orElse(row.wasNeverThere() ? OrderStatus.NOT_SENT : OrderStatus.CANCELED);
  }

  /** Positions and fees are the sums of the venue's own fills (I5). */
  void comparePositions(Set<String> accounts, ProjectionTables projected, Orders owner) {
    var quantities = new TreeMap<PositionKey, Long>();
    var fees = new HashMap<CashKey, Long>();
    for (var held : venue.orders()) {
      var request = held.request();
      boolean isOurs = journal.find(request.account(), request.clientOrderId()) != null;
      if (!accounts.contains(request.account()) || !isOurs) {
        continue;
      }
      for (var fill : held.fills()) {
        int stands = held.isGone(fill) ? 0 : 1;
        quantities.merge(
            new PositionKey(request.account(), request.symbol()),
            stands * fill.quantity() * request.side().sign(),
            Long::sum);
        fees.merge(
            new CashKey(request.account(), fill.feeCurrency()), stands * fill.fee(), Long::sum);
      }
    }
    moved.forEach(
        (key, quantity) -> {
          if (accounts.contains(key.account())) {
            quantities.merge(key, quantity, Long::sum);
          }
        });
    quantities.forEach(
        (key, quantity) -> {
          long stored = projected.positions().getOrDefault(key, Position.FLAT).quantity();
          long known = owner.position(key.account(), key.symbol()).quantity();
          if (stored != quantity || known != quantity) {
            findings.violated(
                Count.WRONG_POSITION,
                "%s %s is %d; projected %d, the owner has %d"
                    .formatted(key.account(), key.symbol(), quantity, stored, known));
          }
        });
    compareFees(fees, projected.cash());
    for (var key : projected.positions().keySet()) {
      if (!quantities.containsKey(key) && projected.positions().get(key).quantity() != 0) {
        findings.violated(Count.WRONG_POSITION, key + " is projected and has no fills");
      }
    }
  }

  private void compareFees(Map<CashKey, Long> fees, Map<CashKey, Cash> stored) {
    fees.forEach(
        (key, sum) -> {
          long have = stored.getOrDefault(key, Cash.NONE).fees();
          if (have != sum) {
            findings.violated(
                Count.WRONG_POSITION,
                "fees of %s are %s; projected %s"
                    .formatted(key.account(), Money.text(sum), Money.text(have)));
          }
        });
  }
}
