package outcry.simulation.database;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import outcry.journal.JournalException;
import outcry.journal.Ownership;
import outcry.journal.TradingLatch;
import outcry.model.JournaledEvent;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.FillBusted;
import outcry.model.OrderEvent.IntentEvent;
import outcry.model.OrderEvent.OrderAdopted;
import outcry.model.OrderEvent.OrderDenied;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderEvent.OrderHeld;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.OrderEvent.TradingStateChanged;
import outcry.model.TradingScope;
import outcry.model.TradingState;
import outcry.model.cluster.LeaseRow;

/**
 * What the database holds, and the rules of the SQL journal: the fence by epoch, gap-free
 * sequences, the unique indexes, the latch in the statement of the fence. Every method is one
 * transaction: it happens wholly or not at all.
 */
public final class Tables {

  private record VersionKey(int partition, long orderId, int version) {}

  private record OrderKey(String account, String clientOrderId) {}

  private record ExecutionKey(String venue, String account, String executionId) {}

  private record Scope(TradingScope scope, String key) implements Comparable<Scope> {

    @Override
    public int compareTo(Scope other) {
      int byScope = scope.compareTo(other.scope);
      return byScope != 0 ? byScope : key.compareTo(other.key);
    }
  }

  private final Map<Integer, LeaseRow> leases = new TreeMap<>();
  private final Map<Integer, List<JournaledEvent>> journals = new TreeMap<>();
  private final Set<VersionKey> versions = new HashSet<>();
  private final Map<OrderKey, JournaledEvent> orders = new HashMap<>();
  private final Set<ExecutionKey> executions = new HashSet<>();
  private final Map<Scope, TradingLatch> latches = new TreeMap<>();
  private final Consumer<JournaledEvent> onCommit;

  /**
   * @param onCommit hears every event at the moment it is durable
   */
  public Tables(Consumer<JournaledEvent> onCommit) {
    this.onCommit = onCommit;
  }

  /** The lease of a partition; {@link LeaseRow#NONE} if it was never claimed. */
  public LeaseRow lease(int partition) {
    return leases.getOrDefault(partition, LeaseRow.NONE);
  }

  public void lease(int partition, LeaseRow row) {
    leases.put(partition, row);
  }

  public long lastSequence(int partition) {
    return journal(partition).size();
  }

  /** See {@link outcry.journal.Journal#claim}: whoever had it, has it no more. */
  public Ownership claim(int partition, String owner) {
    var before = lease(partition);
    lease(partition, new LeaseRow(before.epoch() + 1, owner, before.endsNanos()));
    return new Ownership(partition, before.epoch() + 1, owner, lastSequence(partition));
  }

  /**
   * See {@link outcry.journal.Journal#append}.
   *
   * @throws JournalException and nothing has changed
   */
  public long append(Ownership ownership, List<OrderEvent> events) {
    var journal = journal(ownership.partition());
    int before = journal.size();
    var latchesBefore = changesLatch(events) ? new TreeMap<>(latches) : null;
    try {
      for (var event : events) {
        requireFence(ownership, event);
        insert(ownership, journal, event);
      }
    } catch (JournalException refused) {
      while (journal.size() > before) {
        forget(journal.removeLast());
      }
      if (latchesBefore != null) {
        latches.clear();
        latches.putAll(latchesBefore);
      }
      throw refused;
    }
    journal.subList(before, journal.size()).forEach(onCommit);
    return journal.size();
  }

  private static boolean changesLatch(List<OrderEvent> events) {
    for (var event : events) {
      if (event instanceof TradingStateChanged) {
        return true;
      }
    }
    return false;
  }

  /** One statement: the epoch must be the lease's, and no halt may cover an intent. */
  private void requireFence(Ownership ownership, OrderEvent event) {
    if (isFenced(ownership)) {
      throw new JournalException.Fenced(ownership, lease(ownership.partition()).epoch());
    }
    if (event instanceof IntentEvent intent) {
      var halt = haltCovering(intent);
      if (halt != null) {
        throw new JournalException.Halted(halt.scope, halt.key);
      }
    }
  }

  private boolean isFenced(Ownership ownership) {
    return lease(ownership.partition()).epoch() != ownership.epoch();
  }

  /** Null if there is none. */
  private Scope haltCovering(IntentEvent intent) {
    if (latches.isEmpty()) {
      return null;
    }
    for (var scope : TradingScope.values()) {
      var place = new Scope(scope, keyOf(scope, intent));
      var latch = latches.get(place);
      if (latch != null && latch.state() == TradingState.HALTED) {
        return place;
      }
    }
    return null;
  }

  private static String keyOf(TradingScope scope, IntentEvent intent) {
    return switch (scope) {
      case GLOBAL -> "";
      case ACCOUNT -> intent.account();
      case STRATEGY -> intent.strategy();
      case INSTRUMENT -> intent.symbol();
    };
  }

  private void insert(Ownership ownership, List<JournaledEvent> journal, OrderEvent event) {
    int partition = ownership.partition();
    var row = new JournaledEvent(partition, journal.size() + 1, ownership.epoch(), event);
    var version = new VersionKey(partition, event.orderId(), event.version());
    var order = orderKey(event);
    var execution = executionKey(event);
    if (event.version() > 1 && !hasPredecessor(version)) {
      throw conflict(partition, event, order, execution);
    }
    boolean taken =
        (event.orderId() > 0 && versions.contains(version))
            || (order != null && orders.containsKey(order))
            || (execution != null && executions.contains(execution));
    if (taken) {
      throw conflict(partition, event, order, execution);
    }
    journal.add(row);
    if (event.orderId() > 0) {
      versions.add(version);
    }
    if (order != null) {
      orders.put(order, row);
    }
    if (execution != null) {
      executions.add(execution);
    }
    if (event instanceof TradingStateChanged changed) {
      var key = changed.scope() == TradingScope.GLOBAL ? "" : changed.key();
      latches.put(
          new Scope(changed.scope(), key),
          new TradingLatch(
              changed.scope(), key, changed.state(), changed.reason(), changed.atNanos()));
    }
  }

  /** The compare-and-set: whoever writes a version has seen the one before. */
  private boolean hasPredecessor(VersionKey version) {
    return versions.contains(
        new VersionKey(version.partition, version.orderId, version.version - 1));
  }

  private void forget(JournaledEvent row) {
    var event = row.event();
    versions.remove(new VersionKey(row.partition(), event.orderId(), event.version()));
    var order = orderKey(event);
    if (order != null) {
      orders.remove(order);
    }
    var execution = executionKey(event);
    if (execution != null) {
      executions.remove(execution);
    }
  }

  private JournalException conflict(
      int partition, OrderEvent event, OrderKey order, ExecutionKey execution) {
    if (order != null && orders.containsKey(order)) {
      return new JournalException.DuplicateOrder(order.account, order.clientOrderId);
    }
    if (execution != null && executions.contains(execution)) {
      return new JournalException.DuplicateExecution(
          execution.venue, execution.account, execution.executionId);
    }
    return new JournalException.VersionConflict(partition, event.orderId(), event.version());
  }

  private static OrderKey orderKey(OrderEvent event) {
    return switch (event) {
      case OrderIntended e -> new OrderKey(e.account(), e.order().clientOrderId());
      case OrderDenied e -> new OrderKey(e.account(), e.order().clientOrderId());
      case OrderHeld e -> new OrderKey(e.account(), e.order().clientOrderId());
      case OrderAdopted e -> new OrderKey(e.account(), e.order().clientOrderId());
      case OrderEvent _ -> null;
    };
  }

  private static ExecutionKey executionKey(OrderEvent event) {
    return switch (event) {
      case OrderFilled e -> new ExecutionKey(venue(e.symbol()), e.account(), e.executionId());
      case FillBusted e -> new ExecutionKey(venue(e.symbol()), e.account(), e.executionId());
      case OrderEvent _ -> null;
    };
  }

  private static String venue(String symbol) {
    return symbol.substring(symbol.lastIndexOf('.') + 1);
  }

  /** See {@link outcry.journal.Journal#read}. */
  public List<JournaledEvent> read(int partition, long afterSequence, int limit) {
    var journal = journal(partition);
    int from = (int) Math.min(afterSequence, journal.size());
    return List.copyOf(journal.subList(from, Math.min(journal.size(), from + limit)));
  }

  /** The whole journal of a partition, as it is now. */
  public List<JournaledEvent> journal(int partition) {
    return journals.computeIfAbsent(partition, _ -> new ArrayList<>());
  }

  /** See {@link outcry.journal.Journal#history}. */
  public List<JournaledEvent> history(int partition, long orderId) {
    return journal(partition).stream().filter(row -> row.event().orderId() == orderId).toList();
  }

  /** See {@link outcry.journal.Journal#findOrder}. */
  public Optional<JournaledEvent> findOrder(String account, String clientOrderId) {
    return Optional.ofNullable(orders.get(new OrderKey(account, clientOrderId)));
  }

  /** See {@link outcry.journal.Journal#tradingLatches}. */
  public List<TradingLatch> tradingLatches() {
    return List.copyOf(latches.values());
  }
}
