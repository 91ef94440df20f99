package outcry.venue.simulated;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import outcry.model.ExecutionReport;
import outcry.model.ExecutionReport.Rejected;
import outcry.model.Instruments;
import outcry.model.MarketEvent.BookSnapshot;
import outcry.model.MarketEvent.InstrumentStatus;
import outcry.model.MarketEvent.Quote;
import outcry.model.OrderType;
import outcry.model.RefusalCode;
import outcry.model.TimeInForce;
import outcry.model.VenueAccount;
import outcry.venue.Capabilities;
import outcry.venue.Capabilities.Deduplication;
import outcry.venue.VenueOrder;
import outcry.venue.log.VenueLogEntry;
import outcry.venue.log.VenueLogEntry.ChangeRejectLogged.Change;
import outcry.venue.log.VenueLogEntry.EndLogged.How;
import outcry.venue.log.VenueLogHistory;

/**
 * An exchange: several instruments, price-time priority, accounts, its own ground truth. Each
 * operation happens at once and returns all its effects; see {@link Effects} for the order to carry
 * them out in. A client order id is taken once per account, for ever. Not thread-safe.
 */
public final class SimulatedExchange {

  private static final int CLIENT_ORDER_ID_MAX = 64;

  private final ExchangeConfig config;
  private final Effects.Outbox outbox = new Effects.Outbox();
  private final ClientOrders clients;
  private final Map<String, Market> markets = new LinkedHashMap<>();

  /** Owner numbers for self-trade prevention, from 1. */
  private final Map<String, Long> owners = new LinkedHashMap<>();

  /**
   * @param startNanos when it starts, nanoseconds since the epoch; later than any start before
   */
  public SimulatedExchange(ExchangeConfig config, Instruments instruments, long startNanos) {
    this.config = config;
    this.clients = new ClientOrders(config, instruments, outbox);
    for (var account : config.accounts()) {
      owners.putIfAbsent(account, owners.size() + 1L);
    }
    for (var instrument : instruments.all()) {
      markets.put(instrument.symbol(), new Market(instrument, config, clients, outbox, startNanos));
    }
  }

  /** What its order entry promises. */
  public Capabilities capabilities() {
    return new Capabilities(
            config.venue(),
            Set.of(OrderType.MARKET, OrderType.LIMIT), // all else is the order owner's to do
            Set.of(TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK),
            true,
            true,
            Deduplication.FOR_EVER,
            true,
            0,
            0)
        .with(Capabilities.Snapshots.EXACT);
  }

  /**
   * Takes up where an earlier exchange was killed, from its log; to be called first. Open orders go
   * back into their books; an immediate order whose end was not logged expires.
   *
   * @throws outcry.venue.log.VenueLogException if the log contradicts itself, or has more orders
   *     than {@code clientOrdersMax}
   * @throws IllegalArgumentException if an open order's account or symbol is unknown now
   */
  public Effects restore(List<VenueLogEntry> log, long nowNanos) {
    log.forEach(clients::restore);
    for (var open : clients.history().open()) {
      var order = open.order().orElseThrow();
      var market = markets.get(order.symbol());
      var owner = owners.get(order.account());
      if (market == null || owner == null) {
        throw new IllegalArgumentException("the log has an order for an unknown " + order);
      }
      if (!OrderRules.mayRest(order)) {
        clients.end(order, How.EXPIRED, "RESTART", nowNanos);
        continue;
      }
      long quantity = open.quantity() - open.filled();
      market
          .bookAt(nowNanos)
          .limit(
              clients.receiveAgain(order),
              owner,
              order.side(),
              open.price(),
              quantity,
              TimeInForce.GTC,
              order.postOnly());
      market.publish();
    }
    return outbox.take();
  }

  /** Accepts or refuses an order, and trades what of it can be traded at once. */
  public Effects submit(VenueOrder order, long nowNanos) {
    if (!owners.containsKey(order.account())) {
      var reason = RefusalCode.UNKNOWN_ACCOUNT.name(); // not a client: not in the log either
      clients.tell(new Rejected(order.account(), order.clientOrderId(), reason, nowNanos));
      return outbox.take();
    }
    long id = clients.receive(order);
    var refusal = refusal(order, nowNanos);
    if (refusal.isPresent()) {
      clients.rejected(id, refusal.get().name(), nowNanos);
      return outbox.take();
    }
    var market = markets.get(order.symbol());
    var book = market.bookAt(nowNanos);
    long owner = owners.get(order.account());
    if (order.type() == OrderType.LIMIT) {
      book.limit(
          id,
          owner,
          order.side(),
          order.price(),
          order.quantity(),
          order.timeInForce(),
          order.postOnly());
    } else {
      book.market(id, owner, order.side(), order.quantity(), order.timeInForce());
    }
    market.publish();
    return outbox.take();
  }

  /** Passes whatever the trading state. */
  public Effects cancel(String account, String clientOrderId, long nowNanos) {
    var id = clients.working(account, clientOrderId);
    if (id.isEmpty()) {
      clients.rejectCancel(account, clientOrderId, nowNanos);
      return outbox.take();
    }
    var market = markets.get(clients.order(id.get()).symbol());
    market.bookAt(nowNanos).cancel(id.get());
    market.publish();
    return outbox.take();
  }

  /**
   * Changes an order in place. At the same limit with the same or a smaller quantity it keeps its
   * place in the queue; otherwise it comes in anew, and may trade.
   *
   * @param quantity new total, quantity units
   * @param price new limit, price units
   */
  public Effects amend(
      String account, String clientOrderId, long quantity, long price, long nowNanos) {
    var id = clients.working(account, clientOrderId);
    if (id.isEmpty()) {
      clients.rejectAmend(account, clientOrderId, nowNanos);
      return outbox.take();
    }
    var order = clients.order(id.get());
    var market = markets.get(order.symbol());
    long filled = clients.state(order).filled();
    var refusal = amendRefusal(market, quantity, price, filled);
    if (refusal.isPresent()) {
      clients.refuse(account, clientOrderId, Change.AMEND, refusal.get().name(), nowNanos);
      return outbox.take();
    }
    market.bookAt(nowNanos).amend(id.get(), quantity - filled, price);
    market.publish();
    return outbox.take();
  }

  /** As {@code OrderEntry.query}: the reports that lead to the order's state, or NotFound. */
  public List<ExecutionReport> query(String account, String clientOrderId, long nowNanos) {
    return clients.query(account, clientOrderId, nowNanos);
  }

  /** As {@code OrderEntry.snapshot}. */
  public VenueAccount snapshot(String account, long fillsSinceNanos, long nowNanos) {
    return clients.snapshot(account, fillsSinceNanos, nowNanos);
  }

  /**
   * @throws IllegalArgumentException if the symbol is unknown, as for all that follow
   */
  public BookSnapshot snapshot(String symbol, long nowNanos) {
    return market(symbol).snapshot(nowNanos);
  }

  public Quote quote(String symbol, long nowNanos) {
    return market(symbol).quote(nowNanos);
  }

  public InstrumentStatus status(String symbol, long nowNanos) {
    return market(symbol).status(nowNanos);
  }

  /** While an instrument does not trade, new orders and amendments are refused as HALTED. */
  public Effects setTrading(String symbol, boolean trading, long nowNanos) {
    market(symbol).setTrading(trading, nowNanos);
    return outbox.take();
  }

  /** All it knows of its clients' orders, for an auditor. Not to be changed. */
  public VenueLogHistory history() {
    return clients.history();
  }

  Market market(String symbol) {
    var market = markets.get(symbol);
    if (market == null) {
      throw new IllegalArgumentException(
          "unknown symbol " + symbol + "; known: " + String.join(", ", markets.keySet()));
    }
    return market;
  }

  /** What happened since the last call, for agents, who trade directly in the books. */
  Effects takeEffects() {
    return outbox.take();
  }

  private Optional<RefusalCode> refusal(VenueOrder order, long nowNanos) {
    var id = order.clientOrderId();
    var market = markets.get(order.symbol());
    if (id.isBlank() || id.length() > CLIENT_ORDER_ID_MAX) {
      return Optional.of(RefusalCode.CLIENT_ID_SYNTAX);
    }
    if (clients.history().find(order.account(), id).isPresent()) {
      return Optional.of(RefusalCode.CLIENT_ID_REUSED);
    }
    if (clients.history().isFull()) {
      return Optional.of(RefusalCode.OVERLOADED);
    }
    if (nowNanos > order.deadlineNanos()) {
      return Optional.of(RefusalCode.DEADLINE_PASSED);
    }
    if (market == null) {
      return Optional.of(RefusalCode.UNKNOWN_SYMBOL);
    }
    return market.isTrading()
        ? OrderRules.broken(market.instrument(), order)
        : Optional.of(RefusalCode.HALTED);
  }

  private static Optional<RefusalCode> amendRefusal(
      Market market, long quantity, long price, long filled) {
    if (!market.isTrading()) {
      return Optional.of(RefusalCode.HALTED);
    }
    return OrderRules.limit(market.instrument(), quantity, price)
        .or(() -> quantity <= filled ? Optional.of(RefusalCode.BELOW_FILLED) : Optional.empty());
  }
}
