package outcry.venue.paper;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import outcry.model.ExecutionReport;
import outcry.model.ExecutionReport.AmendRejected;
import outcry.model.ExecutionReport.CancelRejected;
import outcry.model.Instruments;
import outcry.model.Liquidity;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.Trade;
import outcry.model.OrderType;
import outcry.model.TimeInForce;
import outcry.venue.Capabilities;
import outcry.venue.Capabilities.Deduplication;
import outcry.venue.OrderEntry.NotConnectedException;
import outcry.venue.VenueOrder;
import outcry.venue.log.LoggedOrder;
import outcry.venue.log.VenueLogEntry;
import outcry.venue.log.VenueLogHistory;

/**
 * A venue that fills orders against the quotes and trades of a real market without telling it.
 *
 * <p>Travel: a request reaches the venue an order latency after it was made, a report reaches the
 * client a report latency after it was caused; each direction keeps its order.
 *
 * <p>Fills, all accounts sharing the same displayed liquidity and never meeting each other:
 *
 * <ul>
 *   <li>A marketable order takes what is displayed at the opposite touch, at that price, as taker.
 *       What was taken is gone until that side's price or quantity changes. Of the rest, MARKET and
 *       IOC are canceled and GTC rests at its limit. FOK takes all or is canceled. Post-only is
 *       refused if it would take, whether or not we have taken that liquidity already.
 *   <li>A resting order fills at its own limit as maker: when the opposite touch meets or crosses
 *       it, up to what is displayed there; when a trade prints beyond it, up to the traded
 *       quantity; when a trade hits its price, up to what the trade leaves after the queue ahead.
 *   <li>The queue ahead is at first everything displayed at the price (unknown, hence endless, for
 *       a price behind the touch until the touch gets there). Trades at the price shorten it; it is
 *       never longer than what is displayed; nothing is ahead of an order that improves the touch.
 *       An amend keeps the place only if it makes the order smaller at the same price.
 * </ul>
 *
 * <p>Not thread-safe. Time never runs backwards: an earlier {@code nowNanos} counts as the last.
 */
public final class PaperVenue {

  private static final String UNKNOWN = "unknown order";
  private static final String NOT_OPEN = "order is not open";

  private final PaperConfig config;
  private final PaperSink sink;
  private final Ledger ledger;
  private final DueQueue due = new DueQueue();

  /** Orders that cannot rest and yet are open: a crash cut their end off the log. */
  private final List<LoggedOrder> torn = new ArrayList<>();

  private final Map<String, PaperMarket> markets = new HashMap<>();
  private long requests;
  private long reports;
  private long queries;
  private long lastArrivalNanos;
  private long lastReportNanos;
  private long nowNanos;

  /**
   * @param log what the venue logged before, from the first entry on
   * @throws IllegalArgumentException if an order is open in it for a symbol that is no instrument
   */
  public PaperVenue(
      PaperConfig config, Instruments instruments, List<VenueLogEntry> log, PaperSink sink) {
    this.config = config;
    this.sink = sink;
    instruments.all().forEach(one -> markets.put(one.symbol(), new PaperMarket(one)));
    this.ledger = new Ledger(config, instruments, sink, this::send, log);
    for (var logged : ledger.history().open()) {
      var order = logged.order().orElseThrow();
      if (rests(order)) {
        rest(logged, market(order));
      } else {
        torn.add(logged);
      }
    }
  }

  public Capabilities capabilities() {
    return new Capabilities(
            config.venue(),
            EnumSet.of(OrderType.MARKET, OrderType.LIMIT), // all else is the order owner's to do
            EnumSet.of(TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK),
            true,
            true,
            Deduplication.FOR_EVER,
            true,
            config.reportLatency().maxNanos(),
            0)
        .with(Capabilities.Snapshots.EXACT);
  }

  /** Everything the venue knows of its orders. Only to be read. */
  public VenueLogHistory history() {
    return ledger.history();
  }

  /**
   * @throws NotConnectedException if too much is under way; nothing was sent
   */
  public void submit(VenueOrder order, long nowNanos) {
    send(new Due.Submit(order), config.requestsMax(), nowNanos);
  }

  /**
   * @throws NotConnectedException if far too much is under way; nothing was sent
   */
  public void cancel(String account, String clientOrderId, long nowNanos) {
    send(new Due.Cancel(account, clientOrderId), 2 * config.requestsMax(), nowNanos);
  }

  /**
   * @param quantity new total, quantity units
   * @param price new limit, price units
   * @throws NotConnectedException if too much is under way; nothing was sent
   */
  public void amend(
      String account, String clientOrderId, long quantity, long price, long nowNanos) {
    var amend = new Due.Amend(account, clientOrderId, quantity, price);
    send(amend, config.requestsMax(), nowNanos);
  }

  /**
   * Asks what the venue knows of an order when the question gets there. Returns the number that
   * comes back with the answer.
   *
   * @throws NotConnectedException if far too much is under way; nothing was sent
   */
  public long query(String account, String clientOrderId, long nowNanos) {
    send(new Due.Query(queries + 1, account, clientOrderId), 2 * config.requestsMax(), nowNanos);
    return ++queries;
  }

  /**
   * Asks what an account has when the question gets there. Returns the number that comes back with
   * the answer.
   *
   * @param fillsSinceNanos executions before this are left out
   * @throws NotConnectedException if far too much is under way; nothing was sent
   */
  public long snapshot(String account, long fillsSinceNanos, long nowNanos) {
    var question = new Due.AccountQuery(queries + 1, account, fillsSinceNanos);
    send(question, 2 * config.requestsMax(), nowNanos);
    return ++queries;
  }

  public void onQuote(Quote quote, long nowNanos) {
    advance(nowNanos);
    var market = markets.get(quote.symbol());
    if (market != null) {
      market.onQuote(quote, (order, quantity) -> fillMaker(market, order, quantity));
    }
    advance(nowNanos);
  }

  public void onTrade(Trade trade, long nowNanos) {
    advance(nowNanos);
    var market = markets.get(trade.symbol());
    if (market != null) {
      RestingSide.Fills fills = (order, quantity) -> fillMaker(market, order, quantity);
      market.resting(trade.aggressor().opposite()).onTrade(trade, fills);
      market.resting(trade.aggressor()).onTrade(trade, fills);
    }
    advance(nowNanos);
  }

  /** When {@link #advance} must be called next; {@link Long#MAX_VALUE} if nothing is under way. */
  public long nextWakeNanos() {
    return torn.isEmpty() ? due.nextNanos() : nowNanos;
  }

  /** Lets everything happen that is due by now, each thing at its own time. */
  public void advance(long nowNanos) {
    if (!torn.isEmpty()) {
      this.nowNanos = Math.max(this.nowNanos, nowNanos);
      torn.forEach(logged -> ledger.cancel(logged, "venue restarted", this.nowNanos));
      torn.clear();
    }
    while (due.size() > 0 && due.nextNanos() <= nowNanos) {
      var item = due.take();
      this.nowNanos = Math.max(this.nowNanos, item.atNanos());
      happen(item.due(), item.atNanos());
    }
    this.nowNanos = Math.max(this.nowNanos, nowNanos);
  }

  private void happen(Due happening, long atNanos) {
    switch (happening) {
      case Due.Submit(var order) -> arrived(order);
      case Due.Cancel cancel -> arrived(cancel);
      case Due.Amend amend -> arrived(amend);
      case Due.Query(var query, var account, var id) ->
          send(new Due.Answer(query, ledger.history().query(account, id, nowNanos)), nowNanos);
      case Due.AccountQuery(var query, var account, var since) ->
          send(
              new Due.AccountAnswer(query, ledger.accounts().snapshot(account, since, nowNanos)),
              nowNanos);
      case Due.Report(var report) -> sink.report(report, atNanos);
      case Due.Answer(var query, var answer) -> sink.answer(query, answer, atNanos);
      case Due.AccountAnswer(var query, var answer) -> sink.answer(query, answer, atNanos);
    }
  }

  private void arrived(VenueOrder order) {
    var market = markets.get(order.symbol());
    var history = ledger.history();
    if (history.find(order.account(), order.clientOrderId()).isPresent()) {
      ledger.reject(order, "duplicate client order id", nowNanos);
    } else if (nowNanos > order.deadlineNanos()) {
      ledger.reject(order, "deadline passed", nowNanos);
    } else if (market == null) {
      ledger.reject(order, "unknown symbol", nowNanos);
    } else if (history.isFull() || history.openSize() >= config.openOrdersMax()) {
      ledger.reject(order, "too many orders", nowNanos);
    } else {
      OrderRules.refusal(order, market)
          .ifPresentOrElse(
              reason -> ledger.reject(order, reason, nowNanos),
              () -> match(ledger.accept(order, nowNanos), market));
    }
  }

  private void arrived(Due.Cancel cancel) {
    var found = ledger.history().find(cancel.account(), cancel.clientOrderId());
    if (found.isEmpty() || !found.get().isOpen()) {
      var reason = found.isEmpty() ? UNKNOWN : NOT_OPEN;
      ledger.report(new CancelRejected(cancel.account(), cancel.clientOrderId(), reason, nowNanos));
      return;
    }
    takeFromBook(found.get());
    ledger.cancel(found.get(), "canceled by client", nowNanos);
  }

  private void arrived(Due.Amend amend) {
    var found = ledger.history().find(amend.account(), amend.clientOrderId());
    var refusal =
        found.isEmpty() ? UNKNOWN : !found.get().isOpen() ? NOT_OPEN : refusal(found.get(), amend);
    if (!refusal.isEmpty()) {
      ledger.report(new AmendRejected(amend.account(), amend.clientOrderId(), refusal, nowNanos));
      return;
    }
    var logged = found.orElseThrow();
    boolean keepsPlace = amend.price() == logged.price() && amend.quantity() <= logged.quantity();
    if (!keepsPlace) {
      takeFromBook(logged);
    }
    ledger.amend(logged, amend.quantity(), amend.price(), nowNanos);
    if (!keepsPlace) {
      match(logged, market(logged.order().orElseThrow()));
    }
  }

  private String refusal(LoggedOrder logged, Due.Amend amend) {
    if (amend.quantity() <= logged.filled()) {
      return "quantity not above what is filled";
    }
    var order = logged.order().orElseThrow();
    var changed =
        new VenueOrder(
            order.account(),
            order.clientOrderId(),
            order.symbol(),
            order.side(),
            order.type(),
            order.timeInForce(),
            amend.quantity(),
            amend.price(),
            order.postOnly(),
            order.deadlineNanos());
    return OrderRules.refusal(changed, market(order)).orElse("");
  }

  private void match(LoggedOrder logged, PaperMarket market) {
    var order = logged.order().orElseThrow();
    var opposite = market.opposite(order.side());
    long leaves = logged.quantity() - logged.filled();
    boolean marketable =
        order.type() == OrderType.MARKET
            ? opposite.isPresent()
            : market.isMarketable(order.side(), logged.price());
    long available = marketable ? opposite.remaining() : 0;
    long taken =
        order.timeInForce() == TimeInForce.FOK && available < leaves
            ? 0
            : Math.min(leaves, available);
    if (taken > 0) {
      opposite.take(taken);
      var instrument = market.instrument();
      ledger.fill(logged, instrument, taken, opposite.price(), Liquidity.TAKER, nowNanos);
    }
    if (logged.isOpen()) {
      if (rests(order)) {
        rest(logged, market);
      } else {
        ledger.cancel(logged, "not enough displayed", nowNanos);
      }
    }
  }

  private static boolean rests(VenueOrder order) {
    return order.type() == OrderType.LIMIT && order.timeInForce() == TimeInForce.GTC;
  }

  private static void rest(LoggedOrder logged, PaperMarket market) {
    var side = logged.order().orElseThrow().side();
    market.resting(side).add(new RestingOrder(logged), market.own(side));
  }

  private void takeFromBook(LoggedOrder logged) {
    var order = logged.order().orElseThrow();
    if (rests(order)) {
      market(order)
          .resting(order.side())
          .remove(logged.price(), order.account(), order.clientOrderId());
    }
  }

  private void fillMaker(PaperMarket market, RestingOrder resting, long quantity) {
    var logged = resting.logged();
    ledger.fill(logged, market.instrument(), quantity, logged.price(), Liquidity.MAKER, nowNanos);
  }

  private PaperMarket market(VenueOrder order) {
    var market = markets.get(order.symbol());
    if (market == null) {
      throw new IllegalArgumentException("an order is open for unknown symbol " + order.symbol());
    }
    return market;
  }

  private void send(Due request, int underWayMax, long atNanos) {
    if (due.size() >= underWayMax) {
      throw new NotConnectedException(config.venue() + ": " + underWayMax + " messages under way");
    }
    nowNanos = Math.max(nowNanos, atNanos);
    long travel = config.orderLatency().of(++requests);
    lastArrivalNanos = Math.max(lastArrivalNanos, Math.addExact(nowNanos, travel));
    due.add(lastArrivalNanos, request);
  }

  private void send(ExecutionReport report, long atNanos) {
    send(new Due.Report(report), atNanos);
  }

  private void send(Due reply, long atNanos) {
    long travel = config.reportLatency().of(++reports);
    lastReportNanos = Math.max(lastReportNanos, Math.addExact(atNanos, travel));
    due.add(lastReportNanos, reply);
  }
}
