package outcry.gateway.api;

import io.vertx.core.Future;
import java.util.List;
import outcry.bus.Crash;
import outcry.bus.RefusedException;
import outcry.journal.Journal;
import outcry.model.OrderCommand.CancelAll;
import outcry.model.OrderCommand.CancelOrder;
import outcry.model.OrderReply;
import outcry.model.RefusalCode;
import outcry.model.query.OrderPage;
import outcry.model.query.OrderQuery;
import outcry.model.query.OrderView;

/** The calls about orders. */
final class OrderCalls {

  private final Catalogue catalogue;
  private final Questions questions;
  private final ViewJson json;
  private final OrderJson orderJson;
  private final OrderHistoryJson history;

  OrderCalls(Desk desk) {
    this.catalogue = desk.catalogue();
    this.questions = desk.questions();
    this.json = desk.json();
    this.orderJson = new OrderJson(catalogue.instruments());
    this.history = new OrderHistoryJson(catalogue.instruments());
  }

  void addTo(Operations operations) {
    operations
        .call("listOrders", this::list)
        .call("showOrder", this::one)
        .call("whyOrder", this::why)
        .call("whyOrderOf", this::why)
        .call("submitOrder", this::submit)
        .call("submitOrderList", this::submitList)
        .call("amendOrder", this::amend)
        .call("cancelOrder", this::cancel)
        .call("cancelAll", this::cancelAll);
  }

  private Future<Answer> list(Request request) {
    var account = request.text("account");
    var id = request.text("clientOrderId");
    if (!id.isEmpty() && account.isEmpty()) {
      throw new RefusedException(
          RefusalCode.MISSING_FIELD, "clientOrderId is unique within an account: name the account");
    }
    int limit = request.number("limit");
    return questions
        .orders(new OrderQuery(account, id, page(request), Math.min(limit + 1, Journal.READ_MAX)))
        .map(found -> page(found.orders(), limit));
  }

  private static OrderPage page(Request request) {
    var first =
        OrderPage.first(
            request.text("symbol"),
            request.text("strategy"),
            OrderPage.Phase.valueOf(request.text("phase")));
    if (!request.has("cursor")) {
      return first;
    }
    var keys = Cursor.read("orders", request.text("cursor"), 3);
    return new OrderPage(
        first.symbol(), first.strategy(), first.phase(), keys[0], keys[1], (int) keys[2]);
  }

  private Answer page(List<OrderView> found, int limit) {
    if (found.size() <= limit && found.size() < Journal.READ_MAX) {
      return Answer.of(json.orders(found));
    }
    var last = found.get(limit - 1);
    var next =
        Cursor.write(
            "orders", last.createdNanos(), last.orderId(), questions.partitionOf(last.account()));
    return Answer.page(json.orders(found.subList(0, limit)), next);
  }

  private Future<Answer> one(Request request) {
    var account = catalogue.requireAccount(request.text("account"));
    return questions
        .order(account, request.text("clientOrderId"))
        .map(order -> Answer.of(json.orders(List.of(order)).path(0)));
  }

  /** Of one instrument, or all of the account. */
  private Future<Answer> cancelAll(Request request) {
    var account = catalogue.requireAccount(request.text("account"));
    var command = new CancelAll(account, request.text("symbol"), "manual", Desk.now());
    return answer(questions.command(request.principal(), account, command));
  }

  /** Why an order happened, and what became of it: its whole history, with causes. */
  private Future<Answer> why(Request request) {
    var clientOrderId = request.text("clientOrderId");
    var accounts =
        request.has("account")
            ? List.of(catalogue.requireAccount(request.text("account")))
            : catalogue.accounts();
    return questions
        .history(accounts, clientOrderId)
        .map(
            events -> {
              if (events.isEmpty()) {
                throw new RefusedException(
                    RefusalCode.UNKNOWN_ORDER, "no order is called " + clientOrderId);
              }
              return Answer.of(history.of(events));
            });
  }

  private Future<Answer> submit(Request request) {
    Crash.point("S0");
    var order = orderJson.order(request.body(), Desk.now());
    return answer(
        questions.command(request.principal(), catalogue.requireAccount(order.account()), order));
  }

  /** Several orders at once: the answer has a result for each, in the order of the request. */
  private Future<Answer> submitList(Request request) {
    var list = orderJson.list(request.body(), Desk.now());
    return answer(
        questions.command(request.principal(), catalogue.requireAccount(list.account()), list));
  }

  private Future<Answer> amend(Request request) {
    var account = catalogue.requireAccount(request.text("account"));
    var id = request.text("clientOrderId");
    return questions
        .order(account, id)
        .compose(
            order ->
                answer(
                    questions.command(
                        request.principal(),
                        account,
                        orderJson.amend(request.body(), order, Desk.now()))));
  }

  private Future<Answer> cancel(Request request) {
    var account = catalogue.requireAccount(request.text("account"));
    var command = new CancelOrder(account, request.text("clientOrderId"), "manual", Desk.now());
    return answer(questions.command(request.principal(), account, command));
  }

  private static Future<Answer> answer(Future<OrderReply> reply) {
    return reply.map(Replies::answer);
  }
}
