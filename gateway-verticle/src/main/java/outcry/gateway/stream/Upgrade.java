package outcry.gateway.stream;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;
import outcry.gateway.http.Problem;
import outcry.gateway.http.ProblemException;

/** Whether a request may become a WebSocket. Its origin was checked before. */
final class Upgrade {

  private static final String BEARER = "Bearer ";

  private final StreamConfig config;
  private final Admission admission;
  private final IntSupplier sockets;
  private final ToIntFunction<String> socketsOf;

  /**
   * @param socketsOf how many a key has
   */
  Upgrade(
      StreamConfig config,
      Admission admission,
      IntSupplier sockets,
      ToIntFunction<String> socketsOf) {
    this.config = config;
    this.admission = admission;
    this.sockets = sockets;
    this.socketsOf = socketsOf;
  }

  /**
   * @return who it is, if the request says so; fails with the problem
   */
  Future<Optional<Admission.Caller>> check(RoutingContext http) {
    var request = http.request();
    if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
      return refused(400, "UPGRADE", "this is a WebSocket, " + Streams.PROTOCOL);
    }
    var offered = Optional.ofNullable(request.getHeader("Sec-WebSocket-Protocol")).orElse("");
    var protocols = Arrays.stream(offered.split(",")).map(String::trim).toList();
    if (protocols.stream().noneMatch(one -> one.startsWith("outcry."))) {
      return refused(400, "SUBPROTOCOL", "the sub-protocol " + Streams.PROTOCOL + " is expected");
    }
    if (!protocols.contains(Streams.PROTOCOL)
        || !"13".equals(request.getHeader("Sec-WebSocket-Version"))) {
      http.response()
          .putHeader("Sec-WebSocket-Version", "13")
          .putHeader("Sec-WebSocket-Protocol", Streams.PROTOCOL);
      return refused(426, "SUBPROTOCOL", "spoken here: " + Streams.PROTOCOL + ", version 13");
    }
    if (sockets.getAsInt() >= config.sockets()) {
      return refused(503, "LIMIT", "too many sockets are open");
    }
    var authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization == null) {
      return Future.succeededFuture(Optional.empty());
    }
    return admission
        .admit(authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()) : "")
        .recover(_ -> refused(401, "UNAUTHENTICATED", "no key or session that is good now"))
        .compose(
            caller ->
                socketsOf.applyAsInt(caller.keyId()) >= config.socketsPerKey()
                    ? refused(429, "LIMIT", "too many sockets of this key are open")
                    : Future.succeededFuture(Optional.of(caller)));
  }

  private static <T> Future<T> refused(int status, String code, String detail) {
    return Future.failedFuture(new ProblemException(new Problem(status, code, detail)));
  }
}
