package outcry.order;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import outcry.bus.Bus;
import outcry.bus.InFlight;
import outcry.bus.RefusedException;
import outcry.journal.Journal;
import outcry.model.JournalAdvance;
import outcry.model.JournaledEvent;
import outcry.model.RefusalCode;
import outcry.model.query.AccountRisk;
import outcry.model.query.CatchUp;
import outcry.model.query.OrderList;
import outcry.model.query.OrderPage;
import outcry.model.query.OrderQuery;
import outcry.model.query.OrderRows;
import outcry.model.query.OrderView;
import outcry.model.query.OrdersWanted;
import outcry.model.query.RiskQuery;
import outcry.order.core.owner.Owner;

/** Answers questions about the orders of one partition. */
final class OrderQueries {

  /** Algorithms in an answer. */
  private static final int ALGORITHMS_MAX = 200;

  private final Bus bus;
  private final Journal journal;
  private final Owner owner;
  private final Set<String> configured;

  /**
   * @param configured the accounts that have limits
   */
  OrderQueries(Bus bus, Journal journal, Owner owner, Set<String> configured) {
    this.configured = configured;
    this.bus = bus;
    this.journal = journal;
    this.owner = owner;
  }

  Future<OrderList> orders(OrderQuery query) {
    if (query.limit() < 1 || query.limit() > Journal.READ_MAX) {
      throw new RefusedException(
          RefusalCode.FIELD_COMBINATION, "limit must be 1 to " + Journal.READ_MAX);
    }
    if (query.clientOrderId().isEmpty()) {
      return Future.succeededFuture(
          list(
              query.page().equals(OrderPage.OPEN_FIRST)
                  ? owner.orders().recent(query.account(), query.limit())
                  : owner
                      .orders()
                      .page(query.account(), query.page(), owner.partition(), query.limit())));
    }
    Promise<OrderList> answer = Promise.promise();
    owner.recall(
        query.account(),
        query.clientOrderId(),
        () ->
            answer.complete(
                list(
                    owner.orders().find(query.account(), query.clientOrderId()).stream().toList())),
        answer::fail);
    return answer.future();
  }

  private OrderList list(List<OrderView> views) {
    var counts =
        owner.orders().byStatus().entrySet().stream()
            .map(entry -> new OrderList.StatusCount(entry.getKey(), entry.getValue()))
            .toList();
    var restrictions =
        owner.orders().restrictions().entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .toList();
    return new OrderList(
        owner.partition(),
        owner.sequence(),
        views,
        counts,
        owner.orders().fills(),
        restrictions,
        owner.orders().algorithms(ALGORITHMS_MAX));
  }

  /** Of an account that is configured. */
  Future<AccountRisk> risk(RiskQuery query) {
    if (!configured.contains(query.account())) {
      throw new RefusedException(
          RefusalCode.UNKNOWN_ACCOUNT, "unknown account: " + query.account());
    }
    return Future.succeededFuture(owner.orders().risk(query.account()));
  }

  /** Those of them that are in memory. */
  Future<OrderRows> rows(OrdersWanted wanted) {
    if (wanted.orderIds().size() > OrdersWanted.MOST) {
      throw new RefusedException(
          RefusalCode.FIELD_COMBINATION, "at most " + OrdersWanted.MOST + " orders at once");
    }
    var rows =
        wanted.orderIds().stream()
            .flatMap(orderId -> owner.orders().find(orderId).stream())
            .toList();
    return Future.succeededFuture(new OrderRows(owner.partition(), owner.sequence(), rows));
  }

  /** Every event of one order, from the journal itself. */
  Future<JournalAdvance> history(OrderQuery query) {
    int partition = owner.partition();
    Promise<JournalAdvance> answer = Promise.promise();
    bus.await(
        InFlight.Kind.JOURNAL,
        "journal history",
        journal
            .findOrder(query.account(), query.clientOrderId())
            .thenCompose(
                found ->
                    found.isPresent() && found.get().partition() == partition
                        ? journal.history(partition, found.get().event().orderId())
                        : CompletableFuture.completedFuture(List.<JournaledEvent>of())),
        (events, failure) -> {
          if (failure != null) {
            answer.fail(failure);
          } else {
            long last = events.isEmpty() ? 0 : events.getLast().sequence();
            answer.complete(new JournalAdvance(partition, last, events));
          }
        });
    return answer.future();
  }

  /** What a reader missed, from the journal itself. */
  Future<JournalAdvance> catchUp(CatchUp request) {
    if (request.limit() < 1 || request.limit() > Journal.READ_MAX || request.afterSequence() < 0) {
      throw new RefusedException(
          RefusalCode.FIELD_COMBINATION, "limit must be 1 to " + Journal.READ_MAX);
    }
    Promise<JournalAdvance> answer = Promise.promise();
    bus.await(
        InFlight.Kind.JOURNAL,
        "journal catch-up",
        journal.read(owner.partition(), request.afterSequence(), request.limit()),
        (events, failure) -> {
          if (failure != null) {
            answer.fail(failure);
          } else {
            long last = events.isEmpty() ? request.afterSequence() : events.getLast().sequence();
            answer.complete(new JournalAdvance(owner.partition(), last, events));
          }
        });
    return answer.future();
  }
}
