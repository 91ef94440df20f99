package outcry.order.core;

import static outcry.order.core.InvariantViolation.require;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import outcry.model.ExecutionReport;
import outcry.model.Instruments;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.AlgorithmEnded;
import outcry.model.OrderEvent.AlgorithmStarted;
import outcry.model.OrderEvent.BalanceAdjusted;
import outcry.model.OrderEvent.EquityMarked;
import outcry.model.OrderEvent.FillBusted;
import outcry.model.OrderEvent.LimitsChanged;
import outcry.model.OrderEvent.ListSubmitted;
import outcry.model.OrderEvent.OrderAdopted;
import outcry.model.OrderEvent.OrderDenied;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderEvent.OrderHeld;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.OrderEvent.OrderRejected;
import outcry.model.OrderEvent.PositionAdjusted;
import outcry.model.OrderEvent.PositionEvent;
import outcry.model.OrderEvent.RuleBreached;
import outcry.model.OrderEvent.TradingStateChanged;
import outcry.model.OrderStatus;
import outcry.model.Position;
import outcry.order.core.risk.AccountBook;
import outcry.order.core.risk.Books;
import outcry.order.core.risk.Exposure;
import outcry.order.core.risk.TradingStates;

/** The state of one partition: the fold of its journal. Decides nothing. */
final class OrderTable {

  private static final int RECALLED_MAX = 1_000;

  private final Instruments instruments;
  private final int terminalOrdersMax;
  private final Map<Long, Order> byId = new HashMap<>();
  private final Map<OrderKey, Order> byKey = new HashMap<>();
  private final Map<Long, Order> open = new LinkedHashMap<>();
  private final Map<Long, Order> awaiting = new LinkedHashMap<>();
  private final Deque<Order> terminal = new ArrayDeque<>();

  /** Evicted orders that somebody asked for again: a cache, no part of the state. */
  private final Deque<Order> recalled = new ArrayDeque<>();

  private final OrderLists lists = new OrderLists();
  private final Disputes disputes;
  private final EvictedIds evicted = new EvictedIds();
  private final Map<ExecutionKey, Execution> executions = new HashMap<>();
  private final Books books;
  private final Bookings bookings = new Bookings();
  private final Map<String, Integer> intentsByVenue = new HashMap<>();
  private final TradingStates tradingStates = new TradingStates();
  private final AlgorithmTable algorithms = new AlgorithmTable();
  private final long[] byStatus = new long[OrderStatus.values().length];
  private long fills;
  private long lastOrderId;

  OrderTable(Instruments instruments, int terminalOrdersMax, Disputes disputes, Books books) {
    this.books = books;
    this.disputes = disputes;
    this.instruments = instruments;
    this.terminalOrdersMax = terminalOrdersMax;
  }

  void apply(OrderEvent event) {
    switch (event) {
      case TradingStateChanged changed -> {
        tradingStates.apply(changed);
        books.apply(changed);
      }
      case PositionAdjusted adjusted -> {
        books.account(adjusted.account()).moved(adjusted);
        bookings.apply(adjusted, "", instruments.get(adjusted.symbol()));
      }
      case BalanceAdjusted adjusted -> bookings.apply(adjusted);
      case LimitsChanged changed -> books.account(changed.account()).apply(changed);
      case EquityMarked marked -> books.account(marked.account()).apply(marked);
      case RuleBreached breached -> books.account(breached.account()).apply(breached);
      case AlgorithmStarted started -> algorithms.started(started);
      case AlgorithmEnded ended -> algorithms.ended(ended);
      case ListSubmitted submitted -> lists.submitted(submitted);
      case OrderIntended intent -> {
        var order = new Order(intent, instruments.get(intent.order().symbol()));
        add(order);
        algorithms.applied(intent, order);
      }
      case OrderDenied denied -> {
        var order = denied(denied);
        add(order);
        algorithms.applied(denied, order);
      }
      case OrderHeld held -> add(new Order(held, instruments.get(held.order().symbol())));
      case OrderAdopted adopted ->
          add(new Order(adopted, instruments.get(adopted.order().symbol())));
      case OrderFilled fill -> {
        var order = get(fill.orderId());
        book(fill, fill.executionId(), order);
        fills++;
        change(order, fill);
      }
      case FillBusted busted -> {
        var order = get(busted.orderId());
        book(busted, busted.executionId(), order);
        change(order, busted);
      }
      case OrderEvent other -> change(get(other.orderId()), other);
    }
  }

  private AccountBook book(Order order) {
    return books.account(order.submit.account());
  }

  /** A denied order may name a symbol that nobody knows. */
  private Order denied(OrderDenied event) {
    return new Order(event, instruments.find(event.order().symbol()).orElse(null));
  }

  private void add(Order order) {
    require(order.orderId > lastOrderId, "I2", "order id " + order.orderId + " was used before");
    var key = new OrderKey(order.submit.account(), order.submit.clientOrderId());
    require(byKey.put(key, order) == null, "I2", key + " was used before");
    lastOrderId = order.orderId;
    byId.put(order.orderId, order);
    lists.added(order);
    byStatus[order.status().ordinal()]++;
    if (order.isOpen()) {
      open.put(order.orderId, order);
      book(order).opened(order.submit, order.createdNanos());
      count(order, 1);
      recount(order);
    } else {
      book(order).rejected(order.submit.strategy(), order.createdNanos());
      retire(order);
    }
  }

  private void change(Order order, OrderEvent event) {
    boolean wasOpen = order.isOpen();
    if (wasOpen) {
      count(order, -1);
    }
    byStatus[order.status().ordinal()]--;
    order.apply(event);
    if (event instanceof OrderRejected) {
      book(order).rejected(order.submit.strategy(), event.atNanos());
    }
    algorithms.applied(event, order);
    lists.changed(event, order);
    byStatus[order.status().ordinal()]++;
    if (order.isOpen()) {
      count(order, 1);
    } else if (wasOpen) {
      open.remove(order.orderId);
      book(order).closed(order.submit.strategy());
      retire(order);
    }
    recount(order);
    await(order);
  }

  /** Of orders that exclude each other only the largest counts. */
  private void recount(Order order) {
    var list = lists.of(order);
    if (list != null && list.isExclusive(order)) {
      list.recount(one -> book(one).exposures(one.submit));
    }
  }

  private void await(Order order) {
    if (order.awaitsVenue() || order.owesTelling()) {
      awaiting.put(order.orderId, order);
    } else {
      awaiting.remove(order.orderId);
    }
  }

  private void count(Order order, int sign) {
    var list = lists.of(order);
    long leaves = list != null && list.isExclusive(order) ? 0 : order.worstLeaves();
    book(order).count(order.submit, leaves, order.restingPrice(), sign);
    if (order.status() == OrderStatus.INTENT) {
      intentsByVenue.merge(order.instrument.venue(), sign, OrderTable::sumOrNull);
    }
  }

  private static Integer sumOrNull(int a, int b) {
    return a + b == 0 ? null : Integer.valueOf(a + b);
  }

  private void book(PositionEvent event, String executionId, Order order) {
    var key = key(order, executionId);
    require(executions.put(key, Execution.of(event)) == null, "I7", key + " is booked twice");
    takeBack(event, order);
    book(order).moved(event);
    bookings.apply(event, order.submit.clientOrderId(), order.instrument);
  }

  /** What is gone cannot be taken back again, whatever the next report of it is called. */
  private void takeBack(OrderEvent event, Order order) {
    if (event instanceof FillBusted busted) {
      executions.computeIfPresent(
          key(order, busted.bustedExecutionId()), (_, fill) -> fill.takenBack());
    }
  }

  private void retire(Order order) {
    terminal.addLast(order);
    for (int looked = terminal.size();
        terminal.size() > terminalOrdersMax && looked > 0;
        looked--) {
      var oldest = terminal.removeFirst();
      if (lists.isActive(oldest)) {
        terminal.addLast(oldest); // others of its list still follow what became of it
      } else {
        evict(oldest);
      }
    }
  }

  private void evict(Order order) {
    evicted.add(new OrderKey(order.submit.account(), order.submit.clientOrderId()));
    forget(order);
  }

  private void forget(Order order) {
    lists.forget(order);
    byId.remove(order.orderId);
    byKey.remove(new OrderKey(order.submit.account(), order.submit.clientOrderId()));
    awaiting.remove(order.orderId);
    for (var id : order.executionIds) {
      var key = key(order, id);
      if (!disputes.isKept(key)) {
        executions.remove(key);
      }
    }
  }

  private static ExecutionKey key(Order order, String executionId) {
    return new ExecutionKey(order.instrument.venue(), order.submit.account(), executionId);
  }

  /** Takes an evicted order back, as its events tell it; its effects are counted already. */
  void restore(List<OrderEvent> history) {
    if (byId.containsKey(history.getFirst().orderId())) {
      return; // somebody else was faster
    }
    Order order = null;
    for (var event : history) {
      switch (event) {
        case OrderIntended intent ->
            order = new Order(intent, instruments.get(intent.order().symbol()));
        case OrderDenied denied -> order = denied(denied);
        case OrderHeld held -> order = new Order(held, instruments.get(held.order().symbol()));
        case OrderAdopted adopted ->
            order = new Order(adopted, instruments.get(adopted.order().symbol()));
        case OrderEvent other -> {
          require(order != null, "I8", "the history of order " + other.orderId() + " has no start");
          order.apply(other);
          if (other instanceof OrderFilled fill) {
            executions.put(key(order, fill.executionId()), Execution.of(fill));
          } else if (other instanceof FillBusted busted) {
            executions.put(key(order, busted.executionId()), Execution.of(busted));
            takeBack(busted, order);
          }
        }
      }
    }
    require(order != null && !order.isOpen(), "I8", "only ended orders are ever evicted");
    byId.put(order.orderId, order);
    byKey.put(new OrderKey(order.submit.account(), order.submit.clientOrderId()), order);
    recalled.addLast(order);
    if (recalled.size() > RECALLED_MAX) {
      forget(recalled.removeFirst());
    }
  }

  void handedOver(Order order, long nowNanos) {
    byStatus[order.status().ordinal()]--;
    count(order, -1);
    order.handedOver(nowNanos);
    count(order, 1);
    byStatus[order.status().ordinal()]++;
    await(order);
  }

  boolean mayBeEvicted(String account, String clientOrderId) {
    var key = new OrderKey(account, clientOrderId);
    return evicted.mayContain(key) && !byKey.containsKey(key);
  }

  /** Null if it is not in memory. */
  Order find(String account, String clientOrderId) {
    return byKey.get(new OrderKey(account, clientOrderId));
  }

  /** Null if it is not in memory. */
  Order find(long orderId) {
    return byId.get(orderId);
  }

  private Order get(long orderId) {
    var order = byId.get(orderId);
    require(order != null, "I8", "an event of order " + orderId + ", which is not here");
    return order;
  }

  /** Null if it was never seen. */
  Execution execution(Order order, String executionId) {
    return order.instrument == null ? null : executions.get(key(order, executionId));
  }

  /** Null if it is not in memory. */
  Execution execution(ExecutionKey key) {
    return executions.get(key);
  }

  /**
   * Whether this is the first time that a venue says this of an execution which is known to be
   * something else.
   */
  boolean isNewDispute(Order order, ExecutionReport.Filled said) {
    return disputes.isNews(
        key(order, said.executionId()), order.orderId, said.quantity(), said.price());
  }

  /** The venue took back a fill it has not told of: true the first time. */
  boolean isGoneEarly(Order order, ExecutionReport.Busted bust) {
    return disputes.isGoneEarly(key(order, bust.bustedExecutionId()), bust);
  }

  /** What took a fill back before it was told; null if nothing did. */
  ExecutionReport.Busted bustOf(Order order, String executionId) {
    return disputes.bustOf(key(order, executionId));
  }

  Disputes disputes() {
    return disputes;
  }

  /** The venue tells how much of an order has filled: more, perhaps, than is known here. */
  void told(Order order, long cumulativeQuantity) {
    order.waiting.told(cumulativeQuantity);
    await(order);
  }

  /** The venue tells of an order's end that cannot be believed yet. */
  void endTold(Order order) {
    order.waiting.endTold();
    await(order);
  }

  Exposure exposure(String account, String symbol) {
    return books.account(account).exposure(symbol);
  }

  Books books() {
    return books;
  }

  Bookings bookings() {
    return bookings;
  }

  /** In the order of their ids. */
  Collection<Order> openOrders() {
    return open.values();
  }

  Collection<Order> awaitingVenue() {
    return awaiting.values();
  }

  int intents(String venue) {
    return intentsByVenue.getOrDefault(venue, 0);
  }

  long nextOrderId() {
    return lastOrderId + 1;
  }

  AlgorithmTable algorithms() {
    return algorithms;
  }

  OrderLists lists() {
    return lists;
  }

  TradingStates tradingStates() {
    return tradingStates;
  }

  long orders(OrderStatus status) {
    return byStatus[status.ordinal()];
  }

  long fills() {
    return fills;
  }

  /** Open orders first, then ended ones; each most recent first. */
  List<Order> recent() {
    var all = new ArrayList<Order>(open.size() + terminal.size());
    all.addAll(List.copyOf(open.values()).reversed());
    terminal.descendingIterator().forEachRemaining(all::add);
    return all;
  }

  Snapshot snapshot() {
    var positions = new TreeMap<String, Position>();
    for (var account : books.accounts()) {
      for (var exposure : account.exposures()) {
        if (!exposure.position().equals(Position.FLAT)) {
          positions.put(account.account() + ' ' + exposure.symbol(), exposure.position());
        }
      }
    }
    return new Snapshot(
        lastOrderId,
        open.values().stream().map(Order::snapshot).toList(),
        terminal.stream().map(Order::snapshot).toList(),
        positions,
        tradingStates.all(),
        algorithms.snapshot(),
        lists.snapshot(),
        fills);
  }
}
