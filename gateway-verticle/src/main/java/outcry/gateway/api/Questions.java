package outcry.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import outcry.bus.Addresses;
import outcry.bus.Bus;
import outcry.bus.InFlight;
import outcry.bus.RefusedException;
import outcry.gateway.security.Principal;
import outcry.model.BarSpec;
import outcry.model.JournalAdvance;
import outcry.model.JournaledEvent;
import outcry.model.MarketEvent;
import outcry.model.OrderCommand;
import outcry.model.OrderReply;
import outcry.model.OrderStatus;
import outcry.model.RefusalCode;
import outcry.model.query.AccountRisk;
import outcry.model.query.AlgorithmView;
import outcry.model.query.BarsOpened;
import outcry.model.query.BookQuery;
import outcry.model.query.OpenBars;
import outcry.model.query.OrderList;
import outcry.model.query.OrderQuery;
import outcry.model.query.OrderView;
import outcry.model.query.PositionList;
import outcry.model.query.ReconcileReport;
import outcry.model.query.ReconcileRequest;
import outcry.model.query.RiskQuery;
import outcry.model.query.StrategyAction;
import outcry.model.query.StrategyList;

/** What the gateway asks of the other rooms. */
public final class Questions {

  private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(5);

  private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(2);

  /** The owner looks through its orders once, whatever is asked. */
  private static final int LOOK_UP = 100;

  /** A difference must last before it is one. */
  private static final Duration RECONCILE_TIMEOUT = Duration.ofSeconds(20);

  /** Orders over all partitions. */
  public record AllOrders(
      List<OrderView> orders,
      Map<OrderStatus, Long> byStatus,
      long fills,
      Set<String> restrictions,
      List<AlgorithmView> algorithms) {}

  private final Bus bus;
  private final Catalogue catalogue;

  public Questions(Bus bus, Catalogue catalogue) {
    this.bus = bus;
    this.catalogue = catalogue;
  }

  /** On behalf of somebody: the owner asks whether he may. */
  public Future<OrderReply> command(Principal by, String account, OrderCommand command) {
    return command(by.name(), account, command);
  }

  Future<OrderReply> command(String by, String account, OrderCommand command) {
    int partition = partitionOf(account);
    return bus.request(Addresses.orderCommands(partition), command, COMMAND_TIMEOUT, by);
  }

  /** Most recent first. Fails if any partition does not answer: a list with holes would mislead. */
  public Future<AllOrders> orders(OrderQuery query) {
    var asked = new ArrayList<Future<OrderList>>();
    for (int partition = 0; partition < catalogue.partitions(); partition++) {
      asked.add(bus.request(Addresses.orderQueries(partition), query, QUERY_TIMEOUT));
    }
    return Future.all(asked).map(all -> merge(all.list(), query.limit()));
  }

  int partitionOf(String account) {
    return Addresses.partitionOf(account, catalogue.partitions());
  }

  /** Fails as {@code UNKNOWN_ORDER} if there is none. */
  public Future<OrderView> order(String account, String clientOrderId) {
    return orders(new OrderQuery(account, clientOrderId, LOOK_UP))
        .map(
            found ->
                found.orders().stream()
                    .filter(one -> one.account().equals(account))
                    .filter(one -> one.clientOrderId().equals(clientOrderId))
                    .findFirst()
                    .orElseThrow(
                        () -> new RefusedException(RefusalCode.UNKNOWN_ORDER, clientOrderId)));
  }

  public Future<AccountRisk> risk(String account) {
    return bus.request(
        Addresses.orderRisks(partitionOf(account)), new RiskQuery(account), QUERY_TIMEOUT);
  }

  /** What the journal answers, on this event loop. */
  public <T> Future<T> lookUp(String place, CompletionStage<T> stage) {
    Promise<T> answer = Promise.promise();
    bus.await(
        InFlight.Kind.JOURNAL,
        place,
        stage,
        (found, failure) -> {
          if (failure == null) {
            answer.complete(found);
          } else {
            answer.fail(failure);
          }
        });
    return answer.future();
  }

  public Future<MarketEvent> book(String symbol, int levels) {
    return bus.request(
        Addresses.bookSnapshots(symbol), new BookQuery(symbol, levels), QUERY_TIMEOUT);
  }

  /** Bars that have ended; from now on they are built. */
  public Future<BarsOpened> bars(String symbol, BarSpec spec, int count) {
    return bus.request(
        Addresses.openBars(symbol), new OpenBars(symbol, spec, count), QUERY_TIMEOUT);
  }

  private AllOrders merge(List<OrderList> lists, int limit) {
    var orders = new ArrayList<OrderView>();
    var algorithms = new ArrayList<AlgorithmView>();
    var byStatus = new EnumMap<OrderStatus, Long>(OrderStatus.class);
    var restrictions = new TreeSet<String>();
    long fills = 0;
    for (var list : lists) {
      restrictions.addAll(list.restrictions());
      orders.addAll(list.orders());
      algorithms.addAll(list.algorithms());
      list.byStatus().forEach(count -> byStatus.merge(count.status(), count.orders(), Long::sum));
      fills += list.fills();
    }
    orders.sort(
        Comparator.comparingLong(OrderView::createdNanos)
            .thenComparingLong(OrderView::orderId)
            .thenComparingInt(one -> partitionOf(one.account()))
            .reversed());
    return new AllOrders(
        orders.stream().limit(limit).toList(), byStatus, fills, restrictions, algorithms);
  }

  /**
   * The events of an order; empty if there is none.
   *
   * @param accounts to look in, each for an order of that client order id
   */
  public Future<List<JournaledEvent>> history(List<String> accounts, String clientOrderId) {
    var asked = new ArrayList<Future<JournalAdvance>>();
    for (var account : accounts) {
      int partition = partitionOf(account);
      asked.add(
          bus.request(
              Addresses.orderHistories(partition),
              new OrderQuery(account, clientOrderId, 1),
              QUERY_TIMEOUT));
    }
    return Future.all(asked)
        .map(
            all ->
                all.<JournalAdvance>list().stream()
                    .flatMap(advance -> advance.events().stream())
                    .toList());
  }

  /** Of one account, or of all; each partition's in its own report. */
  public Future<List<ReconcileReport>> reconcile(Principal by, ReconcileRequest request) {
    var asked = new ArrayList<Future<ReconcileReport>>();
    for (int partition = 0; partition < catalogue.partitions(); partition++) {
      boolean covers =
          request.account().isEmpty()
              || Addresses.partitionOf(request.account(), catalogue.partitions()) == partition;
      if (covers) {
        asked.add(
            bus.inquire(Addresses.reconcile(partition), request, RECONCILE_TIMEOUT, by.name()));
      }
    }
    return Future.all(asked).map(all -> all.<ReconcileReport>list());
  }

  /**
   * One entry for every account, a value or its own error; of every account there is, if none is
   * named.
   */
  public Future<PositionList> positions(List<String> accounts) {
    return new PositionQuestion(bus, catalogue, QUERY_TIMEOUT).ask(accounts);
  }

  public Future<StrategyList> strategy(StrategyAction action) {
    return bus.request(Addresses.strategyControl(action.name()), action, COMMAND_TIMEOUT);
  }
}
