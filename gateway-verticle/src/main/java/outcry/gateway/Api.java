package outcry.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import outcry.bus.Addresses;
import outcry.bus.Bus;
import outcry.bus.Crash;
import outcry.bus.Hop;
import outcry.bus.Node;
import outcry.bus.RefusedException;
import outcry.model.OrderCommand.CancelAlgorithm;
import outcry.model.OrderCommand.CancelOrder;
import outcry.model.OrderCommand.SetTradingState;
import outcry.model.OrderReply;
import outcry.model.OrderReply.Acknowledged;
import outcry.model.OrderReply.Refused;
import outcry.model.RefusalCode;
import outcry.model.TradingScope;
import outcry.model.query.OrderQuery;
import outcry.model.query.ReconcileReport;
import outcry.model.query.ReconcileRequest;
import outcry.model.query.StrategyAction;
import outcry.model.query.StrategyView;

/** The REST calls. Event loop only. */
final class Api {

  private static final int ORDERS_DEFAULT = 100;
  private static final int ORDERS_MAX = 10_000;

  private final Node node;
  private final GatewayConfig config;
  private final Questions questions;
  private final LiveFeed live;
  private final ViewJson json;
  private final OrderJson orderJson;
  private final OrderHistoryJson history;
  private final AlgorithmJson algorithmJson;
  private final long startedNanos = now();

  Api(Node node, GatewayConfig config, Questions questions, LiveFeed live, ViewJson json) {
    this.node = node;
    this.config = config;
    this.questions = questions;
    this.live = live;
    this.json = json;
    this.orderJson = new OrderJson(config.instruments());
    this.history = new OrderHistoryJson(config.instruments());
    this.algorithmJson = new AlgorithmJson(config.instruments());
  }

  void status(RoutingContext http) {
    answer(
        http,
        Future.all(
                questions.orders(new OrderQuery("", "", 1)),
                questions.reconcile(ReconcileRequest.show("")))
            .map(
                all -> {
                  Questions.AllOrders orders = all.resultAt(0);
                  List<ReconcileReport> reconciled = all.resultAt(1);
                  var status = ViewJson.object().put("ready", node.health().isReady());
                  status.put("upSeconds", TimeUnit.NANOSECONDS.toSeconds(now() - startedNanos));
                  var parts = status.putObject("health");
                  node.health().check().forEach((name, part) -> parts.put(name, part.text()));
                  var counts = status.putObject("ordersByState");
                  orders.byStatus().forEach((state, count) -> counts.put(state.name(), count));
                  status.put("fills", orders.fills());
                  var restrictions = status.putArray("restrictions");
                  orders.restrictions().forEach(restrictions::add);
                  status.set("reconciled", ReconcileJson.summary(reconciled));
                  status.set("market", json.market(live.market()));
                  status.set("strategies", ViewJson.strategies(live.strategies().strategies()));
                  var inFlight = status.putObject("inFlight");
                  node.inFlight()
                      .pending()
                      .forEach((kind, count) -> inFlight.put(kind.name(), count));
                  var latency = status.putObject("latencyMicros");
                  for (var hop : Hop.values()) {
                    var measured = node.metrics().latency(hop);
                    latency
                        .putObject(hop.name().toLowerCase(Locale.ROOT))
                        .put("p50", TimeUnit.NANOSECONDS.toMicros(measured.percentileNanos(50)))
                        .put("p99", TimeUnit.NANOSECONDS.toMicros(measured.percentileNanos(99)))
                        .put("count", measured.count());
                  }
                  return status;
                }));
  }

  void tasks(RoutingContext http) {
    answer(http, Future.succeededFuture(ViewJson.tasks(node.tasks().list())));
  }

  void strategies(RoutingContext http) {
    answer(http, Future.succeededFuture(ViewJson.strategies(live.strategies().strategies())));
  }

  void strategyAction(RoutingContext http) {
    StrategyAction.Kind kind;
    try {
      kind = StrategyAction.Kind.valueOf(http.pathParam("action").toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      Problem.of(RefusalCode.ENUM, "action must be start, stop, pause or resume").send(http);
      return;
    }
    var name = http.pathParam("name");
    answer(
        http,
        questions
            .strategy(new StrategyAction(name, kind))
            .map(list -> ViewJson.strategies(live.after(list).strategies()))
            .recover(failure -> Future.failedFuture(unknownStrategy(name, failure))));
  }

  /** Nobody runs it: a name that nobody has ever told of is a mistake, not an outage. */
  private Throwable unknownStrategy(String name, Throwable failure) {
    var known = live.strategies().strategies().stream().map(StrategyView::name).toList();
    return Bus.isNoHandlers(failure) && !known.contains(name)
        ? new RefusedException(
            RefusalCode.ENUM, "unknown strategy " + name + "; known: " + String.join(", ", known))
        : failure;
  }

  void orders(RoutingContext http) {
    answer(
        http,
        Future.succeededFuture()
            .compose(_ -> questions.orders(orderQuery(http)))
            .map(found -> json.orders(found.orders())));
  }

  /** Why an order happened, and what became of it: its whole history, with causes. */
  void why(RoutingContext http) {
    var clientOrderId = http.pathParam("clientOrderId");
    var account = http.queryParams().get("account");
    answer(
        http,
        Future.succeededFuture()
            .map(_ -> account == null ? config.accounts() : List.of(requireAccount(account)))
            .compose(accounts -> questions.history(accounts, clientOrderId))
            .map(
                events -> {
                  if (events.isEmpty()) {
                    throw new RefusedException(
                        RefusalCode.UNKNOWN_ORDER, "no order is called " + clientOrderId);
                  }
                  return history.of(events);
                }));
  }

  private OrderQuery orderQuery(RoutingContext http) {
    var parameters = http.queryParams();
    for (var name : parameters.names()) {
      if (!List.of("account", "clientOrderId", "limit").contains(name)) {
        throw new RefusedException(RefusalCode.UNKNOWN_FIELD, "unknown parameter: " + name);
      }
    }
    if (parameters.contains("clientOrderId") && !parameters.contains("account")) {
      throw new RefusedException(
          RefusalCode.MISSING_FIELD, "clientOrderId is unique within an account: name the account");
    }
    return new OrderQuery(
        parameters.contains("account") ? parameters.get("account") : "",
        parameters.contains("clientOrderId") ? parameters.get("clientOrderId") : "",
        limit(parameters.get("limit")));
  }

  private static int limit(String text) {
    if (text == null) {
      return ORDERS_DEFAULT;
    }
    int limit = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > ORDERS_MAX) {
      throw new RefusedException(RefusalCode.TYPE, "limit must be 1 to " + ORDERS_MAX);
    }
    return limit;
  }

  void positions(RoutingContext http) {
    var accounts = http.queryParam("account");
    answer(http, questions.positions(accounts).map(found -> json.accounts(found.accounts())));
  }

  void submit(RoutingContext http) {
    Future.succeededFuture()
        .compose(
            _ -> {
              Crash.point("S0");
              var order = orderJson.order(http.body().buffer(), now());
              return questions.command(requireAccount(order.account()), order);
            })
        .onSuccess(reply -> reply(http, reply, 201))
        .onFailure(failure -> Problem.of(failure).send(http));
  }

  /** Several orders at once: the answer has a result for each, in the order of the request. */
  void submitList(RoutingContext http) {
    Future.succeededFuture()
        .compose(
            _ -> {
              var list = orderJson.list(http.body().buffer(), now());
              return questions.command(requireAccount(list.account()), list);
            })
        .onSuccess(reply -> reply(http, reply, 201))
        .onFailure(failure -> Problem.of(failure).send(http));
  }

  void cancel(RoutingContext http) {
    Future.succeededFuture()
        .compose(
            _ -> {
              var account = requireAccount(http.pathParam("account"));
              return questions.command(
                  account,
                  new CancelOrder(account, http.pathParam("clientOrderId"), "manual", now()));
            })
        .onSuccess(reply -> reply(http, reply, 200))
        .onFailure(failure -> Problem.of(failure).send(http));
  }

  void amend(RoutingContext http) {
    var account = http.pathParam("account");
    var id = http.pathParam("clientOrderId");
    Future.succeededFuture()
        .compose(_ -> questions.orders(new OrderQuery(requireAccount(account), id, ORDERS_DEFAULT)))
        .compose(
            found -> {
              var order =
                  found.orders().stream()
                      .filter(one -> one.account().equals(account))
                      .filter(one -> one.clientOrderId().equals(id))
                      .findFirst()
                      .orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_ORDER, id));
              return questions.command(
                  account, orderJson.amend(http.body().buffer(), order, now()));
            })
        .onSuccess(reply -> reply(http, reply, 200))
        .onFailure(failure -> Problem.of(failure).send(http));
  }

  void algorithms(RoutingContext http) {
    answer(
        http,
        questions
            .orders(new OrderQuery("", "", 1))
            .map(found -> json.algorithms(found.algorithms())));
  }

  void startAlgorithm(RoutingContext http) {
    Future.succeededFuture()
        .compose(
            _ -> {
              var start = algorithmJson.start(http.body().buffer(), now());
              return questions.command(requireAccount(start.account()), start);
            })
        .onSuccess(reply -> reply(http, reply, 201))
        .onFailure(failure -> Problem.of(failure).send(http));
  }

  void cancelAlgorithm(RoutingContext http) {
    Future.succeededFuture()
        .compose(
            _ -> {
              var account = requireAccount(http.pathParam("account"));
              return questions.command(
                  account,
                  new CancelAlgorithm(account, http.pathParam("algorithmId"), "manual", now()));
            })
        .onSuccess(reply -> reply(http, reply, 200))
        .onFailure(failure -> Problem.of(failure).send(http));
  }

  /** How the accounts compared with their venues when last asked. */
  void reconciled(RoutingContext http) {
    answer(http, questions.reconcile(ReconcileRequest.show("")).map(ReconcileJson::report));
  }

  /** Asks the venues now, and deals with what differs. */
  void reconcile(RoutingContext http) {
    answer(
        http,
        Future.succeededFuture()
            .compose(
                _ -> {
                  var request = ReconcileJson.request(http.body().buffer());
                  if (!request.account().isEmpty()) {
                    requireAccount(request.account());
                  }
                  return questions.reconcile(request);
                })
            .map(ReconcileJson::report));
  }

  /**
   * The kill switch: every partition that has accounts is told, an account's own alone if it is
   * about one; the answer is good only if all of them took it.
   */
  void tradingState(RoutingContext http) {
    Future.succeededFuture()
        .compose(
            _ -> {
              var wanted = orderJson.tradingState(http.body().buffer(), now());
              var told = new ArrayList<Future<OrderReply>>();
              for (var account : spokesmen(wanted)) {
                told.add(questions.command(account, wanted.through(account)));
              }
              return Future.all(told).map(all -> all.<OrderReply>list());
            })
        .onSuccess(
            replies ->
                reply(
                    http,
                    replies.stream()
                        .filter(Refused.class::isInstance)
                        .findFirst()
                        .orElse(replies.getFirst()),
                    200))
        .onFailure(failure -> Problem.of(failure).send(http));
  }

  /** One account of each partition that must know. */
  private Collection<String> spokesmen(SetTradingState wanted) {
    if (wanted.scope() == TradingScope.ACCOUNT) {
      return List.of(requireAccount(wanted.key()));
    }
    requireKnown(wanted);
    var byPartition = new TreeMap<Integer, String>();
    for (var account : config.accounts()) {
      byPartition.putIfAbsent(Addresses.partitionOf(account, config.partitions()), account);
    }
    return byPartition.values();
  }

  /** A misspelt key would halt nothing and look like a halt. */
  private void requireKnown(SetTradingState wanted) {
    var key = wanted.key();
    boolean known =
        switch (wanted.scope()) {
          case GLOBAL -> true;
          case ACCOUNT -> config.accounts().contains(key);
          case INSTRUMENT -> config.instruments().find(key).isPresent();
          case STRATEGY ->
              key.equals("manual")
                  || live.strategies().strategies().stream()
                      .anyMatch(one -> one.name().equals(key));
        };
    if (!known) {
      throw new RefusedException(
          wanted.scope() == TradingScope.INSTRUMENT ? RefusalCode.UNKNOWN_SYMBOL : RefusalCode.ENUM,
          "unknown " + wanted.scope() + ": " + key);
    }
  }

  private String requireAccount(String account) {
    if (!config.accounts().contains(account)) {
      throw new RefusedException(RefusalCode.UNKNOWN_ACCOUNT, "unknown account: " + account);
    }
    return account;
  }

  private static void reply(RoutingContext http, OrderReply reply, int status) {
    if (reply instanceof Refused refused) {
      Problem.of(refused.code(), refused.detail()).send(http);
    } else {
      send(http, status, body(reply).toString());
    }
  }

  private static ObjectNode body(OrderReply reply) {
    var body = ViewJson.object();
    switch (reply) {
      case Acknowledged done ->
          body.put("clientOrderId", done.clientOrderId())
              .put("orderId", done.orderId())
              .put("status", done.status().name());
      case Refused refused ->
          body.put("code", refused.code().name()).put("detail", refused.detail());
      case OrderReply.ListAcknowledged list -> {
        var orders = body.put("listId", list.listId()).putArray("orders");
        list.each().forEach(one -> orders.add(body(one)));
      }
    }
    return body;
  }

  private static void answer(RoutingContext http, Future<?> answer) {
    answer
        .onSuccess(body -> send(http, 200, body.toString()))
        .onFailure(failure -> Problem.of(failure).send(http));
  }

  private static void send(RoutingContext http, int status, String body) {
    http.response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(body)
        .onFailure(http::fail);
  }

  private static long now() {
    return TimeUnit.MILLISECONDS.toNanos(Instant.now().toEpochMilli());
  }
}
