package outcry.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import outcry.bus.Node;
import outcry.gateway.api.LatestStates;
import outcry.gateway.api.Questions;
import outcry.gateway.api.ViewJson;
import outcry.gateway.http.Problem;
import outcry.model.query.OrderQuery;

/**
 * Sends every open page the state of things a few times a second. One text is made for all of them;
 * a page that has not read the last one is left out until it has: newest wins. Event loop only.
 */
final class LiveFeed {

  static final int CLIENTS_MAX = 100;

  private static final long TICK_MILLIS = 250;
  private static final int ORDERS_SHOWN = 50;
  private static final int QUEUE_BYTES_MAX = 1 << 20;

  private final Node node;
  private final Questions questions;
  private final ViewJson json;
  private final Set<ServerWebSocket> clients = new LinkedHashSet<>();
  private final LatestStates latest;
  private boolean asking;
  private long timer;

  LiveFeed(Node node, Questions questions, LatestStates latest, ViewJson json) {
    this.node = node;
    this.questions = questions;
    this.json = json;
    this.latest = latest;
  }

  void start() {
    timer = node.vertx().setPeriodic(TICK_MILLIS, _ -> tick());
    node.metrics().gauge("websocket_clients", clients::size);
  }

  Future<Void> stop() {
    node.vertx().cancelTimer(timer);
    var closing =
        clients.stream().map(client -> client.close((short) 1001, "shutting down")).toList();
    clients.clear();
    return Future.join(closing).mapEmpty();
  }

  void accept(ServerWebSocket client) {
    client.setWriteQueueMaxSize(QUEUE_BYTES_MAX);
    clients.add(client);
    client.closeHandler(_ -> clients.remove(client));
    client.exceptionHandler(_ -> clients.remove(client));
    tick();
  }

  boolean isFull() {
    return clients.size() >= CLIENTS_MAX;
  }

  private void tick() {
    if (clients.isEmpty() || asking) {
      return;
    }
    asking = true;
    state()
        .onComplete(
            state -> {
              asking = false;
              if (state.succeeded()) {
                send(state.result());
              } else {
                node.metrics().counter("live_feed_skipped_total").increment();
                send("{\"error\":\"" + Problem.of(state.cause()).code() + "\"}");
              }
            });
  }

  private Future<String> state() {
    var orders = questions.orders(new OrderQuery("", "", ORDERS_SHOWN));
    var positions = questions.positions(List.of());
    return Future.all(orders, positions)
        .map(
            _ -> {
              var state = ViewJson.object();
              var market = latest.market();
              state.put("time", ViewJson.time(market.atNanos()));
              state.set("market", json.market(market));
              state.set("orders", json.orders(orders.result().orders()));
              state.put("fills", orders.result().fills());
              var restrictions = state.putArray("restrictions");
              orders.result().restrictions().forEach(restrictions::add);
              var counts = state.putObject("ordersByState");
              orders
                  .result()
                  .byStatus()
                  .forEach((status, count) -> counts.put(status.name(), count));
              state.set("accounts", json.accounts(positions.result().accounts()));
              state.set("strategies", ViewJson.strategies(latest.strategies().strategies()));
              return state.toString();
            });
  }

  private void send(String text) {
    for (var client : List.copyOf(clients)) {
      if (client.writeQueueFull()) {
        node.metrics().counter("websocket_conflated_total").increment();
      } else {
        client.writeTextMessage(text).onFailure(_ -> clients.remove(client));
      }
    }
  }
}
