package outcry.order.core;

import static outcry.order.core.InvariantViolation.require;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.AlgorithmEnded;
import outcry.model.OrderEvent.AlgorithmStarted;

/** The algorithms of one partition: the fold of its journal. Decides nothing. */
final class AlgorithmTable {

  /** Ended algorithms kept in memory; ids of older ones are refused. */
  private static final int ENDED_MAX = 10_000;

  private final Map<OrderKey, Work> byKey = new HashMap<>();

  /** Those that run, and those that have ended and still have something open. */
  private final Map<OrderKey, Work> active = new LinkedHashMap<>();

  private final Deque<Work> ended = new ArrayDeque<>();
  private final EvictedIds evicted = new EvictedIds();

  void started(AlgorithmStarted event) {
    var work = new Work(event);
    require(byKey.put(work.key, work) == null, "I2", "algorithm " + work.key + " was used before");
    active.put(work.key, work);
  }

  void ended(AlgorithmEnded event) {
    var work = byKey.get(new OrderKey(event.account(), event.algorithmId()));
    require(work != null, "I8", "the end of " + event.algorithmId() + ", which is not here");
    work.end(event);
    ended.addLast(work);
    settle(work);
    while (ended.size() > ENDED_MAX && ended.peekFirst().open().isEmpty()) {
      var oldest = ended.removeFirst();
      byKey.remove(oldest.key);
      evicted.add(oldest.key);
    }
  }

  /** An event of an order was applied: it may be somebody's child. */
  void applied(OrderEvent event, Order order) {
    var parent = order.submit.instructions().parent();
    if (parent.isEmpty()) {
      return;
    }
    var work = byKey.get(new OrderKey(order.submit.account(), parent));
    if (work != null) { // otherwise a late fill for one that ended long ago
      work.apply(event, order);
      settle(work);
    }
  }

  private void settle(Work work) {
    if (!work.isRunning() && work.open().isEmpty()) {
      active.remove(work.key);
    }
  }

  /** Null if it is not in memory. */
  Work find(String account, String algorithmId) {
    return byKey.get(new OrderKey(account, algorithmId));
  }

  boolean mayBeEvicted(String account, String algorithmId) {
    return evicted.mayContain(new OrderKey(account, algorithmId));
  }

  Collection<Work> active() {
    return active.values();
  }

  /** Those that run first, then ended ones; each most recent first. */
  List<Work> recent(int limit) {
    var running = List.copyOf(active.values()).reversed().stream().filter(Work::isRunning);
    var over = List.copyOf(ended).reversed().stream();
    return Stream.concat(running, over).limit(limit).toList();
  }

  List<AlgorithmSnapshot> snapshot() {
    return Stream.concat(active.values().stream().filter(Work::isRunning), ended.stream())
        .map(Work::snapshot)
        .toList();
  }
}
