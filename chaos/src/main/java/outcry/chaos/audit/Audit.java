package outcry.chaos.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import outcry.chaos.client.ClientLog;
import outcry.chaos.client.ClientLog.Told;

/** Holds the exchange's log, the journal and the clients' log against one another. */
public final class Audit {

  private enum Kind {
    LOST,
    DUPLICATED,
    UNKNOWN,
    WRONG_POSITION,
    ACKED_MISSING,
    UNAUTHORISED
  }

  private final ExchangeTruth exchange;
  private final JournalTruth journal;
  private final List<ClientLog.Entry> clients;
  private final Map<Kind, Integer> counts = new HashMap<>();
  private final List<String> findings = new ArrayList<>();

  private Audit(ExchangeTruth exchange, JournalTruth journal, List<ClientLog.Entry> clients) {
    this.exchange = exchange;
    this.journal = journal;
    this.clients = clients;
  }

  /** Compares everything, once nothing is under way any more. */
  public static Counts compare(
      ExchangeTruth exchange, JournalTruth journal, List<ClientLog.Entry> clients) {
    var audit = new Audit(exchange, journal, clients);
    audit.journal.problems().forEach(problem -> audit.found(Kind.LOST, problem));
    audit.compareExchange();
    audit.compareJournal();
    audit.comparePositions();
    audit.compareClients();
    return new Counts(
        journal.orders().size(),
        exchange.fillCount(),
        audit.count(Kind.LOST),
        audit.count(Kind.DUPLICATED),
        audit.count(Kind.UNKNOWN),
        audit.count(Kind.WRONG_POSITION),
        audit.count(Kind.ACKED_MISSING),
        audit.count(Kind.UNAUTHORISED),
        audit.findings);
  }

  private void compareExchange() {
    for (var repeated : exchange.repeated()) {
      found(Kind.DUPLICATED, repeated + " was sent to the exchange once more");
    }
    for (var order : exchange.accepted()) {
      var name = order.account() + ' ' + order.clientOrderId();
      var known = journal.find(order.account(), order.clientOrderId());
      if (known.isEmpty()) {
        found(Kind.LOST, name + " is at the exchange and not in the journal");
        continue;
      }
      var ours = known.get();
      var missing = new LinkedHashMap<String, Long>();
      exchange
          .fills(order.account(), order.clientOrderId())
          .forEach(
              fill -> {
                if (!Long.valueOf(fill.quantity()).equals(ours.fills().get(fill.executionId()))) {
                  missing.put(fill.executionId(), fill.quantity());
                }
              });
      if (!missing.isEmpty()) {
        found(Kind.LOST, name + " has fills that the journal has not: " + missing);
      }
      var state = exchange.state(order);
      if (ours.isUnknown()) {
        continue; // counted with the journal
      }
      if (state.isOpen() == ours.isEnded()) {
        found(
            Kind.UNKNOWN,
            name
                + (state.isOpen() ? " is open" : " has ended")
                + " at the exchange, and by the journal it is "
                + ours.state());
      }
    }
  }

  private void compareJournal() {
    for (var order : journal.orders()) {
      var name = order.order().account() + ' ' + order.order().clientOrderId();
      if (order.isUnknown()) {
        found(Kind.UNKNOWN, name + " is " + order.state());
      }
      if (order.repeatedExecutions() > 0) {
        found(Kind.DUPLICATED, name + " has an execution twice");
      }
      var invented = new LinkedHashMap<>(order.fills());
      exchange
          .fills(order.order().account(), order.order().clientOrderId())
          .forEach(fill -> invented.remove(fill.executionId()));
      if (!invented.isEmpty()) {
        found(Kind.DUPLICATED, name + " has fills that the exchange never made: " + invented);
      }
    }
  }

  private void comparePositions() {
    var holdings = new TreeSet<>(Holding.ORDER);
    holdings.addAll(exchange.positions().keySet());
    holdings.addAll(journal.positions().keySet());
    for (var holding : holdings) {
      long truth = exchange.positions().getOrDefault(holding, 0L);
      long ours = journal.positions().getOrDefault(holding, 0L);
      if (truth != ours) {
        found(Kind.WRONG_POSITION, holding + " is " + truth + ", and projected as " + ours);
      }
    }
  }

  private void compareClients() {
    var asked = new HashMap<String, ClientLog.Entry>();
    for (var entry : clients) {
      var order = entry.order();
      var name = order.account() + ' ' + order.clientOrderId();
      asked.put(name, entry);
      var ours = journal.find(order.account(), order.clientOrderId());
      if (entry.told() == Told.NOTHING) {
        found(Kind.UNKNOWN, name + ": its client was never told anything");
      }
      if (entry.told() == Told.ACKNOWLEDGED
          && (ours.isEmpty() || ours.get().state() == JournaledOrder.State.DENIED)) {
        found(Kind.ACKED_MISSING, name + " was acknowledged and is not in the journal");
      }
      if (!entry.said().isEmpty()) {
        found(Kind.ACKED_MISSING, name + " was " + entry.said());
      }
      if (entry.told() == Told.REFUSED
          && ours.isPresent()
          && ours.get().state() != JournaledOrder.State.DENIED) {
        found(
            Kind.UNAUTHORISED, name + " was refused (" + entry.code() + ") and sent all the same");
      }
    }
    for (var order : journal.orders()) {
      compareAsked(order, asked);
    }
  }

  /** What strategies and risk rules do of themselves has no client. */
  private void compareAsked(JournaledOrder journaled, Map<String, ClientLog.Entry> asked) {
    var order = journaled.order();
    var name = order.account() + ' ' + order.clientOrderId();
    var entry = asked.get(name);
    if (entry == null) {
      if (order.strategy().equals("manual")) {
        found(Kind.UNAUTHORISED, name + " is in the journal, and nobody asked for it");
      }
      return;
    }
    var wanted = entry.order();
    if (!wanted.symbol().equals(order.symbol())
        || !wanted.side().equals(order.side().name())
        || wanted.quantity() != order.quantity()) {
      found(Kind.UNAUTHORISED, name + " is not what was asked for: " + order);
    }
  }

  private void found(Kind kind, String what) {
    counts.merge(kind, 1, Integer::sum);
    if (findings.size() < Counts.FINDINGS_MAX) {
      findings.add(kind + ": " + what);
    }
  }

  private int count(Kind kind) {
    return counts.getOrDefault(kind, 0);
  }
}
