package outcry.gateway.stream;

import io.netty.channel.Channel;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.VertxConnection;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import outcry.gateway.api.ClusterDesk;
import outcry.gateway.api.Desk;
import outcry.gateway.api.ViewJson;
import outcry.gateway.http.Problem;
import outcry.gateway.stream.core.Ask;
import outcry.gateway.stream.core.Closing;
import outcry.gateway.stream.core.FrameAssembly;

/** The stream of a gateway: its sockets, and what they have subscribed. Event loop only. */
public final class Streams {

  /** What the protocol is called on the wire. */
  public static final String PROTOCOL = "outcry.v1";

  private static final long TICK_MILLIS = 100;
  private static final int TICKS_A_SECOND = 10;
  private static final int HEARTBEAT_SECONDS = 2;
  private static final int AGAIN_SECONDS = 3;
  private static final int PING_SECONDS = 9;
  private static final long CUT_MILLIS = 1_500;

  private final Desk desk;
  private final Admission admission;
  private final StreamConfig config;
  private final String epoch = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  private final Set<Client> clients = new LinkedHashSet<>();
  private final Map<String, Integer> socketsByKey = new HashMap<>();
  private final Alerts alerts;
  private final Topics topics;
  private final StreamMeters meters;
  private Context home;
  private long timer;
  private long ticks;

  public Streams(
      Desk desk, Optional<ClusterDesk> cluster, Admission admission, StreamConfig config) {
    this.desk = desk;
    this.admission = admission;
    this.config = config;
    alerts = new Alerts(desk, cluster, epoch);
    topics = new Topics(desk, cluster, epoch, alerts.topic());
    meters = new StreamMeters(desk.node().metrics(), clients);
  }

  /** What a server must be like on which clients are upgraded. */
  public static void prepare(HttpServerOptions options) {
    options
        .setWebSocketSubProtocols(List.of(PROTOCOL))
        .setMaxWebSocketFrameSize(FrameAssembly.FRAME_MAX)
        .setWebSocketClosingTimeout(1) // seconds; a page that is gone answers no farewell
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false);
  }

  public void start() {
    home = desk.node().vertx().getOrCreateContext();
    alerts.listen(home);
    timer = desk.node().vertx().setPeriodic(TICK_MILLIS, _ -> tick());
  }

  /** Every client is told; who does not listen is cut off. */
  public Future<Void> stop() {
    desk.node().vertx().cancelTimer(timer);
    List.copyOf(clients).forEach(client -> client.close(Closing.STOPPING));
    topics.close();
    return Future.succeededFuture();
  }

  /** Answers a request for the stream. */
  public void upgrade(RoutingContext http) {
    var channel = ((VertxConnection) http.request().connection()).channel();
    http.request().pause(); // else it may end before it has become a WebSocket
    new Upgrade(config, admission, clients::size, key -> socketsByKey.getOrDefault(key, 0))
        .check(http)
        .onSuccess(
            caller ->
                http.request()
                    .toWebSocket()
                    .onSuccess(socket -> accept(socket, channel, caller))
                    .onFailure(_ -> meters.refused("HANDSHAKE")))
        .onFailure(
            failure -> {
              var problem = Problem.of(failure);
              meters.refused(problem.code());
              http.request().resume();
              problem.send(http);
            });
  }

  private void accept(ServerWebSocket socket, Channel channel, Optional<Admission.Caller> caller) {
    var client =
        new Client(
            socket,
            channel,
            config.limits(),
            System::nanoTime,
            new Client.Asked() {
              @Override
              public void onAsk(Client asking, Ask ask) {
                Streams.this.onAsk(asking, ask);
              }

              @Override
              public void onEnd(Client ended, Closing why) {
                Streams.this.onEnd(ended, why);
              }
            });
    clients.add(client);
    client.say(
        ViewJson.object()
            .put("type", "welcome")
            .put("protocol", PROTOCOL)
            .put("epoch", epoch)
            .put("time", now())
            .toString());
    caller.ifPresent(known -> known(client, known));
  }

  private void onAsk(Client client, Ask ask) {
    switch (ask) {
      case Ask.Auth(var id, var token) ->
          admission
              .admit(token)
              .onSuccess(caller -> authenticated(client, id, caller))
              .onFailure(_ -> client.close(Closing.UNAUTHENTICATED));
      case Ask.Subscribe subscribe -> topics.subscribe(client, subscribe);
      case Ask.Unsubscribe(var id, var topic) -> {
        topics.leave(client, topic);
        client.ok(id);
      }
      case Ask.Ping(var id) -> client.ok(id);
    }
  }

  private void authenticated(Client client, String id, Admission.Caller caller) {
    if (client.isOver()) {
      return;
    }
    var before = client.caller();
    if (before.isPresent() && !before.get().keyId().equals(caller.keyId())) {
      client.error(id, "FORBIDDEN", "another key needs another socket");
      return;
    }
    if (before.isPresent()) {
      client.caller(caller);
    } else if (!known(client, caller)) {
      return;
    }
    client.ok(id);
  }

  private boolean known(Client client, Admission.Caller caller) {
    if (socketsByKey.getOrDefault(caller.keyId(), 0) >= config.socketsPerKey()) {
      client.close(Closing.TOO_MANY_SOCKETS);
      return false;
    }
    socketsByKey.merge(caller.keyId(), 1, Integer::sum);
    client.caller(caller);
    return true;
  }

  private void onEnd(Client client, Closing why) {
    clients.remove(client);
    client
        .caller()
        .ifPresent(
            caller ->
                socketsByKey.computeIfPresent(
                    caller.keyId(), (_, count) -> count == 1 ? null : count - 1));
    client.session().subscriptions().forEach(topic -> topics.leave(client, topic));
    meters.ended(client, why);
    if (why != Closing.GONE) {
      desk.node().vertx().setTimer(CUT_MILLIS, _ -> client.cut());
    }
  }

  private void tick() {
    topics.tick(System.nanoTime());
    ticks++;
    if (ticks % TICKS_A_SECOND == 0) {
      second(ticks / TICKS_A_SECOND);
    }
  }

  private void second(long seconds) {
    topics.second();
    alerts.look();
    var heartbeat = ViewJson.object().put("type", "heartbeat").put("time", now()).toString();
    for (var client : List.copyOf(clients)) {
      client.look();
      if (seconds % HEARTBEAT_SECONDS == 0 && client.bytesWaiting() == 0) {
        client.say(heartbeat);
      }
      if (seconds % PING_SECONDS == 0) {
        client.ping();
      }
      if (seconds % AGAIN_SECONDS == 0) {
        again(client);
      }
    }
    meters.second();
  }

  /** A key may be revoked, and a session ends. */
  private static void again(Client client) {
    if (client.caller().isPresent()) {
      client
          .caller()
          .get()
          .again()
          .ifPresentOrElse(client::caller, () -> client.close(Closing.UNAUTHENTICATED));
    }
  }

  private static String now() {
    var now = Instant.now();
    return ViewJson.time(TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano());
  }
}
