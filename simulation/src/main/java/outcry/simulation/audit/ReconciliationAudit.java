package outcry.simulation.audit;

import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import outcry.model.FindingAction;
import outcry.model.Instruments;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.BalanceAdjusted;
import outcry.model.OrderEvent.PositionAdjusted;
import outcry.model.OrderEvent.TradingStateChanged;
import outcry.model.TradingScope;
import outcry.model.TradingState;
import outcry.order.core.Incident;
import outcry.position.core.PositionKey;
import outcry.simulation.venue.AccountDesk;
import outcry.simulation.venue.HeldOrder;
import outcry.simulation.venue.SimulatedVenue;

/**
 * I19: what happened at the venue without us, or without our hearing of it, is ours in the end, or
 * the account takes no new risk, as the policy says; and nothing else is adjusted.
 */
final class ReconciliationAudit {

  private final Findings findings;
  private final JournalAudit journal;
  private FindingAction policy;
  private final SimulatedVenue venue;
  private final AccountDesk accounts;
  private final Instruments instruments;
  private final ToIntFunction<String> partitionOf;
  private final Map<PositionKey, Long> adjusted = new TreeMap<>();
  private final Map<String, Long> money = new TreeMap<>();
  private final Map<String, Long> owed = new TreeMap<>();
  private final Map<String, TradingState> states = new TreeMap<>();

  ReconciliationAudit(
      Findings findings,
      JournalAudit journal,
      FindingAction policy,
      SimulatedVenue venue,
      AccountDesk accounts,
      Instruments instruments,
      ToIntFunction<String> partitionOf) {
    this.findings = findings;
    this.journal = journal;
    this.policy = policy;
    this.venue = venue;
    this.accounts = accounts;
    this.instruments = instruments;
    this.partitionOf = partitionOf;
  }

  void committed(OrderEvent event) {
    switch (event) {
      case PositionAdjusted change -> {
        long quantity = change.side().sign() * change.quantity();
        adjusted.merge(new PositionKey(change.account(), change.symbol()), quantity, Long::sum);
        var instrument = instruments.find(change.symbol()).orElseThrow();
        long value = instrument.notional(change.price(), change.quantity());
        owed.merge(change.account(), change.side().sign() * value, Long::sum);
        requireAdopting(change);
      }
      case BalanceAdjusted change -> {
        money.merge(change.account(), change.amount(), Long::sum);
        requireAdopting(change);
      }
      case TradingStateChanged change -> {
        boolean isItsOwn =
            partitionOf.applyAsInt(change.account()) == partitionOf.applyAsInt(change.key());
        if (change.scope() == TradingScope.ACCOUNT && isItsOwn) {
          states.put(change.key(), change.state());
        }
      }
      case OrderEvent _ -> {
        // of no account as a whole
      }
    }
  }

  private void requireAdopting(OrderEvent change) {
    if (policy == FindingAction.HALT) {
      findings.violated("I19", change + ", and the policy adopts nothing");
    }
  }

  /** The venue tells the truth of executions: nobody may find another one. */
  void told(Incident incident) {
    if (incident.detail().contains("FILL_DIFFERS") || incident.detail().contains("PHANTOM_FILL")) {
      findings.violated("I19", "a difference that there is not: " + incident.detail());
    }
  }

  /** Until now nothing was adopted, and no new risk was taken. */
  void peopleDecide() {
    var wrong = wrongAtRest();
    if (wrong != null) {
      findings.violated("I19", wrong);
    }
    policy = FindingAction.ADOPT;
  }

  /** What became ours past every order, in the end. */
  Map<PositionKey, Long> moved() {
    var moved = new TreeMap<PositionKey, Long>();
    for (var transfer : accounts.transfers()) {
      var key = new PositionKey(transfer.account(), transfer.symbol());
      moved.merge(key, transfer.quantity(), Long::sum);
    }
    moved.values().removeIf(quantity -> quantity == 0);
    return moved;
  }

  /** What is not yet as it must be; null if all is. */
  String wrongAtRest() {
    for (var held : venue.orders()) {
      var wrong = held.isOther() ? wrongWithOther(held) : wrongWithOurs(held);
      if (wrong != null) {
        var request = held.request();
        return request.account() + ' ' + request.clientOrderId() + ' ' + wrong;
      }
    }
    return policy == FindingAction.HALT ? unrestricted() : wrongSums();
  }

  private String wrongWithOurs(HeldOrder held) {
    var row = journal.find(held.request().account(), held.request().clientOrderId());
    return row == null || !isWhole(held, row) ? "is not here as it is there" : null;
  }

  private static boolean isWhole(HeldOrder held, JournaledOrder row) {
    var executions = new HashSet<String>();
    held.fills().forEach(fill -> executions.add(fill.executionId()));
    held.busts().forEach(bust -> executions.add(bust.executionId()));
    return executions.equals(row.executions) && held.isOpen() != row.isEnded();
  }

  private String wrongWithOther(HeldOrder held) {
    boolean leavesTrace = held.isOpen() || held.filled() > 0;
    if (!leavesTrace) {
      return null;
    }
    var row = journal.find(held.request().account(), held.request().clientOrderId());
    return switch (policy) {
      case HALT -> row == null ? null : "is ours, and the policy adopts nothing";
      case CANCEL -> {
        boolean isOurs = row != null && isWhole(held, row);
        yield isOurs && !held.isOpen() ? null : "is not ours, or open";
      }
      case ADOPT, ASK, IGNORE -> row != null && isWhole(held, row) ? null : "is not ours";
    };
  }

  private String unrestricted() {
    for (var held : venue.orders()) {
      var account = held.request().account();
      if (held.isOther() && (held.isOpen() || held.filled() > 0) && isActive(account)) {
        return account + " takes new risk though there are orders of others";
      }
    }
    for (var key : moved().keySet()) {
      if (isActive(key.account())) {
        return key.account() + " takes new risk though a position differs";
      }
    }
    return null;
  }

  private boolean isActive(String account) {
    return states.getOrDefault(account, TradingState.ACTIVE) == TradingState.ACTIVE;
  }

  private String wrongSums() {
    var sums = new TreeMap<>(adjusted);
    sums.values().removeIf(quantity -> quantity == 0);
    if (!sums.equals(moved())) {
      return "positions are adjusted by " + sums + " and were moved by " + moved();
    }
    for (var account : owed.keySet()) {
      long here = money.getOrDefault(account, 0L) - owed.get(account);
      if (here != 0) {
        return account + " has " + here + " too much";
      }
    }
    for (var account : money.keySet()) {
      if (!owed.containsKey(account) && money.get(account) != 0) {
        return account + " was given " + money.get(account);
      }
    }
    return null;
  }
}
