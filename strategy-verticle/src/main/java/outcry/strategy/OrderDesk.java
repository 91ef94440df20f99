package outcry.strategy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import outcry.model.Algorithm;
import outcry.model.Contingency;
import outcry.model.Instruments;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.AmendOrder;
import outcry.model.OrderCommand.CancelAlgorithm;
import outcry.model.OrderCommand.CancelOrder;
import outcry.model.OrderCommand.StartAlgorithm;
import outcry.model.OrderCommand.SubmitList;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.AlgorithmEnded;
import outcry.model.OrderEvent.AlgorithmStarted;
import outcry.model.OrderEvent.AmendRejected;
import outcry.model.OrderEvent.CancelRejected;
import outcry.model.OrderEvent.OrderDenied;
import outcry.model.OrderEvent.OrderInDoubt;
import outcry.model.OrderEvent.PositionEvent;
import outcry.model.Position;
import outcry.model.RefusalCode;
import outcry.model.Side;
import outcry.strategy.core.ClientOrderIds;

/** The orders and positions of one strategy, on its thread. */
final class OrderDesk {

  private record Refusal(RefusalCode code, String detail) {}

  private final Session session;
  private final TradingStrategy<?> strategy;
  private final StrategySpec spec;
  private final Instruments instruments;
  private final StrategyConfig config;
  private final TicketBook tickets = new TicketBook(this);
  private final OrderCallbacks callbacks;
  private final Map<String, Position> positions = new LinkedHashMap<>();
  private final Set<String> running = new LinkedHashSet<>();
  private ClientOrderIds ids;

  OrderDesk(
      Session session,
      TradingStrategy<?> strategy,
      StrategySpec spec,
      Instruments instruments,
      StrategyConfig config) {
    this.session = session;
    this.strategy = strategy;
    this.callbacks = new OrderCallbacks(strategy);
    this.spec = spec;
    this.instruments = instruments;
    this.config = config;
  }

  void epoch(long epoch) {
    ids = new ClientOrderIds(spec.name(), epoch);
  }

  /**
   * Commands of the run before go out again.
   *
   * @return the orders they ask for
   */
  List<OrderTicket> resume(List<OrderCommand> commands) {
    var resumed = new ArrayList<OrderTicket>();
    for (var command : commands) {
      switch (command) {
        case SubmitOrder c -> resumed.add(tickets.known(c));
        case SubmitList c -> c.orders().forEach(order -> resumed.add(tickets.known(order)));
        case StartAlgorithm c -> running.add(c.algorithmId());
        case CancelOrder c -> tickets.find(c.clientOrderId()).ifPresent(t -> t.asked(true));
        case AmendOrder c -> tickets.find(c.clientOrderId()).ifPresent(t -> t.asked(false));
        case CancelAlgorithm _ -> {}
        case OrderCommand.CancelAll _, OrderCommand.SetTradingState _ ->
            throw new IllegalArgumentException("strategies do not send " + command);
      }
    }
    return resumed;
  }

  OrderTicket submit(OrderDraft draft) {
    return draft.hasStop() ? bracket(draft) : submit(draft, spec.ordersOnStaleData());
  }

  private OrderTicket submit(OrderDraft draft, boolean onStaleData) {
    session.requireHere();
    var order = order(draft);
    var refusal = refusal(order.symbol(), 1, onStaleData);
    var ticket = tickets.file(order);
    if (refusal == null) {
      session.send(order);
    } else {
      session.later(() -> refused(order, refusal.code, refusal.detail));
    }
    return ticket;
  }

  /** Orders that depend on each other, or do not; each with its ticket. */
  List<OrderTicket> submitAll(Contingency contingency, List<OrderDraft> drafts) {
    session.requireHere();
    for (var draft : drafts) {
      if (draft.complete().hasStop()) {
        throw new IllegalArgumentException("a bracket is sent by its own submit()");
      }
    }
    var sent = new ArrayList<OrderTicket>(drafts.size());
    for (int from = 0; from < drafts.size(); from += OrderCommand.LIST_MAX) {
      int to = Math.min(drafts.size(), from + OrderCommand.LIST_MAX);
      if (contingency != Contingency.NONE && to < drafts.size()) {
        throw new IllegalArgumentException(
            "at most " + OrderCommand.LIST_MAX + " orders can depend on each other");
      }
      sent.addAll(send(contingency, drafts.subList(from, to).stream().map(this::order).toList()));
    }
    return sent;
  }

  private OrderTicket bracket(OrderDraft draft) {
    session.requireHere();
    var symbol = draft.instrument.symbol();
    long market = session.market().sight().price(draft.side, symbol);
    if (draft.needsReference() && market == 0) {
      var order = order(draft);
      var ticket = tickets.file(order);
      session.later(
          () ->
              refused(order, RefusalCode.NO_REFERENCE, "no price of " + symbol + " has come yet"));
      return ticket;
    }
    var exit = draft.side.opposite();
    var orders = new ArrayList<SubmitOrder>(3);
    orders.add(order(draft));
    orders.add(
        order(
            new OrderDraft(this, draft.instrument, exit, draft.quantity)
                .stop(draft.stopFrom(market))));
    if (draft.hasTarget()) {
      orders.add(
          order(
              new OrderDraft(this, draft.instrument, exit, draft.quantity)
                  .limit(draft.targetFrom(market))));
    }
    var sent = send(Contingency.BRACKET, orders);
    sent.getFirst().exits(sent.get(1), sent.size() > 2 ? sent.get(2) : null);
    return sent.getFirst();
  }

  private List<OrderTicket> send(Contingency contingency, List<SubmitOrder> orders) {
    var list =
        new SubmitList(
            spec.account(), ids.nextList(), contingency, orders, session.cause(), session.now());
    Refusal refusal = null;
    for (var order : orders) {
      var own = refusal(order.symbol(), orders.size(), spec.ordersOnStaleData());
      refusal = refusal == null ? own : refusal;
    }
    var filed = orders.stream().map(tickets::file).toList();
    if (refusal == null) {
      session.send(list);
    } else {
      var reason = refusal;
      session.later(() -> refused(list, reason.code, reason.detail));
    }
    return filed;
  }

  private SubmitOrder order(OrderDraft draft) {
    return new SubmitOrder(
        spec.account(),
        ids.next(),
        spec.name(),
        draft.instrument.symbol(),
        draft.side,
        draft.type,
        draft.timeInForce,
        draft.quantity,
        draft.price,
        draft.postOnly,
        draft.reduceOnly,
        draft.instructions,
        session.cause(),
        session.now());
  }

  /** Why this strategy may not send an order now; null if it may. */
  private Refusal refusal(String symbol, int orders, boolean onStaleData) {
    if (session.isPaused()) {
      return new Refusal(RefusalCode.HALTED, "strategy " + spec.name() + " is paused");
    }
    if (tickets.open().size() + orders > config.openOrdersMax()) {
      return new Refusal(
          RefusalCode.LIMIT_OPEN_ORDERS, config.openOrdersMax() + " orders are open");
    }
    var stream = session.market().sight().stream(symbol);
    if (onStaleData || stream == StreamHealth.State.LIVE) {
      return null;
    }
    return new Refusal(
        RefusalCode.STALE_DATA,
        stream == null
            ? "no market data of " + symbol + " has come yet"
            : "market data of " + symbol + " is " + stream);
  }

  void cancel(OrderTicket ticket) {
    session.requireHere();
    session.send(
        new CancelOrder(spec.account(), ticket.clientOrderId(), session.cause(), session.now()));
  }

  void amend(OrderTicket ticket, long quantity, long price) {
    session.requireHere();
    session.send(
        new AmendOrder(
            spec.account(),
            ticket.clientOrderId(),
            quantity,
            price,
            session.cause(),
            session.now()));
  }

  String start(
      Side side, String symbol, long quantity, Algorithm algorithm, long price, Duration length) {
    session.requireHere();
    var id = ids.nextAlgorithm();
    long now = session.now();
    var start =
        new StartAlgorithm(
            spec.account(),
            id,
            spec.name(),
            symbol,
            side,
            algorithm,
            quantity,
            price,
            false,
            now,
            Math.addExact(now, length.toNanos()),
            session.cause(),
            now);
    if (session.isPaused()) {
      session.later(() -> ended(id, "HALTED: strategy " + spec.name() + " is paused"));
    } else {
      running.add(id);
      session.send(start);
    }
    return id;
  }

  void cancelAlgorithm(String algorithmId) {
    session.requireHere();
    session.send(new CancelAlgorithm(spec.account(), algorithmId, session.cause(), session.now()));
  }

  /** An algorithm of this strategy, from the journal. */
  void take(OrderEvent algorithm) {
    switch (algorithm) {
      case AlgorithmStarted started -> running.add(started.order().algorithmId());
      case AlgorithmEnded ended -> ended(ended.algorithmId(), ended.reason());
      default -> throw new IllegalArgumentException("not about an algorithm: " + algorithm);
    }
  }

  /** An algorithm is over, or never was. */
  private void ended(String algorithmId, String reason) {
    running.remove(algorithmId);
    if (session.isStarted()) {
      session.because("algorithm:" + algorithmId);
      strategy.onAlgorithmEnded(algorithmId, reason);
    }
  }

  void cancelAlgorithms() {
    running.forEach(this::cancelAlgorithm);
  }

  void flatten() {
    cancelAlgorithms();
    open().forEach(OrderTicket::cancel);
    positions.forEach(
        (symbol, position) -> {
          if (position.quantity() != 0) {
            var side = position.quantity() > 0 ? Side.SELL : Side.BUY;
            long quantity = Math.absExact(position.quantity());
            // closing must not wait for good data: the owner has its own price collar
            submit(session.order(side, symbol, quantity).market().reduceOnly(), true);
          }
        });
  }

  Position position(String symbol) {
    instruments.get(symbol);
    return positions.getOrDefault(symbol, Position.FLAT);
  }

  List<OrderTicket> open() {
    return new ArrayList<>(tickets.open());
  }

  /** The owner, or this desk, refused a command. */
  void refused(OrderCommand command, RefusalCode code, String detail) {
    var account = spec.account();
    long now = session.now();
    switch (command) {
      case SubmitOrder c ->
          take(c.clientOrderId(), new OrderDenied(account, 0, 0, c, code, detail, now));
      case CancelOrder c ->
          take(c.clientOrderId(), new CancelRejected(account, 0, 0, code + ": " + detail, now));
      case AmendOrder c ->
          take(c.clientOrderId(), new AmendRejected(account, 0, 0, code + ": " + detail, now));
      case StartAlgorithm c -> ended(c.algorithmId(), code + ": " + detail);
      case CancelAlgorithm _ -> {} // it has ended, or its end is still to be told
      case SubmitList c -> c.orders().forEach(order -> refused(order, code, detail));
      case OrderCommand.CancelAll _, OrderCommand.SetTradingState _ ->
          throw new IllegalArgumentException("strategies do not send " + command);
    }
  }

  /** The run before meant to send it, which is too long ago. */
  void refuseTooOld(OrderCommand command) {
    refused(command, RefusalCode.DEADLINE_PASSED, "not sent: meant for an earlier time");
  }

  /** Nobody answered. */
  void unanswered(OrderCommand command, String detail) {
    if (command instanceof SubmitList list) {
      list.orders().forEach(order -> unanswered(order, detail));
    } else if (command instanceof SubmitOrder order) {
      var event = new OrderInDoubt(spec.account(), 0, 0, detail, session.now());
      take(order.clientOrderId(), event);
    } else if (!(command instanceof StartAlgorithm)) { // whether it runs, the journal will tell
      refused(command, RefusalCode.UNKNOWN_STATE, detail);
    }
  }

  /** An event of one of this strategy's orders, from the journal or (version 0) from here. */
  void take(String clientOrderId, OrderEvent event) {
    var ticket = tickets.find(clientOrderId, event);
    boolean news = ticket == null ? event instanceof PositionEvent : ticket.take(event);
    if (!news) {
      return;
    }
    if (ticket != null) {
      tickets.refile(ticket);
      ticket.settleWaits();
    }
    if (event instanceof PositionEvent moved) {
      var instrument = instruments.get(moved.symbol());
      var before = positions.getOrDefault(moved.symbol(), Position.FLAT);
      positions.put(moved.symbol(), before.after(moved.fill(), instrument));
    }
    if (session.isStarted()) {
      session.because("order:" + clientOrderId + ":" + event.version());
      callbacks.tell(ticket, event);
      if (event instanceof PositionEvent moved) {
        strategy.onPosition(moved.symbol(), position(moved.symbol()));
      }
    }
  }
}
