package outcry.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import outcry.bus.Defects;
import outcry.gateway.http.Problem;

/** What does each operation of the document, by its operationId. */
public final class Operations {

  private final Map<String, Handler<RoutingContext>> handlers = new LinkedHashMap<>();
  private final Defects defects;

  public Operations(Defects defects) {
    this.defects = defects;
  }

  Operations call(String id, Call call) {
    return raw(id, http -> answer(http, call));
  }

  /** One that answers by itself, e.g. with a WebSocket; the request is paused until it does. */
  public Operations raw(String id, Handler<RoutingContext> handler) {
    if (handlers.putIfAbsent(id, handler) != null) {
      throw new IllegalStateException("operation " + id + " has two handlers");
    }
    return this;
  }

  Map<String, Handler<RoutingContext>> handlers() {
    return handlers;
  }

  private void answer(RoutingContext http, Call call) {
    var operation = Operation.of(http);
    if (!http.request().isEnded()) { // over HTTP/2 it must not be resumed then
      http.request().resume();
    }
    Future.succeededFuture()
        .compose(_ -> call.answer(new Request(http, operation)))
        .onSuccess(answer -> send(http, operation, answer))
        .onFailure(failure -> fail(http, operation, failure));
  }

  private void fail(RoutingContext http, Operation operation, Throwable failure) {
    var problem = Problem.of(failure);
    if (problem.isDefect()) {
      defects.report("gateway " + operation.id(), failure);
    }
    problem.send(http);
  }

  private static void send(RoutingContext http, Operation operation, Answer answer) {
    var response =
        http.response()
            .setStatusCode(answer.status() == 0 ? operation.success() : answer.status())
            .putHeader("Content-Type", answer.mediaType());
    if (!answer.next().isEmpty()) {
      response.putHeader("Link", NextPage.link(http.request(), answer.next()));
    }
    response.end(answer.body()).onFailure(http::fail);
  }
}
