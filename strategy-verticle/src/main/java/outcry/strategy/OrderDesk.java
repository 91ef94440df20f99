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
import outcry.model.OrderEvent.AccountEvent;
import outcry.model.OrderEvent.AlgorithmEnded;
import outcry.model.OrderEvent.AlgorithmStarted;
import outcry.model.OrderEvent.AmendRejected;
import outcry.model.OrderEvent.AmendRequested;
import outcry.model.OrderEvent.CancelRejected;
import outcry.model.OrderEvent.CancelRequested;
import outcry.model.OrderEvent.FillBusted;
import outcry.model.OrderEvent.OrderAccepted;
import outcry.model.OrderEvent.OrderAdopted;
import outcry.model.OrderEvent.OrderAmended;
import outcry.model.OrderEvent.OrderCanceled;
import outcry.model.OrderEvent.OrderDenied;
import outcry.model.OrderEvent.OrderExpired;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderEvent.OrderHeld;
import outcry.model.OrderEvent.OrderInDoubt;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.OrderEvent.OrderNotSent;
import outcry.model.OrderEvent.OrderRejected;
import outcry.model.OrderEvent.OrderReleased;
import outcry.model.OrderEvent.OrderTriggered;
import outcry.model.OrderEvent.PositionEvent;
import outcry.model.OrderEvent.TriggerMoved;
import outcry.model.Position;
import outcry.model.RefusalCode;
import outcry.model.Side;
import outcry.strategy.core.ClientOrderIds;

/** The orders and positions of one strategy, on its thread. */
final class OrderDesk {

  static final int ENDED_MAX = 1_000;

  private record Refusal(RefusalCode code, String detail) {}

  private final Session session;
  private final TradingStrategy<?> strategy;
  private final StrategySpec spec;
  private final Instruments instruments;
  private final StrategyConfig config;
  private final Map<String, OrderTicket> open = new LinkedHashMap<>();
  private final Map<String, OrderTicket> ended = new LinkedHashMap<>();
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
    this.spec = spec;
    this.instruments = instruments;
    this.config = config;
  }

  void epoch(long epoch) {
    ids = new ClientOrderIds(spec.name(), epoch);
  }

  OrderTicket submit(OrderDraft draft) {
    return draft.hasStop() ? bracket(draft) : submit(draft, spec.ordersOnStaleData());
  }

  private OrderTicket submit(OrderDraft draft, boolean onStaleData) {
    session.requireHere();
    var order = order(draft);
    var refusal = refusal(order.symbol(), 1, onStaleData);
    var ticket = file(order);
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
    var tickets = new ArrayList<OrderTicket>(drafts.size());
    for (int from = 0; from < drafts.size(); from += OrderCommand.LIST_MAX) {
      int to = Math.min(drafts.size(), from + OrderCommand.LIST_MAX);
      if (contingency != Contingency.NONE && to < drafts.size()) {
        throw new IllegalArgumentException(
            "at most " + OrderCommand.LIST_MAX + " orders can depend on each other");
      }
      tickets.addAll(
          send(contingency, drafts.subList(from, to).stream().map(this::order).toList()));
    }
    return tickets;
  }

  private OrderTicket bracket(OrderDraft draft) {
    session.requireHere();
    var symbol = draft.instrument.symbol();
    long market = session.price(draft.side, symbol);
    if (draft.needsReference() && market == 0) {
      var order = order(draft);
      var ticket = file(order);
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
    var tickets = send(Contingency.BRACKET, orders);
    tickets.getFirst().exits(tickets.get(1), tickets.size() > 2 ? tickets.get(2) : null);
    return tickets.getFirst();
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
    var tickets = orders.stream().map(this::file).toList();
    if (refusal == null) {
      session.send(list);
    } else {
      var reason = refusal;
      session.later(() -> refused(list, reason.code, reason.detail));
    }
    return tickets;
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

  private OrderTicket file(SubmitOrder order) {
    var ticket = new OrderTicket(this, order);
    open.put(order.clientOrderId(), ticket);
    return ticket;
  }

  /** Why this strategy may not send an order now; null if it may. */
  private Refusal refusal(String symbol, int orders, boolean onStaleData) {
    if (session.isPaused()) {
      return new Refusal(RefusalCode.HALTED, "strategy " + spec.name() + " is paused");
    }
    if (open.size() + orders > config.openOrdersMax()) {
      return new Refusal(
          RefusalCode.LIMIT_OPEN_ORDERS, config.openOrdersMax() + " orders are open");
    }
    var stream = session.stream(symbol);
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
    return new ArrayList<>(open.values());
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
    var ticket = ticket(clientOrderId, event);
    boolean news = ticket == null ? event instanceof PositionEvent : ticket.take(event);
    if (!news) {
      return;
    }
    if (ticket != null) {
      file(ticket);
      ticket.settleWaits();
    }
    if (event instanceof PositionEvent moved) {
      var instrument = instruments.get(moved.symbol());
      var before = positions.getOrDefault(moved.symbol(), Position.FLAT);
      positions.put(moved.symbol(), before.after(moved.fill(), instrument));
    }
    if (session.isStarted()) {
      session.because("order:" + clientOrderId + ":" + event.version());
      tell(ticket, event);
    }
  }

  /** Null only for a late fill of an order that was forgotten long ago. */
  private OrderTicket ticket(String clientOrderId, OrderEvent event) {
    var ticket = open.get(clientOrderId);
    if (ticket == null) {
      ticket = ended.get(clientOrderId);
    }
    if (ticket == null) {
      ticket =
          switch (event) {
            case OrderIntended e -> new OrderTicket(this, e.order());
            case OrderDenied e -> new OrderTicket(this, e.order());
            case OrderHeld e -> new OrderTicket(this, e.order());
            case OrderAdopted e -> new OrderTicket(this, e.order());
            default -> null;
          };
    }
    return ticket;
  }

  private void file(OrderTicket ticket) {
    var id = ticket.clientOrderId();
    if (ticket.isOpen()) {
      ended.remove(id);
      open.put(id, ticket);
    } else {
      open.remove(id);
      ended.put(id, ticket);
      if (ended.size() > ENDED_MAX) {
        ended.remove(ended.keySet().iterator().next());
      }
    }
  }

  private void tell(OrderTicket ticket, OrderEvent event) {
    if (ticket != null) {
      tellSpecific(ticket, event);
      strategy.onOrderEvent(ticket, event);
    }
    if (event instanceof PositionEvent moved) {
      strategy.onPosition(moved.symbol(), position(moved.symbol()));
    }
  }

  private void tellSpecific(OrderTicket ticket, OrderEvent event) {
    switch (event) {
      case OrderAccepted e -> strategy.onOrderAccepted(ticket, e);
      case OrderFilled e -> strategy.onOrderFilled(ticket, e);
      case OrderCanceled e -> strategy.onOrderCanceled(ticket, e);
      case OrderExpired e -> strategy.onOrderExpired(ticket, e);
      case OrderRejected e -> strategy.onOrderRejected(ticket, e);
      case OrderDenied e -> strategy.onOrderDenied(ticket, e);
      case OrderInDoubt e -> strategy.onOrderInDoubt(ticket, e);
      case OrderNotSent e -> strategy.onOrderNotSent(ticket, e);
      case OrderAmended e -> strategy.onOrderAmended(ticket, e);
      case AmendRejected e -> strategy.onAmendRejected(ticket, e);
      case CancelRejected e -> strategy.onCancelRejected(ticket, e);
      case OrderIntended _, CancelRequested _, AmendRequested _ -> {} // onOrderEvent tells them
      case OrderHeld _, OrderReleased _, TriggerMoved _, OrderTriggered _ -> {}
      case OrderAdopted _, FillBusted _ -> {}
      case AccountEvent _ -> throw new IllegalArgumentException("not about an order");
    }
  }
}
