package outcry.gateway.http;

import io.netty.channel.ChannelPipeline;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import outcry.bus.Metrics;

/**
 * Bounds what connections may take: how many there are from one address, and for how long each may
 * let us wait, whether it says nothing or drips. Event loop of the server only.
 */
public final class Connections {

  static final int PER_ADDRESS_MAX = 100;

  /** From the connection to the end of its first request's head. */
  static final long FIRST_HEAD_MS = 10_000;

  /** From an answer to the end of the next request's head. */
  static final long NEXT_HEAD_MS = 30_000;

  /** From the end of the head to the end of the body. */
  static final long BODY_MS = 15_000;

  private static final String DECODER = "httpDecoder";

  private final Vertx vertx;
  private final HttpServerOptions options;
  private final Metrics metrics;
  private final Map<String, Integer> byAddress = new HashMap<>();
  private final Map<HttpConnection, Long> timers = new HashMap<>();

  public Connections(Vertx vertx, HttpServerOptions options, Metrics metrics) {
    this.vertx = vertx;
    this.options = options;
    this.metrics = metrics;
    metrics.announce("http_connections_closed_total", "why");
  }

  /** A connection has been made. */
  public void opened(HttpConnection connection) {
    var address = connection.remoteAddress().hostAddress();
    if (byAddress.merge(address, 1, Integer::sum) > PER_ADDRESS_MAX) {
      connection.closeHandler(_ -> left(address));
      close(connection, "address");
      return;
    }
    connection.closeHandler(
        _ -> {
          left(address);
          stopWaiting(connection);
        });
    beStrict(((ConnectionBase) connection).channel().pipeline());
    await(connection, FIRST_HEAD_MS, "head");
  }

  /** In place of the decoder that takes what two readers could understand in two ways. */
  private void beStrict(ChannelPipeline pipeline) {
    pipeline.replace(DECODER, DECODER, new StrictDecoder(options));
  }

  private void left(String address) {
    byAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
  }

  /** The head of a request is here. */
  public void handle(RoutingContext http) {
    var request = http.request();
    var connection = request.connection();
    stopWaiting(connection);
    if (mayBecomeWebSocket(request)) {
      http.next(); // which has its own time-outs; refused, it is over when it is idle
      return;
    }
    long body =
        vertx.setTimer(
            BODY_MS,
            _ -> {
              if (!request.isEnded()) {
                close(connection, "body");
              }
            });
    http.addEndHandler(
        _ -> {
          vertx.cancelTimer(body);
          await(connection, NEXT_HEAD_MS, "head");
        });
    http.next();
  }

  private static boolean mayBecomeWebSocket(HttpServerRequest request) {
    return request.method() == HttpMethod.GET
        && "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
  }

  private void await(HttpConnection connection, long millis, String what) {
    stopWaiting(connection);
    timers.put(connection, vertx.setTimer(millis, _ -> close(connection, what)));
  }

  private void stopWaiting(HttpConnection connection) {
    var timer = timers.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }

  private void close(HttpConnection connection, String why) {
    metrics.counter("http_connections_closed_total", "why", why).increment();
    connection
        .close()
        .onFailure(
            _ -> metrics.counter("http_connections_closed_total", "why", "gone").increment());
  }
}
