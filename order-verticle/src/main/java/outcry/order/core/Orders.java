package outcry.order.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import outcry.journal.TradingLatch;
import outcry.model.Contingency;
import outcry.model.ExecutionReport;
import outcry.model.Instruments;
import outcry.model.MarketEvent;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderStatus;
import outcry.model.Position;
import outcry.model.TradingState;
import outcry.model.query.AccountRisk;
import outcry.model.query.AlgorithmView;
import outcry.model.query.OrderPage;
import outcry.model.query.OrderView;
import outcry.order.core.risk.Books;
import outcry.order.core.risk.House;
import outcry.order.core.risk.OrderRates;
import outcry.order.core.risk.References;
import outcry.order.core.risk.RiskLines;
import outcry.venue.Capabilities;

/**
 * The orders of one partition. {@code decide...} says what follows from an input and changes
 * nothing that is journaled; {@link #apply} changes state and decides nothing. Applying the
 * journaled events alone rebuilds the state. Times are nanoseconds since the epoch, UTC. One
 * thread.
 */
public final class Orders {

  private final Desk desk;
  private final Submissions submissions;
  private final ListSubmissions lists;
  private final Changes changes;
  private final Reports reports;
  private final Doubts doubts;
  private final Algorithms algorithms;
  private final Duties duties;
  private final Adjustments adjustments;
  private final OurAccounts accounts;

  /**
   * @param venues what each venue can do, by its name; orders for others are refused
   */
  public Orders(OrderConfig config, Instruments instruments, Map<String, Capabilities> venues) {
    this(config, instruments, venues, new House(config.rules().house()));
  }

  /**
   * @param house shared by partitions whose accounts belong together
   */
  public Orders(
      OrderConfig config, Instruments instruments, Map<String, Capabilities> venues, House house) {
    this(
        config,
        instruments,
        venues,
        house,
        new References(config.rules().collarPeriod()),
        new OrderRates(house),
        new Disputes(),
        new Tape());
  }

  private Orders(
      OrderConfig config,
      Instruments instruments,
      Map<String, Capabilities> venues,
      House house,
      References references,
      OrderRates rates,
      Disputes disputes,
      Tape tape) {
    desk =
        new Desk(
            config,
            instruments,
            Map.copyOf(venues),
            new OrderTable(
                instruments,
                config.terminalOrdersMax(),
                disputes,
                new Books(config.limits(), config.rules(), instruments, house)),
            references,
            rates,
            tape);
    submissions = new Submissions(desk);
    lists = new ListSubmissions(desk, submissions);
    changes = new Changes(desk);
    reports = new Reports(desk);
    doubts = new Doubts(desk, reports);
    algorithms = new Algorithms(desk, submissions);
    var legs = new Legs(desk);
    var releases = new Releases(desk, legs);
    var triggers = new Triggers(desk, releases, legs);
    duties =
        new Duties(
            List.of(
                new RiskDuty(desk),
                new Expiries(desk),
                new ListDuty(desk, legs, triggers::touched),
                triggers,
                new Sessions(desk, releases, legs),
                new ReduceOnly(desk),
                algorithms));
    adjustments = new Adjustments(desk, reports, changes, doubts);
    accounts = new OurAccounts(desk);
  }

  /** An empty partition that knows the same market and has spent the same order rate. */
  public Orders emptied() {
    return new Orders(
        desk.config(),
        desk.instruments(),
        desk.venues(),
        desk.table().books().house(),
        desk.references(),
        desk.rates(),
        desk.table().disputes(),
        desk.tape());
  }

  /**
   * A quote, trade or health of an instrument: what later orders are priced against.
   *
   * @return whether something may be due because of it: then {@link #decideDue}
   */
  public boolean onMarket(MarketEvent event) {
    desk.references().on(event);
    desk.tape().on(event);
    return duties.onMarket(event);
  }

  /**
   * What is due by the state alone: its owner asks after every decision it applied, after market
   * events that matter, when {@link #nextDueNanos} has come and once it takes orders, and carries
   * out what it is told, until nothing is due. So whatever is decided here must change the state
   * such that it is not due again.
   */
  public Decision decideDue(long nowNanos) {
    return duties.due(nowNanos);
  }

  /** When {@link #decideDue} is to be asked at the latest; {@link Long#MAX_VALUE} for never. */
  public long nextDueNanos() {
    return duties.nextNanos();
  }

  /** Every latch of the journal as it is now, whichever partition set it. */
  public void learn(List<TradingLatch> latches) {
    desk.table().tradingStates().learn(latches);
  }

  /** Whether anything is restricted through another partition, as far as was learned. */
  public boolean isRestrictedElsewhere() {
    return desk.table().tradingStates().isRestrictedElsewhere();
  }

  /** Whether what was learned of other partitions covers an order: look again before refusing. */
  public boolean isRestrictedElsewhere(SubmitOrder order) {
    return desk.table().tradingStates().coveringElsewhere(order) != TradingState.ACTIVE;
  }

  /**
   * The journal holds an execution that memory does not: once it is read again, keep what it was,
   * so that a report of it can be told from one that gives the id another meaning.
   */
  public void keepExecution(String venue, String account, String executionId) {
    desk.table().disputes().keep(new ExecutionKey(venue, account, executionId));
  }

  /** The client order ids that deciding on a list looks at: its own, and what would close it. */
  public static List<String> named(OrderCommand.SubmitList list) {
    var ids = new ArrayList<String>(list.orders().size() + 1);
    list.orders().forEach(order -> ids.add(order.clientOrderId()));
    if (list.contingency() == Contingency.BRACKET) {
      ids.addAll(OrderList.closeIds(list.listId()));
    }
    return ids;
  }

  /** Whether the order may be older than memory: then {@link #restore} its history first. */
  public boolean mayBeEvicted(String account, String clientOrderId) {
    return desk.table().mayBeEvicted(account, clientOrderId);
  }

  /**
   * Whether an event is of an order that was evicted: then {@link #restore} what came before it.
   */
  public boolean isOfEvicted(OrderEvent event) {
    return event.version() > 1 && desk.table().find(event.orderId()) == null;
  }

  /** Takes an evicted order back into memory. */
  public void restore(List<OrderEvent> history) {
    desk.table().restore(history);
  }

  public Decision decide(OrderCommand command, long nowNanos) {
    return switch (command) {
      case OrderCommand.SubmitOrder submit -> submissions.submit(submit, nowNanos);
      case OrderCommand.CancelOrder cancel -> changes.cancel(cancel, nowNanos);
      case OrderCommand.AmendOrder amend -> changes.amend(amend, nowNanos);
      case OrderCommand.CancelAll all -> changes.cancelAll(all, nowNanos);
      case OrderCommand.SetTradingState set -> changes.setTradingState(set, nowNanos);
      case OrderCommand.SubmitList list -> lists.submit(list, nowNanos);
      case OrderCommand.StartAlgorithm start -> algorithms.start(start, nowNanos);
      case OrderCommand.CancelAlgorithm cancel -> algorithms.cancel(cancel, nowNanos);
    };
  }

  /** A report that nobody asked for. */
  public Decision decide(ExecutionReport report, long nowNanos) {
    return reports.report(report, nowNanos);
  }

  /** One step of a reconciliation; the next one is decided once this one is applied. */
  public Decision decide(Remedy remedy, long nowNanos) {
    return adjustments.decide(remedy, nowNanos);
  }

  /** Something was asked of a venue and how that ended is not known. */
  public Decision decideOutcomeUnknown(long orderId, String reason, long nowNanos) {
    return doubts.outcomeUnknown(orderId, reason, nowNanos);
  }

  /** A venue session promises that it did not send an order it was asked to submit. */
  public Decision decideOrderNotSent(long orderId, String reason, long nowNanos) {
    return doubts.orderNotSent(orderId, reason, nowNanos);
  }

  /** One report of the answer to a query that was asked at {@code askedNanos}. */
  public Decision decideFound(
      long orderId, ExecutionReport report, long askedNanos, long nowNanos) {
    return doubts.found(orderId, report, askedNanos, nowNanos);
  }

  /** Orders whose venue has not answered in time. */
  public Decision decideTimeouts(long nowNanos) {
    return doubts.timeouts(nowNanos);
  }

  /** After a replay: whatever is open may have moved while nobody watched. */
  public Decision decideRecovery(long nowNanos) {
    return doubts.recovery(nowNanos);
  }

  /**
   * It is an intent's turn at its session: {@link Effect.Submit}, or nothing if it was canceled
   * meanwhile, or the end of it if its deadline has passed. Follow a Submit with {@link
   * #handedOver}.
   */
  public Decision decideHandOver(long orderId, long nowNanos) {
    return submissions.handOver(orderId, nowNanos);
  }

  public void handedOver(long orderId, long nowNanos) {
    desk.table().handedOver(desk.table().find(orderId), nowNanos);
  }

  /** Takes this state out of the house's sums: another one, or another process, takes its place. */
  public void leaveHouse() {
    desk.table().books().leaveHouse();
  }

  /** Carries over from a state that is given up which intents their sessions already have. */
  public void adoptHandedOver(Orders before) {
    before.leaveHouse();
    for (var order : intents()) {
      var known = before.desk.table().find(order.orderId);
      if (known == null) { // it has ended there, and may have been sent before
        desk.table().handedOver(order, order.updatedNanos());
      } else if (known.wasHandedOver()) {
        desk.table().handedOver(order, known.waiting.sinceNanos());
      }
    }
  }

  /**
   * Intents that no session has, once more: their place may have been given up for a cancel that
   * the journal then refused. A place too many does nothing.
   */
  public Decision decideWaiting() {
    var draft = new Decision.Draft();
    for (var order : intents()) {
      draft.effects.add(new Effect.Enqueue(order.orderId, order.instrument.venue()));
    }
    return draft.reply(null);
  }

  private List<Order> intents() {
    return desk.table().openOrders().stream()
        .filter(order -> order.status() == OrderStatus.INTENT)
        .toList();
  }

  /** Whether the order was handed over and the venue has not said a word about it yet. */
  public boolean isUnanswered(long orderId) {
    var order = desk.table().find(orderId);
    return order != null
        && switch (order.status()) {
          case SENT, PENDING_CANCEL -> !order.isAcknowledged();
          case INTENT, TRIGGER_PENDING, WORKING, PARTIALLY_FILLED -> false;
          case PENDING_AMEND, IN_DOUBT -> false;
          case DENIED, FILLED, CANCELED, EXPIRED, REJECTED, NOT_SENT -> false;
        };
  }

  /** Whether a cancel of this order would be pointless: it has ended, as the venue knows too. */
  public boolean isOver(long orderId) {
    var order = desk.table().find(orderId);
    return order != null
        && switch (order.status()) {
          case FILLED, CANCELED, EXPIRED, DENIED -> true;
          case REJECTED, NOT_SENT -> false; // if the venue has it after all, it must go
          case INTENT, SENT, TRIGGER_PENDING, WORKING, PARTIALLY_FILLED -> false;
          case PENDING_CANCEL, PENDING_AMEND, IN_DOUBT -> false;
        };
  }

  /** Open orders that their venue owes an answer, to the order or to a cancel or amend of it. */
  public List<OrderView> unanswered() {
    return desk.table().openOrders().stream().filter(Order::isUnanswered).map(Order::view).toList();
  }

  /** Queries that are due; follow each with {@link #queryStarted} and {@link #queryEnded}. */
  public List<Effect.Query> dueQueries(int limit, long nowNanos) {
    return doubts.dueQueries(limit, nowNanos);
  }

  public void queryStarted(long orderId) {
    doubts.queryStarted(orderId);
  }

  public void queryEnded(long orderId, long nowNanos) {
    doubts.queryEnded(orderId, nowNanos);
  }

  /** Whether there is anything {@link #decideTimeouts} or {@link #dueQueries} must look at. */
  public boolean isAwaitingVenue() {
    return !desk.table().awaitingVenue().isEmpty();
  }

  /** The order rate begins with nothing: what the owner before has used is unknown. */
  public void startRatesEmpty(long nowNanos) {
    desk.rates().startEmpty(nowNanos);
  }

  public void apply(OrderEvent event) {
    var before = desk.table().find(event.orderId());
    desk.table().apply(event);
    var after = desk.table().find(event.orderId());
    // what has just ended may be let go at once: who looked after it must know
    duties.applied(event, after == null ? before : after);
  }

  /** An order in memory. */
  public Optional<OrderView> find(String account, String clientOrderId) {
    return Optional.ofNullable(desk.table().find(account, clientOrderId)).map(Order::view);
  }

  /** An order in memory. */
  public Optional<OrderView> find(long orderId) {
    return Optional.ofNullable(desk.table().find(orderId)).map(Order::view);
  }

  /**
   * Orders in memory: open ones first, then ended ones, each most recent first.
   *
   * @param account only of this account; empty for all
   */
  public List<OrderView> recent(String account, int limit) {
    return desk.table().recent().stream()
        .filter(order -> account.isEmpty() || order.submit.account().equals(account))
        .limit(limit)
        .map(Order::view)
        .toList();
  }

  /**
   * Orders in memory, by when they were made, the most recent first.
   *
   * @param account only of this account; empty for all
   * @param partition of these orders
   */
  public List<OrderView> page(String account, OrderPage page, int partition, int limit) {
    return desk.table().recent().stream()
        .filter(order -> account.isEmpty() || order.submit.account().equals(account))
        .map(Order::view)
        .filter(order -> page.takes(order, partition))
        .sorted(
            Comparator.comparingLong(OrderView::createdNanos)
                .thenComparingLong(OrderView::orderId)
                .reversed())
        .limit(limit)
        .toList();
  }

  /** Algorithms in memory: those that run first, then ended ones, each most recent first. */
  public List<AlgorithmView> algorithms(int limit) {
    return desk.table().algorithms().recent(limit).stream().map(Work::view).toList();
  }

  /** How many orders have each status, over all orders ever. */
  public Map<OrderStatus, Long> byStatus() {
    var counts = new EnumMap<OrderStatus, Long>(OrderStatus.class);
    for (var status : OrderStatus.values()) {
      counts.put(status, desk.table().orders(status));
    }
    return counts;
  }

  public long orders(OrderStatus status) {
    return desk.table().orders(status);
  }

  /** The highest order id there is; 0 if there is none. */
  public long lastOrderId() {
    return desk.table().nextOrderId() - 1;
  }

  public long fills() {
    return desk.table().fills();
  }

  /** Every scope that is not ACTIVE, e.g. {@code ACCOUNT paper-1}, and what it may do. */
  public Map<String, TradingState> restrictions() {
    return desk.table().tradingStates().allInForce();
  }

  /** The limits of an account, and how much of each is used. */
  public AccountRisk risk(String account) {
    return RiskLines.of(desk.table().books().account(account), desk.references());
  }

  public Position position(String account, String symbol) {
    return desk.table().exposure(account, symbol).position();
  }

  public Instruments instruments() {
    return desk.instruments();
  }

  /** What our events say an account has at each venue. */
  public OurAccounts accounts() {
    return accounts;
  }

  public Snapshot snapshot() {
    return desk.table().snapshot();
  }
}
