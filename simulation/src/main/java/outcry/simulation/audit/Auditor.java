package outcry.simulation.audit;

import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToLongFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import outcry.model.FindingAction;
import outcry.model.Instruments;
import outcry.model.JournaledEvent;
import outcry.model.MarketEvent.Quote;
import outcry.model.OrderCommand;
import outcry.model.OrderReply;
import outcry.model.TradingDay;
import outcry.order.core.Incident;
import outcry.order.core.InvariantViolation;
import outcry.order.core.Orders;
import outcry.order.core.Snapshot;
import outcry.order.core.risk.InstrumentLimits;
import outcry.order.core.risk.Limits;
import outcry.simulation.client.ClientWitness;
import outcry.simulation.cluster.Cluster;
import outcry.simulation.cluster.NodeWitness;
import outcry.simulation.database.SimulatedDatabase;
import outcry.simulation.database.Tables;
import outcry.simulation.kernel.Fingerprint;
import outcry.simulation.kernel.Trace;
import outcry.simulation.venue.AccountDesk;
import outcry.simulation.venue.HeldOrder;
import outcry.simulation.venue.SimulatedVenue;
import outcry.simulation.venue.VenueWitness;
import outcry.venue.VenueOrder;

/**
 * Watches all of a life and trusts three logs: the venue's own, what clients were told, and the
 * journal. Everything in it is against the rules of no part but the invariants of all.
 */
public final class Auditor implements VenueWitness, NodeWitness, ClientWitness {

  /** An empty order owner, for replays. */
  @FunctionalInterface
  public interface EmptyOrders {
    Orders make();
  }

  /**
   * What holds in a life.
   *
   * @param limits of every account
   * @param clockErrorMaxNanos how far the clocks of nodes are off, either way
   * @param isForgetful owners let orders go soon after their end
   */
  public record Terms(
      Limits limits,
      InstrumentLimits instrumentLimits,
      long clockErrorMaxNanos,
      boolean isForgetful) {}

  private final Findings findings;
  private final Fingerprint fingerprint;
  private final Trace trace;
  private final JournalAudit journal;
  private final ClientAudit clients;
  private final VenueAudit venue;
  private final EmptyOrders empty;
  private Tables tables;
  private ReconciliationAudit books;
  private ConditionAudit conditions;

  /**
   * @param leaseEpoch of a partition, now
   */
  public Auditor(
      Findings findings,
      Fingerprint fingerprint,
      Trace trace,
      IntToLongFunction leaseEpoch,
      Terms terms,
      EmptyOrders empty) {
    this.findings = findings;
    this.fingerprint = fingerprint;
    this.trace = trace;
    this.empty = empty;
    this.journal = new JournalAudit(findings, leaseEpoch, terms);
    this.clients = new ClientAudit(findings, journal);
    this.venue =
        new VenueAudit(findings, journal, clients, terms.limits(), terms.instrumentLimits());
  }

  /**
   * In this life accounts are held against the venue.
   *
   * @param policy what becomes of that which is not ours
   */
  public void reconciles(
      FindingAction policy,
      SimulatedVenue itsVenue,
      AccountDesk accounts,
      Instruments instruments,
      ToIntFunction<String> partitionOf) {
    books =
        new ReconciliationAudit(
            findings, journal, policy, itsVenue, accounts, instruments, partitionOf);
  }

  /** People have looked, and from now on adopt what is not ours. */
  public void peopleDecide() {
    books.peopleDecide();
  }

  /**
   * In this life orders have times and prices of their own.
   *
   * @param day of every instrument
   */
  public void keepsTime(TradingDay day) {
    conditions = new ConditionAudit(findings, day);
  }

  /** The market is there now. */
  public void quoted(Quote quote) {
    if (conditions != null) {
      conditions.quoted(quote);
    }
  }

  /** What is open though its time was up by then; null if nothing is. */
  public String outlived(long nowNanos) {
    return conditions == null ? null : conditions.outlived(journal, nowNanos, this::isUnknowable);
  }

  /** At the end nothing has outlived its time. */
  public void concludeTimes(long nowNanos) {
    var wrong = outlived(nowNanos);
    if (wrong != null && findings.first() == null) {
      findings.violated("TIME", wrong);
    }
  }

  private boolean isUnknowable(JournaledOrder order) {
    return order.isIntended() && !order.isEnded() && !venue.has(order);
  }

  /** What replays read. */
  public void reads(Tables journaled) {
    tables = journaled;
  }

  /** An event is durable. */
  public void committed(JournaledEvent row) {
    var event = row.event();
    fingerprint.add(event.orderId(), event.version());
    fingerprint.add(event.atNanos(), row.sequence());
    if (trace.isOn()) {
      trace.line("journal", row.partition() + "/" + row.sequence() + " " + event);
    }
    journal.committed(row);
    if (books != null) {
      books.committed(event);
    }
    var order = journal.find(row);
    if (conditions != null && order != null) {
      conditions.committed(event, order);
    }
    if (order != null && order.isEnded()) {
      venue.endJournaled(order.submit.account(), order.submit.clientOrderId(), order.filled());
    }
  }

  @Override
  public void asked(long intention, OrderCommand command) {
    if (trace.isOn()) {
      trace.line("client", "asks " + command);
    }
    clients.asked(intention, command);
  }

  @Override
  public void told(OrderCommand command, OrderReply reply) {
    if (trace.isOn()) {
      trace.line("client", "is told " + reply + " to " + command.getClass().getSimpleName());
    }
    clients.told(command, reply);
  }

  @Override
  public void submitLeaves(VenueOrder order) {
    if (trace.isOn()) {
      trace.line("line", "sends " + order.account() + ' ' + order.clientOrderId());
    }
    venue.submitLeaves(order);
  }

  @Override
  public void submitArrived(VenueOrder request) {
    venue.submitArrived(request);
  }

  @Override
  public void amendArrived(String account, String clientOrderId, long quantity, long price) {
    venue.amendArrived(account, clientOrderId, quantity, price);
  }

  @Override
  public void accepted(HeldOrder order) {
    fingerprint.add(order.quantity(), order.price());
    venue.accepted(order);
  }

  @Override
  public void filled(HeldOrder order, long quantity) {
    fingerprint.add(order.filled(), quantity);
    venue.filled(order, quantity);
  }

  @Override
  public void busted(HeldOrder order, long quantity) {
    fingerprint.add(order.filled(), -quantity);
    venue.busted(order, quantity);
  }

  @Override
  public void changed(HeldOrder order) {
    venue.changed(order);
  }

  @Override
  public void transferred(String account, String symbol) {
    venue.transferred(account, symbol);
  }

  @Override
  public void incident(Incident incident) {
    switch (incident.kind()) {
      case LATE_FILL,
          FILL_BUSTED,
          MISSING_FILL,
          FORGOTTEN_BY_VENUE,
          UNRESOLVABLE_DOUBT,
          NAKED_POSITION,
          DOUBLE_COVERED,
          RELEASE_REFUSED,
          RELEASE_DELAYED,
          RELEASE_NOT_SENT,
          UNWATCHED,
          EXPIRY_REFUSED -> {
        // a venue may do that; what becomes of it is audited
      }
      case OVERFILL -> {
        // by the owner's count, if it never heard of an amend: the journal is audited against I6
      }
      case EXECUTION_CONFLICT -> {
        // an execution of an evicted order comes again: known by the journal only
      }
      case DIFFERENCE, UNRECONCILED, UNKNOWN_ORDER, UNATTRIBUTED_FILL -> {
        if (books == null) {
          findings.violated("INCIDENT", incident.kind() + ": " + incident.detail());
        } else {
          books.told(incident);
        }
      }
      default -> findings.violated("INCIDENT", incident.kind() + ": " + incident.detail());
    }
  }

  @Override
  public void defect(RuntimeException defect) {
    if (defect instanceof InvariantViolation violation) {
      findings.violated(violation.id(), "found by the owner: " + violation.getMessage());
    } else {
      findings.violated("DEFECT", defect.toString());
    }
  }

  /** I11 and I28: memory is what a replay makes, so a kill and a clean stop lead to the same. */
  @Override
  public void quiescent(int partition, long sequence, Snapshot live) {
    var replayed = empty.make();
    for (var row : tables.journal(partition)) {
      if (row.sequence() > sequence) {
        break;
      }
      if (replayed.isOfEvicted(row.event())) {
        return; // a replay needs the look-ups that owners do: see the owner's own tests
      }
      replayed.apply(row.event());
    }
    if (!replayed.snapshot().equals(live)) {
      findings.violated(
          "I11", "partition " + partition + " at " + sequence + " is not what its journal says");
    }
  }

  /**
   * Compares everything at the end.
   *
   * @param converged whether nothing was under way any more, as must be
   */
  public void conclude(
      Cluster cluster, SimulatedDatabase database, SimulatedVenue itsVenue, boolean converged) {
    compareAll(cluster, database, itsVenue);
    var wrong = wrongAtRest(cluster::partitionOf);
    if (wrong != null && findings.first() == null) {
      findings.violated("I15", "at rest, " + wrong);
    }
    var differs = books == null ? null : books.wrongAtRest();
    if (differs != null && findings.first() == null) {
      findings.violated("I19", "at rest, " + differs);
    }
    if (!converged && findings.first() == null) {
      findings.violated("I26", "something is still under way long after everything works again");
    }
  }

  private void compareAll(Cluster cluster, SimulatedDatabase database, SimulatedVenue itsVenue) {
    var last =
        new FinalAudit(
            findings, journal, venue, itsVenue, books == null ? Map.of() : books.moved());
    var owners = new ArrayList<Orders>();
    for (int partition = 0; partition < cluster.partitions(); partition++) {
      var seat = cluster.trading(partition);
      if (seat == null) {
        findings.violated("I26", "partition " + partition + " has no owner that takes orders");
        return;
      }
      owners.add(seat.owner().orders());
      seat.compareWhenDrained();
    }
    last.compareVenue(cluster::partitionOf);
    cluster.quotes(last::compareQuote);
    last.compareJournal(owners, cluster::partitionOf);
    for (int partition = 0; partition < cluster.partitions(); partition++) {
      last.comparePositions(
          accounts(cluster, partition), database.projection(partition), owners.get(partition));
    }
  }

  private static Set<String> accounts(Cluster cluster, int partition) {
    return cluster.accounts().stream()
        .filter(account -> cluster.partitionOf(account) == partition)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether what orders of a list owe one another is done, and every algorithm over. */
  public boolean isAtRest(ToIntFunction<String> partitionOf) {
    return wrongAtRest(partitionOf) == null && (books == null || books.wrongAtRest() == null);
  }

  private String wrongAtRest(ToIntFunction<String> partitionOf) {
    var wrong = journal.lists().wrongAtRest(journal, partitionOf, this::isUnknowable);
    return wrong == null ? journal.algorithms().wrongAtRest(this::isUnknowable) : wrong;
  }

  public Findings findings() {
    return findings;
  }
}
