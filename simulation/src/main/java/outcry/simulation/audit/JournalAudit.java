package outcry.simulation.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToLongFunction;
import outcry.model.JournaledEvent;
import outcry.model.OrderCommand.SetTradingState;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.AccountEvent;
import outcry.model.OrderEvent.AlgorithmEnded;
import outcry.model.OrderEvent.AlgorithmStarted;
import outcry.model.OrderEvent.AmendRequested;
import outcry.model.OrderEvent.FillBusted;
import outcry.model.OrderEvent.IntentEvent;
import outcry.model.OrderEvent.ListSubmitted;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderEvent.TradingStateChanged;
import outcry.model.TradingScope;
import outcry.model.TradingState;
import outcry.order.core.risk.Limits;

/** Looks at every event at the moment it is durable: I2, I6 to I10, I15, I16, I18. */
final class JournalAudit {

  private record Place(int partition, long orderId) {}

  private record Scope(TradingScope scope, String key) {}

  private final Findings findings;
  private final IntToLongFunction leaseEpoch;
  private final Limits limits;
  private final long clockErrorMaxNanos;
  private final Map<Scope, TradingState> decided = new HashMap<>();
  private final Map<OrderKey, JournaledOrder> orders = new LinkedHashMap<>();
  private final Map<Place, JournaledOrder> byPlace = new HashMap<>();
  private final Set<String> executions = new HashSet<>();
  private final Set<Scope> halted = new HashSet<>();
  private final Map<Integer, Set<Scope>> haltedBy = new HashMap<>();
  private final Set<Scope> everHalted = new HashSet<>();
  private final Map<Integer, JournaledEvent> last = new HashMap<>();
  private final Map<String, RateAudit> rates = new HashMap<>();
  private final ListAudit lists;
  private final AlgorithmAudit algorithms;

  /**
   * @param leaseEpoch of a partition, now
   */
  JournalAudit(Findings findings, IntToLongFunction leaseEpoch, Auditor.Terms terms) {
    this.clockErrorMaxNanos = terms.clockErrorMaxNanos();
    this.findings = findings;
    this.lists = new ListAudit(findings, terms.isForgetful());
    this.algorithms = new AlgorithmAudit(findings);
    this.leaseEpoch = leaseEpoch;
    this.limits = terms.limits();
  }

  void committed(JournaledEvent row) {
    checkPlace(row);
    var event = row.event();
    if (event instanceof IntentEvent intent) {
      checkHalts(intent);
      if (!lists.isWayOut(find(row), event)) { // no limit keeps those here
        rate(intent.account()).spend(intent.atNanos(), findings);
      }
    } else if (event instanceof AmendRequested amend && !ListAudit.isOwnDoing(amend.cause())) {
      rate(amend.account()).spend(amend.atNanos(), findings);
    }
    if (event instanceof AccountEvent) {
      aboutAccount(row.partition(), event);
      return;
    }
    var begun = JournaledOrder.begunBy(event);
    if (begun != null) {
      begin(row, begun);
    } else {
      move(row);
    }
  }

  private void aboutAccount(int partition, OrderEvent event) {
    switch (event) {
      case TradingStateChanged changed -> latch(partition, changed);
      case ListSubmitted list -> lists.submitted(partition, list);
      case AlgorithmStarted started -> algorithms.started(started);
      case AlgorithmEnded ended -> algorithms.ended(ended);
      case OrderEvent _ -> {
        // audited elsewhere, or nowhere
      }
    }
  }

  private void checkPlace(JournaledEvent row) {
    var before = last.put(row.partition(), row);
    long expected = before == null ? 1 : before.sequence() + 1;
    if (row.sequence() != expected) {
      findings.violated("I10", "sequence " + row.sequence() + " instead of " + expected);
    }
    if (before != null && row.epoch() < before.epoch()) {
      findings.violated("I9", "epoch " + row.epoch() + " writes after epoch " + before.epoch());
    }
    long valid = leaseEpoch.applyAsLong(row.partition());
    if (row.epoch() != valid) {
      findings.violated("I9", "epoch " + row.epoch() + " writes while the lease is " + valid);
    }
  }

  private void begin(JournaledEvent row, JournaledOrder order) {
    var key = new OrderKey(order.submit.account(), order.submit.clientOrderId());
    if (orders.put(key, order) != null) {
      findings.violated("I2", key + " is journaled twice");
    }
    byPlace.put(new Place(row.partition(), order.orderId), order);
    lists.begun(row.partition(), order);
    algorithms.begun(order);
  }

  private void move(JournaledEvent row) {
    var order = byPlace.get(new Place(row.partition(), row.event().orderId()));
    var kind = row.event().getClass().getSimpleName();
    if (order == null) {
      findings.violated("I8", kind + " of order " + row.event().orderId() + ", which never began");
      return;
    }
    var execution =
        switch (row.event()) {
          case OrderFilled fill -> fill.account() + ' ' + fill.executionId();
          case FillBusted bust -> bust.account() + ' ' + bust.executionId();
          case OrderEvent _ -> null;
        };
    if (execution != null && !executions.add(execution)) {
      findings.violated("I7", "execution " + execution + " is booked twice");
    }
    var wrong = order.apply(row.event());
    if (wrong != null) {
      findings.violated(
          row.event() instanceof OrderFilled ? "I6" : "I8",
          kind + " of " + order.submit.clientOrderId() + ": " + wrong);
    }
    lists.moved(order, row.event());
  }

  private void checkHalts(IntentEvent intent) {
    for (var scope : halted) {
      if (covers(scope, intent.account(), intent.strategy(), intent.symbol())) {
        findings.violated("I16", "an intent of " + intent.account() + " while halted: " + scope);
      }
    }
  }

  private void latch(int partition, TradingStateChanged changed) {
    var scope =
        new Scope(changed.scope(), changed.scope() == TradingScope.GLOBAL ? "" : changed.key());
    if (changed.state() != TradingState.HALTED
        && decided.get(scope) == TradingState.HALTED
        && haltedBy.getOrDefault(partition, Set.of()).contains(scope)) {
      findings.violated("I16", "an older release undoes the halt of " + scope);
    }
    var mine = haltedBy.computeIfAbsent(partition, _ -> new HashSet<>());
    if (changed.state() == TradingState.HALTED) {
      halted.add(scope);
      mine.add(scope);
      everHalted.add(scope);
    } else {
      halted.remove(scope);
      mine.remove(scope);
    }
  }

  /** An operator decides; no decision is made before the one before it was answered. */
  void decided(SetTradingState command) {
    var key = command.scope() == TradingScope.GLOBAL ? "" : command.key();
    decided.put(new Scope(command.scope(), key), command.state());
  }

  boolean wasEverHalted(TradingScope scope, String key) {
    return everHalted.contains(new Scope(scope, scope == TradingScope.GLOBAL ? "" : key));
  }

  /** Whether its own partition was told of a halt that covers the order. */
  boolean isHalted(int partition, SubmitOrder order) {
    return covers(haltedBy.getOrDefault(partition, Set.of()), order);
  }

  /** Whether any partition was, so that none may send it, or its own still thinks so. */
  boolean isHaltedAnywhere(int partition, SubmitOrder order) {
    return isHalted(partition, order) || covers(halted, order);
  }

  private static boolean covers(Set<Scope> scopes, SubmitOrder order) {
    for (var scope : scopes) {
      if (covers(scope, order.account(), order.strategy(), order.symbol())) {
        return true;
      }
    }
    return false;
  }

  private static boolean covers(Scope scope, String account, String strategy, String symbol) {
    return switch (scope.scope) {
      case GLOBAL -> true;
      case ACCOUNT -> scope.key.equals(account);
      case STRATEGY -> scope.key.equals(strategy);
      case INSTRUMENT -> scope.key.equals(symbol);
    };
  }

  AlgorithmAudit algorithms() {
    return algorithms;
  }

  ListAudit lists() {
    return lists;
  }

  private RateAudit rate(String account) {
    return rates.computeIfAbsent(account, _ -> new RateAudit(account, limits, clockErrorMaxNanos));
  }

  /** The order that an event is about; null if it is about none. */
  JournaledOrder find(JournaledEvent row) {
    return byPlace.get(new Place(row.partition(), row.event().orderId()));
  }

  /** Null if the journal has no such order. */
  JournaledOrder find(String account, String clientOrderId) {
    return orders.get(new OrderKey(account, clientOrderId));
  }

  /** In the order they were journaled. */
  Map<OrderKey, JournaledOrder> orders() {
    return orders;
  }
}
